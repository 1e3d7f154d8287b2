package org.madoguchi.tickets.internal.bulk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.persistence.Faults;
import org.madoguchi.persistence.UpkeepTurn;
import org.madoguchi.tickets.internal.TicketQueries;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.bulk.BulkJob.State;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through changes of many tickets: a few tickets of each job in turn, each ticket in a
 * transaction of its own that also says that it is done. So a ticket is changed once, whatever
 * breaks off, and nobody waits behind a long job.
 */
@Component(service = BulkWorker.class, immediate = true)
public final class BulkWorker {
  static final int PAGE = 200;

  private static final Logger LOG = LoggerFactory.getLogger(BulkWorker.class);
  private static final String LEASE = "tickets/bulk";
  private static final Duration LEASE_TIME = Duration.ofMinutes(1);
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int JOBS = 20;
  private static final int TICKETS = 20;

  /** What a job needs: less than its person has, and never more than they have now. */
  private static final Set<Permission> NEEDED =
      Set.of(Permission.TICKET_READ, Permission.TICKET_WRITE, Permission.TICKET_REPLY);

  private final TicketTransactions transactions;
  private final BulkStore store;
  private final BulkStep step;
  private final TicketQueries queries;
  private final Directory directory;
  private final BulkSummary summary;
  private final Clock clock;
  private final UpkeepTurn turn;

  @Activate
  public BulkWorker(
      @Reference TicketTransactions transactions,
      @Reference BulkStore store,
      @Reference BulkStep step,
      @Reference TicketQueries queries,
      @Reference Directory directory,
      @Reference BulkSummary summary,
      @Reference BulkBell bell,
      @Reference Leases leases,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.step = step;
    this.queries = queries;
    this.directory = directory;
    this.summary = summary;
    this.clock = clock;
    this.turn = new UpkeepTurn(leases, LEASE, LEASE_TIME, bell.bell(), PERIOD, this::work);
    turn.start();
  }

  /** Takes no turn by itself. */
  BulkWorker(
      TicketTransactions transactions,
      BulkStore store,
      BulkStep step,
      TicketQueries queries,
      Directory directory,
      BulkSummary summary,
      Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.step = step;
    this.queries = queries;
    this.directory = directory;
    this.summary = summary;
    this.clock = clock;
    this.turn = null;
  }

  @Deactivate
  public void stop() {
    turn.stop();
  }

  /**
   * @return whether there may be more to do
   */
  boolean work() {
    List<BulkJob> active = transactions.read(() -> store.active(JOBS));
    active.forEach(this::some);
    if (active.isEmpty()) {
      Instant before = clock.instant().minus(KEPT);
      return transactions.decide(() -> store.forget(before, 1)) > 0;
    }
    return true;
  }

  private void some(BulkJob job) {
    if (job.state() == State.COLLECTING) {
      collect(job);
    } else {
      change(job);
    }
  }

  /** As the person may do now what the job needs; nothing for whoever left. */
  private AccessScope scopeOf(BulkJob job) {
    if (job.handover().isPresent()) {
      return AccessScope.system();
    }
    List<Grant> grants =
        directory.staff(job.staff()).filter(Staff::active).map(Staff::grants).orElse(List.of());
    return AccessScope.of(job.staff(), grants)
        .narrowed(new Narrowing(Optional.of(NEEDED), Optional.of(job.municipality())));
  }

  private void collect(BulkJob job) {
    AccessScope scope = scopeOf(job);
    List<Ticket> found =
        transactions.read(
            () ->
                queries.list(
                    job.selection().orElseThrow().filter(),
                    BulkJob.ORDER,
                    job.collected(),
                    PAGE,
                    scope.who(),
                    job.createdAt(),
                    scope.reaches(Permission.TICKET_READ)));
    transactions.decide(() -> collected(job, found));
  }

  private boolean collected(BulkJob job, List<Ticket> found) {
    int before = store.counts(job.id()).getOrDefault(BulkItem.State.WAITING, 0);
    List<Ticket> taken = found.subList(0, Math.min(found.size(), BulkJobs.MOST - before));
    boolean capped = taken.size() < found.size();
    boolean over = capped || found.size() < PAGE;
    Optional<Place> place =
        taken.isEmpty() ? job.collected() : Optional.of(place(taken.get(taken.size() - 1)));
    store.collected(
        new BulkJob(
            job.id(),
            job.municipality(),
            job.staff(),
            job.requestId(),
            over ? State.READY : State.COLLECTING,
            job.change(),
            job.selection(),
            place,
            capped,
            job.undoes(),
            job.undoneBy(),
            job.createdAt(),
            job.handover()),
        taken.stream().map(BulkWorker::item).toList());
    return over;
  }

  private Place place(Ticket last) {
    return new Place(BulkJob.ORDER, queries.sortValue(last, BulkJob.ORDER), last.id());
  }

  private static BulkItem item(Ticket ticket) {
    return BulkItem.waiting(ticket.ref(), ticket.version());
  }

  private void change(BulkJob job) {
    List<BulkItem> some = transactions.read(() -> store.waiting(job.id(), TICKETS));
    AccessScope scope = scopeOf(job);
    for (BulkItem item : some) {
      change(job, item, scope);
    }
    if (some.isEmpty()) {
      transactions.decide(() -> finished(job));
    }
  }

  private boolean finished(BulkJob job) {
    boolean first = store.turn(job.id(), State.RUNNING, State.FINISHED);
    if (first) {
      summary.tell(job);
    }
    return first;
  }

  /** One ticket that cannot be changed does not keep the others waiting. */
  private void change(BulkJob job, BulkItem item, AccessScope scope) {
    try {
      step.take(job.id(), item.ticket(), scope);
    } catch (RuntimeException e) {
      LOG.warn("change {} failed at ticket {}: {}", job.id(), item.ticket(), Faults.describe(e));
      step.fail(job.id(), item.ticket());
    }
  }
}
