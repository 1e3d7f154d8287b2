package org.madoguchi.calendar.internal.imports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.calendar.internal.Access;
import org.madoguchi.calendar.internal.edit.Changes;
import org.madoguchi.calendar.internal.store.CalendarStore;
import org.madoguchi.calendar.internal.store.CalendarUnit;
import org.madoguchi.calendar.internal.store.HolidayEntry;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.tables.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes the Cabinet Office's list of holidays. A file is taken whole or not at all; for each year
 * it holds it replaces what was imported of that year, other years stay. The same file twice
 * changes nothing.
 */
@Component(service = HolidayImport.class)
public final class HolidayImport {
  /**
   * What the file did, and the years it holds.
   *
   * @param firstYear 0 with bad lines
   */
  public record Result(Outcome outcome, int firstYear, int lastYear) {}

  private final CalendarUnit unit;
  private final CalendarStore store;
  private final Changes changes;
  private final Directory directory;

  @Activate
  public HolidayImport(
      @Reference CalendarUnit unit,
      @Reference CalendarStore store,
      @Reference Changes changes,
      @Reference Directory directory) {
    this.unit = unit;
    this.store = store;
    this.changes = changes;
    this.directory = directory;
  }

  /**
   * @param dryRun checks and counts, changes nothing
   * @throws org.madoguchi.kernel.problem.DomainException municipality-not-found; forbidden
   */
  public Result take(AccessScope scope, String slug, String csv, boolean dryRun) {
    MunicipalityId municipality = Access.managed(directory, scope, slug).id();
    HolidayFile file = HolidayFile.read(csv);
    if (!file.bad().isEmpty()) {
      return new Result(Outcome.refused(file.count(), file.bad()), 0, 0);
    }
    if (dryRun) {
      return unit.transactions().read(() -> new Taking(municipality, file).result());
    }
    return unit.decide(() -> new Taking(municipality, file).store(scope));
  }

  /** One file on its way through one transaction. */
  private final class Taking {
    private final MunicipalityId municipality;
    private final long lastSequence;
    private final List<HolidayEntry> saved = new ArrayList<>();
    private final List<HolidayEntry> removed = new ArrayList<>();
    private final Result result;

    Taking(MunicipalityId municipality, HolidayFile file) {
      this.municipality = municipality;
      // Read first: if another command changes what is read later, the append notices.
      lastSequence = changes.lastSequence(municipality);
      Map<LocalDate, String> wanted = file.holidays();
      Set<Integer> years =
          wanted.keySet().stream().map(LocalDate::getYear).collect(Collectors.toSet());
      Map<LocalDate, HolidayEntry> present = new HashMap<>();
      for (HolidayEntry entry : store.holidays(municipality)) {
        present.put(entry.date(), entry);
        if (years.contains(entry.date().getYear()) && !wanted.containsKey(entry.date())) {
          removed.add(entry);
        }
      }
      int added = 0;
      for (Map.Entry<LocalDate, String> holiday : wanted.entrySet()) {
        HolidayEntry before = present.get(holiday.getKey());
        if (before == null || !before.name().equals(holiday.getValue())) {
          added += before == null ? 1 : 0;
          saved.add(new HolidayEntry(municipality, holiday.getKey(), holiday.getValue()));
        }
      }
      result =
          new Result(
              Outcome.of(file.count(), added, saved.size() - added, removed.size()),
              years.stream().min(Integer::compare).orElse(0),
              years.stream().max(Integer::compare).orElse(0));
    }

    Result result() {
      return result;
    }

    Result store(AccessScope scope) {
      if (saved.isEmpty() && removed.isEmpty()) {
        return result;
      }
      changes.record(
          municipality, lastSequence, scope.who(), events -> events.holidaysImported(result));
      store.removeHolidays(removed);
      store.saveHolidays(saved);
      return result;
    }
  }
}
