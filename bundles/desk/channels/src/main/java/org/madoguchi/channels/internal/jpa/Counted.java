package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import org.madoguchi.channels.internal.Backlog;
import org.madoguchi.channels.internal.ChannelCount;
import org.madoguchi.kernel.MunicipalityId;

/** Reads lines of counts. */
final class Counted {
  private Counted() {}

  static ChannelCount of(Object[] line) {
    return new ChannelCount(
        (String) line[0],
        new MunicipalityId((String) line[1]),
        (String) line[2],
        ((Number) line[3]).longValue());
  }

  /** Reads a line of {@code channel, municipality, state, count, oldest}. */
  static Backlog backlog(Object[] line, Enum<?> state) {
    return new Backlog(
        (String) line[0],
        new MunicipalityId((String) line[1]),
        state,
        ((Number) line[3]).longValue(),
        (Instant) line[4]);
  }
}
