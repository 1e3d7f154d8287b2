package org.madoguchi.calendar.internal.edit;

import java.util.List;
import java.util.Optional;
import org.madoguchi.calendar.internal.Access;
import org.madoguchi.calendar.internal.rules.OfficeHours;
import org.madoguchi.calendar.internal.snapshot.LiveCalendars;
import org.madoguchi.calendar.internal.store.CalendarStore;
import org.madoguchi.calendar.internal.store.CalendarUnit;
import org.madoguchi.calendar.internal.store.HoursEntry;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks at and edits the office hours of a municipality and its sections. */
@Component(service = OfficeHoursDesk.class)
public final class OfficeHoursDesk {
  /**
   * The hours that hold for a section.
   *
   * @param from whose they are: the section itself, one above it, or {@link SectionId#NONE} for the
   *     municipality
   * @param version of the section's own; 0 when it has none
   */
  public record Holding(OfficeHours hours, SectionId from, long version) {}

  /** Somebody else was faster. */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Holding current;

    Stale(Holding current) {
      super("stale version");
      this.current = current;
    }

    public Holding current() {
      return current;
    }
  }

  private final CalendarUnit unit;
  private final CalendarStore store;
  private final Changes changes;
  private final LiveCalendars calendars;
  private final Directory directory;

  @Activate
  public OfficeHoursDesk(
      @Reference CalendarUnit unit,
      @Reference CalendarStore store,
      @Reference Changes changes,
      @Reference LiveCalendars calendars,
      @Reference Directory directory) {
    this.unit = unit;
    this.store = store;
    this.changes = changes;
    this.calendars = calendars;
    this.directory = directory;
  }

  /**
   * @param section null for the municipality
   * @throws org.madoguchi.kernel.problem.DomainException municipality-not-found; section-not-found
   */
  public Holding look(AccessScope scope, String slug, String section) {
    MunicipalityId municipality = Access.visible(directory, scope, slug).id();
    SectionId id = Access.section(directory, municipality, section);
    return unit.transactions().read(() -> holding(municipality, id));
  }

  private Holding holding(MunicipalityId municipality, SectionId section) {
    long version = store.hours(municipality, section).map(HoursEntry::version).orElse(0L);
    for (SectionId at : calendars.upwards(municipality, section)) {
      Optional<HoursEntry> own = store.hours(municipality, at);
      if (own.isPresent()) {
        return new Holding(own.get().hours(), at, version);
      }
    }
    OfficeHours hours =
        store.hours(municipality, SectionId.NONE).map(HoursEntry::hours).orElse(OfficeHours.USUAL);
    return new Holding(hours, SectionId.NONE, version);
  }

  /** The sections with hours of their own, by code. */
  public List<SectionId> own(AccessScope scope, String slug) {
    MunicipalityId municipality = Access.visible(directory, scope, slug).id();
    return unit.transactions()
        .read(
            () ->
                store.hours(municipality).stream()
                    .map(HoursEntry::section)
                    .filter(section -> !section.isNone())
                    .toList());
  }

  /**
   * Gives the municipality or section hours of its own.
   *
   * @param version what the caller saw
   * @throws Stale when they were changed since
   * @throws org.madoguchi.kernel.problem.DomainException municipality-not-found; forbidden;
   *     section-not-found
   */
  public Holding change(
      AccessScope scope, String slug, String section, long version, OfficeHours wanted) {
    MunicipalityId municipality = Access.managed(directory, scope, slug).id();
    SectionId id = Access.section(directory, municipality, section);
    return unit.decide(
        () -> {
          long last = changes.lastSequence(municipality);
          Holding before = current(municipality, id, version);
          boolean own = before.version() > 0;
          if (own && before.hours().equals(wanted)) {
            return before;
          }
          long now = changes.record(municipality, last, scope.who(), e -> e.hoursChanged(id));
          store.saveHours(new HoursEntry(municipality, id, wanted, now));
          return new Holding(wanted, id, now);
        });
  }

  /**
   * Takes the own hours away, so that those above hold again; nothing happens when there are none.
   *
   * @throws Stale and others as {@link #change}
   */
  public Holding withdraw(AccessScope scope, String slug, String section, long version) {
    MunicipalityId municipality = Access.managed(directory, scope, slug).id();
    SectionId id = Access.section(directory, municipality, section);
    return unit.decide(
        () -> {
          long last = changes.lastSequence(municipality);
          if (current(municipality, id, version).version() > 0) {
            changes.record(municipality, last, scope.who(), e -> e.hoursWithdrawn(id));
            store.removeHours(municipality, id);
          }
          return holding(municipality, id);
        });
  }

  private Holding current(MunicipalityId municipality, SectionId section, long version) {
    Holding current = holding(municipality, section);
    if (current.version() != version) {
      throw new Stale(current);
    }
    return current;
  }
}
