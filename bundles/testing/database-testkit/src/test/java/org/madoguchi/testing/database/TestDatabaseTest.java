package org.madoguchi.testing.database;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.Test;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.schema.internal.Migrations;

public class TestDatabaseTest extends DatabaseMatrix {
  @Test
  public void twoDatabasesOfOneKindShareNothing() {
    JpaTransactions here = database().transactions("sample");
    here.write(() -> here.entityManager().persist(new SampleRow("only here", 7)));

    try (TestDatabase second = kind.open()) {
      JpaTransactions there = second.transactions("sample");
      assertNull(there.read(() -> there.entityManager().find(SampleRow.class, "only here")));
    }
    SampleRow found = here.read(() -> here.entityManager().find(SampleRow.class, "only here"));
    assertEquals(7, found.number());
  }

  @Test
  public void migratingAgainChangesNothingAndKeepsTheConnectionUsable() throws Exception {
    try (Connection connection = database().dataSource().getConnection()) {
      Migrations.apply(connection);
      Migrations.apply(connection);
    }
    assertEquals(0, database().eventLog().head());
  }

  @Test
  public void aLockLeftByAKilledProcessDoesNotBlockTheNextMigration() throws Exception {
    try (Connection connection = database().dataSource().getConnection()) {
      Migrations.apply(connection);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            "UPDATE DATABASECHANGELOGLOCK SET LOCKED = TRUE, LOCKGRANTED = CURRENT_TIMESTAMP,"
                + " LOCKEDBY = 'a dead process'");
      }
      long begin = System.nanoTime();
      Migrations.apply(connection);
      assertTrue(Duration.ofNanos(System.nanoTime() - begin).toMinutes() < 4);
    }
  }
}
