package org.madoguchi.knowledge.internal.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What time it is in a municipality.
 *
 * @param grace days after its review day until an article nobody looked over expires
 */
public record Today(Instant now, ZoneId zone, int grace) {
  public LocalDate day() {
    return LocalDate.ofInstant(now, zone);
  }

  Instant begin(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
