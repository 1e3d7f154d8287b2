package org.madoguchi.channels.internal.jpa;

import org.madoguchi.channels.internal.ChannelCount;
import org.madoguchi.kernel.MunicipalityId;

/** Reads a line of {@code channel, municipality, state, count}. */
final class Counted {
  private Counted() {}

  static ChannelCount of(Object[] line) {
    return new ChannelCount(
        (String) line[0],
        new MunicipalityId((String) line[1]),
        (String) line[2],
        ((Number) line[3]).longValue());
  }
}
