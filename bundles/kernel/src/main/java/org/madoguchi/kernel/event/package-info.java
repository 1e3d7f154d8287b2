/**
 * The event log: appended inside the command's transaction, stamped with dense positions after
 * commit, followed at least once.
 */
@Export
@Version("1.3.0")
package org.madoguchi.kernel.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
