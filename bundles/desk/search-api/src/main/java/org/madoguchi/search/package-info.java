/**
 * Search over everything the desk knows, for whoever asks and only what they may see. Entry point:
 * {@link org.madoguchi.search.SearchIndex}, an OSGi service. Rooms whose records are to be found
 * implement {@link org.madoguchi.search.spi.DocumentSource}.
 */
@Export
@Version("1.0.0")
package org.madoguchi.search;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
