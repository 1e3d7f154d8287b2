/** Identifiers every room shares. Entry point: {@link org.madoguchi.kernel.MunicipalityId}. */
@Export
@Version("1.0.0")
package org.madoguchi.kernel;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
