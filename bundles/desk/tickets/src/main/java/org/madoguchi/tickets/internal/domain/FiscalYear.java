package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** 年度: April to March, in the municipality's own time. */
public final class FiscalYear {
  private FiscalYear() {}

  /** The year the fiscal year's April lies in. */
  public static int of(Instant instant, ZoneId zone) {
    ZonedDateTime there = instant.atZone(zone);
    return there.getMonth().compareTo(Month.APRIL) < 0 ? there.getYear() - 1 : there.getYear();
  }
}
