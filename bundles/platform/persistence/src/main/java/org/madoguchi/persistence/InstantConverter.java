package org.madoguchi.persistence;

import java.sql.Timestamp;
import java.time.Instant;
import javax.persistence.AttributeConverter;
import javax.persistence.Converter;

/**
 * Instants of rows as UTC, whatever the zone of the JVM, in milliseconds: both databases keep them
 * exactly, and so do the cursors of lists. A persistence unit that wants it lists it among its
 * classes.
 */
@Converter(autoApply = true)
public final class InstantConverter implements AttributeConverter<Instant, Timestamp> {

  @Override
  public Timestamp convertToDatabaseColumn(Instant instant) {
    return instant == null ? null : UtcMillis.column(instant);
  }

  @Override
  public Instant convertToEntityAttribute(Timestamp column) {
    return column == null ? null : UtcMillis.instant(column);
  }
}
