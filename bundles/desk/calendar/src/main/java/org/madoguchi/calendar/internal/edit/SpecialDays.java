package org.madoguchi.calendar.internal.edit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.madoguchi.calendar.internal.Access;
import org.madoguchi.calendar.internal.CalendarProblems;
import org.madoguchi.calendar.internal.rules.SpecialDay;
import org.madoguchi.calendar.internal.store.CalendarStore;
import org.madoguchi.calendar.internal.store.CalendarUnit;
import org.madoguchi.calendar.internal.store.SpecialDayEntry;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Enters and removes days that are not like their weekday. */
@Component(service = SpecialDays.class)
public final class SpecialDays {
  /** Of one municipality with all its sections. */
  static final int MOST = 5_000;

  /**
   * @param entered false when the very same day was there already
   */
  public record Added(SpecialDay day, boolean entered) {}

  private final CalendarUnit unit;
  private final CalendarStore store;
  private final Changes changes;
  private final Directory directory;

  @Activate
  public SpecialDays(
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
   * The days entered from one date to another, both included, for the municipality and all its
   * sections, by date.
   *
   * @throws DomainException municipality-not-found
   */
  public List<SpecialDay> between(AccessScope scope, String slug, LocalDate from, LocalDate to) {
    MunicipalityId municipality = Access.visible(directory, scope, slug).id();
    return unit.transactions()
        .read(
            () ->
                store.specialDays(municipality, from, to).stream()
                    .map(SpecialDayEntry::day)
                    .toList());
  }

  /**
   * @throws DomainException municipality-not-found; forbidden; special-day-taken;
   *     too-many-special-days
   */
  public Added add(AccessScope scope, String slug, SpecialDay wanted) {
    MunicipalityId municipality = Access.managed(directory, scope, slug).id();
    return unit.decide(() -> add(scope, municipality, wanted));
  }

  private Added add(AccessScope scope, MunicipalityId municipality, SpecialDay wanted) {
    long last = changes.lastSequence(municipality);
    Optional<SpecialDayEntry> there =
        store.specialDay(municipality, wanted.section(), wanted.date());
    if (there.isPresent()) {
      if (there.get().day().equals(wanted)) {
        return new Added(wanted, false);
      }
      throw new DomainException(CalendarProblems.SPECIAL_DAY_TAKEN, wanted.date().toString());
    }
    if (store.countSpecialDays(municipality) >= MOST) {
      throw new DomainException(CalendarProblems.TOO_MANY_SPECIAL_DAYS, MOST);
    }
    changes.record(municipality, last, scope.who(), events -> events.specialDayAdded(wanted));
    store.addSpecialDay(new SpecialDayEntry(municipality, wanted));
    return new Added(wanted, true);
  }

  /**
   * Removes one, also of a section that is no longer there.
   *
   * @throws DomainException municipality-not-found; forbidden; special-day-not-found
   */
  public void remove(AccessScope scope, String slug, String section, Optional<LocalDate> date) {
    MunicipalityId municipality = Access.managed(directory, scope, slug).id();
    if (!section.isEmpty() && !SectionId.isCode(section)) {
      throw notFound();
    }
    SectionId id = new SectionId(section);
    LocalDate day = date.orElseThrow(SpecialDays::notFound);
    unit.decide(
        () -> {
          long last = changes.lastSequence(municipality);
          store.specialDay(municipality, id, day).orElseThrow(SpecialDays::notFound);
          changes.record(
              municipality, last, scope.who(), events -> events.specialDayRemoved(id, day));
          store.removeSpecialDay(municipality, id, day);
          return day;
        });
  }

  private static DomainException notFound() {
    return new DomainException(CalendarProblems.SPECIAL_DAY_NOT_FOUND);
  }
}
