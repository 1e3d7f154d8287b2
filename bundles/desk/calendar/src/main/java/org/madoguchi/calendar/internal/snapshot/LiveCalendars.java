package org.madoguchi.calendar.internal.snapshot;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.BusinessCalendars;
import org.madoguchi.calendar.internal.CalendarEvents;
import org.madoguchi.calendar.internal.holiday.Holidays;
import org.madoguchi.calendar.internal.store.CalendarStore;
import org.madoguchi.calendar.internal.store.CalendarUnit;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Section;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.LiveSignals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers from a snapshot in memory. The node that changes a calendar loads it anew at once; every
 * other node when the change's event comes by. The organisation is asked anew each time, so that a
 * section that moved inherits from its new department.
 */
@Component(service = {BusinessCalendars.class, EventFollower.class, LiveCalendars.class})
public final class LiveCalendars implements BusinessCalendars, EventFollower {
  /** What screens hear; see {@link LiveSignals#changed}. */
  static final String TOPIC = "calendar";

  private static final ZoneId USUAL_ZONE = ZoneId.of("Asia/Tokyo");

  /** The import of the organisation refuses circles; this is for whatever else fills it. */
  private static final int DEEPEST = 32;

  private final CalendarUnit unit;
  private final CalendarStore store;
  private final Directory directory;
  private final LiveSignals signals;
  private volatile CalendarSnapshot now;

  @Activate
  public LiveCalendars(
      @Reference CalendarUnit unit,
      @Reference CalendarStore store,
      @Reference Directory directory,
      @Reference LiveSignals signals) {
    this.unit = unit;
    this.store = store;
    this.directory = directory;
    this.signals = signals;
    refresh();
  }

  /** Loads what is committed. Synchronised, so that the snapshot loaded last is the newest. */
  public synchronized void refresh() {
    now =
        unit.transactions()
            .read(() -> new CalendarSnapshot(store.hours(), store.specialDays(), store.holidays()));
  }

  @Override
  public String name() {
    return "calendar.snapshot";
  }

  @Override
  public Set<String> streams() {
    return Set.of(CalendarEvents.STREAM);
  }

  @Override
  public boolean everyNode() {
    return true;
  }

  @Override
  public void follow(List<CommittedEvent> batch) {
    List<CommittedEvent> changes =
        batch.stream().filter(e -> CalendarEvents.CHANGE_THE_SNAPSHOT.contains(e.type())).toList();
    if (changes.isEmpty()) {
      return;
    }
    refresh();
    changes.stream()
        .map(event -> event.access().municipality())
        .distinct()
        .forEach(m -> signals.changed(TOPIC, Permission.DIRECTORY_READ, m));
  }

  @Override
  public BusinessCalendar of(MunicipalityId municipality) {
    return of(municipality, SectionId.NONE);
  }

  @Override
  public BusinessCalendar of(MunicipalityId municipality, SectionId section) {
    CalendarSnapshot.Place place = now.of(municipality);
    List<SectionId> chain = CalendarSnapshot.chain(upwards(municipality, section), place);
    ZoneId zone =
        directory.municipality(municipality).map(Municipality::timeZone).orElse(USUAL_ZONE);
    return place.calendar(zone, chain);
  }

  /** The holidays that hold in the municipality. */
  public Holidays holidays(MunicipalityId municipality) {
    return now.of(municipality).holidays();
  }

  /** The section and what is above it; nothing for {@link SectionId#NONE} or an unknown one. */
  public List<SectionId> upwards(MunicipalityId municipality, SectionId section) {
    List<SectionId> upwards = new ArrayList<>();
    SectionId at = section;
    while (!at.isNone() && upwards.size() < DEEPEST) {
      Optional<Section> known = directory.section(municipality, at);
      if (known.isEmpty()) {
        break;
      }
      upwards.add(at);
      at = known.get().parent();
    }
    return upwards;
  }
}
