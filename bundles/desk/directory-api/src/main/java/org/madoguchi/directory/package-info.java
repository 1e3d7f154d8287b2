/**
 * Who and where: municipalities, their organisation, staff and categories. Entry point: {@link
 * org.madoguchi.directory.Directory}.
 */
@Export
@Version("1.1.0")
package org.madoguchi.directory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
