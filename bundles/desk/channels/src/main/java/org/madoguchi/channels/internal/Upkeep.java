package org.madoguchi.channels.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.madoguchi.calendar.BusinessCalendars;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswers;
import org.madoguchi.persistence.Faults;
import org.madoguchi.persistence.UpkeepTurn;
import org.madoguchi.tickets.TicketConversation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one node does for all: doubts messages whose sender vanished, tells the tickets what became
 * of their replies until they know, and acknowledges opened tickets.
 */
@Component(service = Upkeep.class, immediate = true)
public final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final String LEASE = "channels/upkeep";
  private static final Duration LEASE_TIME = Duration.ofSeconds(30);
  private static final int BATCH = 100;

  private final ChannelStore store;
  private final TicketConversation conversation;
  private final Directory directory;
  private final Clock clock;
  private final Journal journal;
  private final Acknowledger acknowledger;
  private final Faults reporting = new Faults(LOG, "telling tickets what became of replies");
  private final Faults acknowledging = new Faults(LOG, "acknowledging tickets");
  private final UpkeepTurn turn;

  // Tickets are acknowledged while the calendar is exchanged, too.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile BusinessCalendars calendars;

  // And while the knowledge is.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile PinnedAnswers pinned;

  @Activate
  public Upkeep(
      @Reference ChannelStore store,
      @Reference EventLog events,
      @Reference TicketConversation conversation,
      @Reference Directory directory,
      @Reference Leases leases,
      @Reference Doorbells bells,
      @Reference Clock clock) {
    this(store, events, conversation, directory, leases, bells, clock, Timing.USUAL);
  }

  Upkeep(
      ChannelStore store,
      EventLog events,
      TicketConversation conversation,
      Directory directory,
      Leases leases,
      Doorbells bells,
      Clock clock,
      Timing timing) {
    this.store = store;
    this.conversation = conversation;
    this.directory = directory;
    this.clock = clock;
    this.journal = new Journal(events, store.transactions());
    this.acknowledger =
        new Acknowledger(store, conversation, directory, () -> calendars, this::pinned, clock);
    this.turn =
        new UpkeepTurn(leases, LEASE, LEASE_TIME, bells.upkeep(), timing.poll(), this::mayHaveMore);
    turn.start();
  }

  @Deactivate
  public void stop() {
    turn.stop();
  }

  private List<PinnedAnswer> pinned(MunicipalityId municipality) {
    PinnedAnswers present = pinned;
    return present == null ? List.of() : present.now(municipality);
  }

  private boolean mayHaveMore() {
    doubtAbandoned();
    boolean more = attempt(reporting, this::report);
    return attempt(acknowledging, acknowledger::decidePending) || more;
  }

  private void doubtAbandoned() {
    List<OutboxEntry> abandoned =
        store.transactions().read(() -> store.outbox().abandoned(clock.instant(), BATCH));
    for (OutboxEntry entry : abandoned) {
      OutboxEntry doubted = entry.inDoubt(Reasons.SEND_ABANDONED, clock.instant());
      store
          .transactions()
          .write(
              () -> {
                if (store.outbox().replace(entry, doubted)) {
                  journal.append(doubted, ChannelEvents.IN_DOUBT, StaffId.SYSTEM, Map.of());
                }
              });
      LOG.warn("delivery of message {} is in doubt: its sender vanished", entry.id());
    }
  }

  private boolean report() {
    List<OutboxEntry> unreported =
        store.transactions().read(() -> store.outbox().unreported(BATCH));
    RuntimeException failure = null;
    for (OutboxEntry entry : unreported) {
      try {
        report(entry);
      } catch (RuntimeException e) {
        // one ticket that cannot be told must not keep the others waiting
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return unreported.size() == BATCH;
  }

  private void report(OutboxEntry entry) {
    try {
      conversation.deliveryChanged(
          entry.ticket(),
          entry.entry(),
          entry.state().onTheTicket(),
          entry.messageReference(),
          Reasons.text(entry.reason(), language(entry.ticket().municipality())),
          entry.changedAt());
    } catch (DomainException e) {
      // the ticket or the entry is gone: nobody is left to be told
      LOG.warn(
          "ticket {} was not told of message {}: {}", entry.ticket(), entry.id(), e.type().name());
    }
    store.transactions().write(() -> store.outbox().markReported(entry));
  }

  private Locale language(MunicipalityId municipality) {
    return directory
        .municipality(municipality)
        .flatMap(m -> m.languages().stream().findFirst())
        .orElse(Locale.JAPANESE);
  }

  private static boolean attempt(Faults faults, UpkeepTurn.Work duty) {
    try {
      boolean more = duty.mayHaveMore();
      faults.worked();
      return more;
    } catch (RuntimeException | LinkageError e) {
      faults.failed(e);
      return false;
    }
  }
}
