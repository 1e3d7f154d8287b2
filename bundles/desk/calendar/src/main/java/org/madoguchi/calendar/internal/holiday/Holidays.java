package org.madoguchi.calendar.internal.holiday;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The holidays of a municipality: those imported, and for years without an import the law's. */
public final class Holidays {
  public static final Holidays BY_LAW = new Holidays(Map.of());

  private final Map<LocalDate, Holiday> imported;
  private final Set<Integer> years;

  public Holidays(Map<LocalDate, Holiday> imported) {
    this.imported = Map.copyOf(imported);
    this.years =
        imported.keySet().stream().map(LocalDate::getYear).collect(Collectors.toUnmodifiableSet());
  }

  public Optional<Holiday> on(LocalDate date) {
    boolean covered = years.contains(date.getYear());
    return Optional.ofNullable((covered ? imported : HolidayLaw.of(date.getYear())).get(date));
  }

  /** The years for which the import decides. */
  public Set<Integer> years() {
    return years;
  }
}
