/** Ports to the database and to stored content. Implemented by platform/persistence. */
@Export
@Version("1.2.0")
package org.madoguchi.kernel.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
