/**
 * What a room implements so that its records are found: {@link
 * org.madoguchi.search.spi.DocumentSource}.
 */
@Export
@Version("1.1.0")
package org.madoguchi.search.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
