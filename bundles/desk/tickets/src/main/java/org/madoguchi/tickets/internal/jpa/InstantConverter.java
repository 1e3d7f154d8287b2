package org.madoguchi.tickets.internal.jpa;

import java.sql.Timestamp;
import java.time.Instant;
import javax.persistence.AttributeConverter;
import javax.persistence.Converter;
import org.madoguchi.persistence.UtcMillis;

/**
 * Instants as UTC, whatever the zone of the JVM, in milliseconds: both databases keep them exactly,
 * and so do the cursors of lists.
 */
@Converter(autoApply = true)
public final class InstantConverter implements AttributeConverter<Instant, Timestamp> {
  /** Stands for "none" in columns that are sorted by. */
  static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  @Override
  public Timestamp convertToDatabaseColumn(Instant instant) {
    return instant == null ? null : UtcMillis.column(instant);
  }

  @Override
  public Instant convertToEntityAttribute(Timestamp column) {
    return column == null ? null : UtcMillis.instant(column);
  }
}
