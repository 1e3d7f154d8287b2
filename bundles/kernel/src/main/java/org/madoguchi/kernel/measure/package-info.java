/**
 * Figures for monitoring. A part registers {@link org.madoguchi.kernel.measure.Measures}; whoever
 * monitors reads them all. No monitoring library is seen here.
 */
@Export
@Version("1.0.0")
package org.madoguchi.kernel.measure;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
