package org.madoguchi.persistence;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Instants in columns: UTC, whatever the zone of the JVM, in milliseconds, which both databases
 * keep exactly.
 */
public final class UtcMillis {
  private UtcMillis() {}

  public static Instant instant(Timestamp column) {
    return column.toLocalDateTime().toInstant(ZoneOffset.UTC);
  }

  public static Timestamp column(Instant instant) {
    Instant millis = instant.truncatedTo(ChronoUnit.MILLIS);
    return Timestamp.valueOf(LocalDateTime.ofInstant(millis, ZoneOffset.UTC));
  }
}
