package org.madoguchi.calendar.internal.edit;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.madoguchi.calendar.internal.CalendarEvents;
import org.madoguchi.calendar.internal.snapshot.LiveCalendars;
import org.madoguchi.calendar.internal.store.CalendarStore;
import org.madoguchi.calendar.internal.store.CalendarUnit;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records what happened to a municipality's calendar, and lets this node see it. */
@Component(service = Changes.class)
public final class Changes {
  private final CalendarUnit unit;
  private final CalendarStore store;
  private final EventLog events;
  private final LiveCalendars calendars;
  private final Clock clock;

  @Activate
  public Changes(
      @Reference CalendarUnit unit,
      @Reference CalendarStore store,
      @Reference EventLog events,
      @Reference LiveCalendars calendars,
      @Reference Clock clock) {
    this.unit = unit;
    this.store = store;
    this.events = events;
    this.calendars = calendars;
    this.clock = clock;
  }

  /**
   * Appends the event inside the running transaction. To be called before any row is changed, with
   * the sequence read before anything else, so that a command that lost a race fails first.
   *
   * @param lastSequence of {@link #lastSequence}
   * @return the sequence of the event
   */
  public long record(
      MunicipalityId municipality,
      long lastSequence,
      StaffId actor,
      Function<CalendarEvents, NewEvent> happened) {
    long sequence = lastSequence + 1;
    CalendarEvents made = new CalendarEvents(municipality, sequence, actor, clock.instant());
    events.append(unit.transactions(), List.of(happened.apply(made)));
    store.saveSequence(CalendarEvents.aggregateOf(municipality), sequence);
    unit.transactions().afterCommit(calendars::refresh);
    return sequence;
  }

  public long lastSequence(MunicipalityId municipality) {
    return store.lastSequence(CalendarEvents.aggregateOf(municipality));
  }
}
