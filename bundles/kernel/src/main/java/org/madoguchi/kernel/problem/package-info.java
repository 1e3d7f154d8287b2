/**
 * Errors a caller can act on. Entry point: {@link org.madoguchi.kernel.problem.DomainException}.
 */
@Export
@Version("1.0.0")
package org.madoguchi.kernel.problem;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
