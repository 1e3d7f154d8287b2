package org.madoguchi.tickets.internal.bulk;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.bulk.BulkJob.State;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Changes of many tickets, as people give them. What becomes of each ticket is decided when it is
 * its turn, by {@link BulkWorker}.
 */
@Component(service = BulkJobs.class)
public final class BulkJobs {
  /** So many tickets are changed at once at most. */
  public static final int MOST = 10_000;

  private static final int SHOWN = 10;
  private static final int LOOKED_AT = 100;

  /**
   * @param items chosen one by one; empty with a selection
   */
  public record Order(
      String requestId,
      MunicipalityId municipality,
      List<BulkItem> items,
      Optional<BulkSelection> selection,
      BulkChange change) {}

  /** A job and what became of its tickets so far. */
  public record Progress(BulkJob job, Map<BulkItem.State, Integer> counts) {}

  private final TicketTransactions transactions;
  private final BulkStore store;
  private final BulkStep step;
  private final BulkBell bell;
  private final BulkSummary summary;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public BulkJobs(
      @Reference TicketTransactions transactions,
      @Reference BulkStore store,
      @Reference BulkStep step,
      @Reference BulkBell bell,
      @Reference BulkSummary summary,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.step = step;
    this.bell = bell;
    this.summary = summary;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Tickets that were named are begun with at once; those of a selection are found first, and wait
   * for {@link #start}. The same request again is the same job.
   *
   * @throws DomainException municipality-not-found; forbidden; invalid-fields
   */
  public Progress order(AccessScope scope, Order order) {
    mustWorkThere(scope, order.municipality());
    BulkJob job =
        transactions.decide(
            () -> store.find(scope.who(), order.requestId()).orElseGet(() -> added(scope, order)));
    bell.ring();
    return progress(job);
  }

  /** Checked before anything else is: what cannot be seen does not exist. */
  public static void mustWorkThere(AccessScope scope, MunicipalityId municipality) {
    if (!scope.may(Permission.TICKET_READ, municipality)) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
    scope.require(Permission.TICKET_WRITE, municipality);
  }

  private BulkJob added(AccessScope scope, Order order) {
    step.mustBeChoosable(order.municipality(), order.change());
    State begun = order.selection().isPresent() ? State.COLLECTING : State.RUNNING;
    BulkJob job =
        new BulkJob(
            ids.next("bulk-job"),
            order.municipality(),
            scope.who(),
            order.requestId(),
            begun,
            Optional.of(order.change()),
            order.selection(),
            Optional.empty(),
            false,
            0,
            0,
            now(),
            Optional.empty());
    store.add(job, order.items());
    return job;
  }

  /** The person's newest. */
  public List<Progress> own(AccessScope scope) {
    return transactions.read(
        () ->
            store.of(scope.who(), SHOWN).stream()
                .map(job -> new Progress(job, store.counts(job.id())))
                .toList());
  }

  /**
   * @throws DomainException bulk-not-found
   */
  public Progress find(AccessScope scope, long id) {
    return transactions.read(() -> new Progress(required(scope, id), store.counts(id)));
  }

  /** The person has seen how many there are. Nothing when it was begun already. */
  public Progress start(AccessScope scope, long id) {
    transactions.decide(
        () -> {
          BulkJob job = required(scope, id);
          mustWorkThere(scope, job.municipality());
          return store.turn(id, State.READY, State.RUNNING);
        });
    bell.ring();
    return find(scope, id);
  }

  /** What was not done yet is left; what was done stays. */
  public Progress stop(AccessScope scope, long id) {
    transactions.decide(
        () -> {
          BulkJob job = required(scope, id);
          boolean first = halted(job);
          if (first) {
            summary.tell(job);
          }
          return first;
        });
    return find(scope, id);
  }

  private boolean halted(BulkJob job) {
    return store.turn(job.id(), State.COLLECTING, State.STOPPED)
        || store.turn(job.id(), State.READY, State.STOPPED)
        || store.turn(job.id(), State.RUNNING, State.STOPPED);
  }

  /**
   * Puts back what was changed, on each ticket that nobody has changed since; stops the job if it
   * is not finished. A second time it is the same undoing.
   *
   * @return the undoing
   */
  public Progress undo(AccessScope scope, long id) {
    // apart from the copying: the worker looks at the state before each ticket
    transactions.decide(() -> halted(required(scope, id)));
    BulkJob undoing =
        transactions.decide(
            () -> {
              BulkJob job = required(scope, id);
              mustWorkThere(scope, job.municipality());
              return store.find(job.undoneBy()).orElseGet(() -> undone(job));
            });
    bell.ring();
    return progress(undoing);
  }

  private BulkJob undone(BulkJob job) {
    long id = ids.next("bulk-job");
    BulkJob undoing =
        new BulkJob(
            id,
            job.municipality(),
            job.staff(),
            "undo-" + job.id(),
            State.RUNNING,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            job.id(),
            0,
            now(),
            job.handover());
    if (!store.undo(job, undoing)) {
      throw new DomainException(Problems.CONFLICT);
    }
    return undoing;
  }

  /**
   * Those of the first tickets that would be refused now. Nothing is changed.
   *
   * @param looked how many were looked at
   */
  public record Preview(int looked, List<BulkItem> refused) {}

  /** What is to be expected of a job that waits for the word; nothing once it was given. */
  public Preview preview(AccessScope scope, long id) {
    return transactions.read(
        () -> {
          BulkJob job = required(scope, id);
          List<BulkItem> first =
              job.state() == State.READY ? store.waiting(id, LOOKED_AT) : List.of();
          return new Preview(
              first.size(),
              first.stream()
                  .map(i -> new BulkItem(i.ticket(), i.seen(), step.foreseen(job, i, scope)))
                  .filter(i -> i.outcome().state() == BulkItem.State.REFUSED)
                  .toList());
        });
  }

  /**
   * Hands somebody's tickets over; each is looked at when it is its turn. The same again is the
   * same job.
   */
  void handOver(
      MunicipalityId municipality,
      BulkJob.Handover handover,
      BulkChange change,
      Supplier<List<BulkItem>> tickets) {
    String requestId = BulkJob.Handover.requestOf(handover.change());
    boolean begun =
        transactions.decide(
            () -> {
              boolean fresh = store.find(StaffId.SYSTEM, requestId).isEmpty();
              if (fresh) {
                BulkJob job =
                    new BulkJob(
                        ids.next("bulk-job"),
                        municipality,
                        StaffId.SYSTEM,
                        requestId,
                        State.RUNNING,
                        Optional.of(change),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        0,
                        0,
                        now(),
                        Optional.of(handover));
                store.add(job, tickets.get());
              }
              return fresh;
            });
    if (begun) {
      bell.ring();
    }
  }

  /** Gives back what was handed over, where nobody changed it since; nothing when nothing was. */
  void giveBack(long change) {
    String requestId = BulkJob.Handover.requestOf(change);
    Optional<BulkJob> done =
        transactions.decide(
            () -> {
              Optional<BulkJob> job = store.find(StaffId.SYSTEM, requestId);
              job.ifPresent(this::halted);
              return job;
            });
    done.ifPresent(
        job -> {
          transactions.decide(
              () -> {
                BulkJob now = store.find(job.id()).orElseThrow();
                return store.find(now.undoneBy()).orElseGet(() -> undone(now));
              });
          bell.ring();
        });
  }

  /** How far what follows from these changes of staff is, and the giving back of each. */
  public List<Progress> handovers(MunicipalityId municipality, Collection<Long> changes) {
    return transactions.read(
        () ->
            store.handovers(municipality, changes).stream()
                .map(job -> new Progress(job, store.counts(job.id())))
                .toList());
  }

  /** Tickets of a change of staff that were not handed over, or not to the successor. */
  public List<BulkItem> notHanded(MunicipalityId municipality, long change, int limit) {
    return transactions.read(
        () ->
            store.handovers(municipality, List.of(change)).stream()
                .flatMap(job -> store.notable(job.id(), limit).stream())
                .limit(limit)
                .toList());
  }

  /** Those that were refused, behind this number. */
  public List<BulkItem> refused(AccessScope scope, long id, String after, int limit) {
    return transactions.read(
        () -> {
          required(scope, id);
          return store.refused(id, after, limit);
        });
  }

  private Progress progress(BulkJob job) {
    return transactions.read(
        () -> new Progress(store.find(job.id()).orElse(job), store.counts(job.id())));
  }

  private BulkJob required(AccessScope scope, long id) {
    return store
        .find(id)
        .filter(job -> job.staff().equals(scope.who()))
        .filter(job -> scope.may(Permission.TICKET_READ, job.municipality()))
        .orElseThrow(() -> new DomainException(TicketProblems.BULK_NOT_FOUND));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
