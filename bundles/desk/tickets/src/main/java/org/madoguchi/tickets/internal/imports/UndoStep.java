package org.madoguchi.tickets.internal.imports;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.madoguchi.tickets.internal.Formers;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.imports.ImportJob.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes the tickets of an import away again, some at a time, but for those somebody worked on. */
@Component(service = UndoStep.class)
public final class UndoStep {
  private static final int TICKETS = 200;

  private final TicketTransactions transactions;
  private final ImportStore store;
  private final Formers formers;
  private final TicketRepository tickets;
  private final Clock clock;

  @Activate
  public UndoStep(
      @Reference TicketTransactions transactions,
      @Reference ImportStore store,
      @Reference Formers formers,
      @Reference TicketRepository tickets,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.formers = formers;
    this.tickets = tickets;
    this.clock = clock;
  }

  void take(ImportJob job) {
    transactions.decide(() -> some(job));
  }

  private boolean some(ImportJob job) {
    List<Ticket> some = formers.of(job.id(), job.undoPlace(), TICKETS);
    if (some.isEmpty()) {
      return store.step(job, job.with(State.UNDONE, "", 0, job.counts()));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Set<Long> gone = formers.removeUntouched(some.stream().map(Ticket::id).toList());
    tickets.removed(
        some.stream().filter(ticket -> gone.contains(ticket.id())).toList(),
        job.id(),
        job.staff(),
        now);
    List<Problem> staying =
        some.stream()
            .filter(ticket -> !gone.contains(ticket.id()))
            .map(ticket -> Problem.staying(ticket.ref().number()))
            .toList();
    ImportJob after =
        job.with(
            State.UNDOING,
            "",
            some.get(some.size() - 1).id(),
            job.counts().undid(gone.size(), staying.size()));
    if (!store.step(job, after)) {
      throw new Overtaken();
    }
    store.addProblems(job.id(), job.counts().kept(), staying);
    return true;
  }
}
