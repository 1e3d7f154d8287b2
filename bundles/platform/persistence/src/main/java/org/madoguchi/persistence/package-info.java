/**
 * What a capability's {@code internal.jpa} package builds on: a {@link
 * org.madoguchi.persistence.PersistenceUnit} of its own, {@link org.madoguchi.persistence.Races}
 * for transactions that lose a race, {@link org.madoguchi.persistence.Sql} for what JPQL cannot say
 * well; and what its workers are made of: {@link org.madoguchi.persistence.Loop}, woken by a {@link
 * org.madoguchi.persistence.Doorbell}, and {@link org.madoguchi.persistence.UpkeepTurn} for what
 * one node does for all.
 */
@Export
@Version("1.6.0")
package org.madoguchi.persistence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
