/**
 * Who may do what, and where: one value, {@link org.madoguchi.kernel.access.AccessScope}, is the
 * only filter of SQL, search, counts, live events and reports.
 */
@Export
@Version("1.1.0")
package org.madoguchi.kernel.access;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
