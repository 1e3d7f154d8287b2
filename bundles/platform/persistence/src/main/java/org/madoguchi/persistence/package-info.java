/**
 * What a capability's {@code internal.jpa} package builds on: {@link
 * org.madoguchi.persistence.JpaTransactions} over its own persistence unit, {@link
 * org.madoguchi.persistence.Races} for those that lose a race, {@link
 * org.madoguchi.persistence.Sql} for what JPQL cannot say well; and what its workers are made of:
 * {@link org.madoguchi.persistence.Loop}, woken by a {@link org.madoguchi.persistence.Doorbell},
 * and {@link org.madoguchi.persistence.UpkeepTurn} for what one node does for all.
 */
@Export
@Version("1.5.0")
package org.madoguchi.persistence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
