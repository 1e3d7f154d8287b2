/**
 * What a capability's {@code internal.jpa} package builds on: {@link
 * org.madoguchi.persistence.JpaTransactions} over its own persistence unit.
 */
@Export
@Version("1.0.0")
package org.madoguchi.persistence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
