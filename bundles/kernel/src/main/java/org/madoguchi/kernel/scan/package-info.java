/**
 * Looking for malicious software in what people send: {@link
 * org.madoguchi.kernel.scan.VirusScanner}, implemented by plug-ins.
 */
@Export
@Version("1.0.0")
package org.madoguchi.kernel.scan;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
