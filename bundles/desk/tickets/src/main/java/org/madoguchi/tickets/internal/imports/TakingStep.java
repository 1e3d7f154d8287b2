package org.madoguchi.tickets.internal.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.madoguchi.persistence.Faults;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.madoguchi.tickets.internal.HistoricBatch;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.imports.ImportJob.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the tickets of an import, or takes them, some at a time by their old numbers. A ticket
 * leaves the parts in the transaction it is taken in.
 */
@Component(service = TakingStep.class)
public final class TakingStep {
  private static final Logger LOG = LoggerFactory.getLogger(TakingStep.class);

  /** So many rows at once, and therefore of one ticket. */
  static final int PARTS = HistoricBatch.LARGEST;

  /** Tickets in the order of their numbers, each with what was found. */
  private record Some(Map<String, Look> looks, String last) {
    List<Look> good() {
      return looks.values().stream().filter(look -> look.ticket().isPresent()).toList();
    }

    List<Problem> problems() {
      return looks.values().stream().flatMap(look -> look.problems().stream()).toList();
    }
  }

  private final TicketTransactions transactions;
  private final ImportStore store;
  private final Looks looks;
  private final HistoricBatch batch;

  @Activate
  public TakingStep(
      @Reference TicketTransactions transactions,
      @Reference ImportStore store,
      @Reference Looks looks,
      @Reference HistoricBatch batch) {
    this.transactions = transactions;
    this.store = store;
    this.looks = looks;
    this.batch = batch;
  }

  void take(ImportJob job) {
    List<Part> parts = transactions.read(() -> store.parts(job.id(), job.place(), PARTS + 1));
    if (parts.isEmpty()) {
      State next = job.state() == State.CHECKING ? State.CHECKED : State.FINISHED;
      transactions.decide(() -> store.step(job, job.with(next, "", 0, job.counts())));
      return;
    }
    Some some = some(job, parts);
    if (job.state() == State.CHECKING) {
      checked(job, some);
    } else {
      taken(job, some);
    }
  }

  private Some some(ImportJob job, List<Part> parts) {
    Function<List<Part>, Look> look;
    try {
      look = looks.of(job.municipality(), job.upload(), job.mapping().orElseThrow());
    } catch (IOException e) {
      throw new IllegalStateException("the file's headings cannot be read", e);
    }
    Map<String, List<Part>> byNumber = new LinkedHashMap<>();
    parts.forEach(p -> byNumber.computeIfAbsent(p.number(), n -> new ArrayList<>()).add(p));
    String last = parts.get(parts.size() - 1).number();
    boolean cut = parts.size() > PARTS;
    if (cut && byNumber.size() > 1) {
      // its other rows come with the next step
      byNumber.remove(last);
      last = List.copyOf(byNumber.keySet()).get(byNumber.size() - 1);
    }
    boolean tooMany = cut && byNumber.size() == 1 && byNumber.get(last).size() > PARTS;
    Map<String, Look> found = new LinkedHashMap<>();
    byNumber.forEach(
        (number, rows) -> found.put(number, tooMany ? tooMany(rows) : look.apply(rows)));
    return new Some(found, last);
  }

  private static Look tooMany(List<Part> rows) {
    return Look.wrong(Problem.of(rows.get(0).line(), "", "too-many-rows", rows.get(0).number()));
  }

  private void checked(ImportJob job, Some some) {
    List<Problem> problems = some.problems();
    int good = some.good().size();
    ImportJob after =
        job.with(
            State.CHECKING,
            some.last(),
            0,
            job.counts().checked(good, some.looks().size() - good, problems.size()));
    transactions.decide(
        () -> {
          boolean step = store.step(job, after);
          if (step) {
            store.addProblems(job.id(), job.counts().badLines(), problems);
          }
          return step;
        });
  }

  private void taken(ImportJob job, Some some) {
    try {
      taken(job, some.good(), some.looks().size(), some.last());
    } catch (Overtaken e) {
      LOG.debug("import {} is another one now", job.id());
    } catch (RuntimeException e) {
      LOG.warn("import {}: some tickets are tried one by one: {}", job.id(), Faults.describe(e));
      oneByOne(job, some);
    }
  }

  /** A ticket that no database takes stays out alone; when nothing can be written, nothing is. */
  private void oneByOne(ImportJob job, Some some) {
    ImportJob now = job;
    for (Map.Entry<String, Look> each : some.looks().entrySet()) {
      List<Look> good = each.getValue().ticket().isPresent() ? List.of(each.getValue()) : List.of();
      try {
        now = taken(now, good, 1, each.getKey());
      } catch (Overtaken e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("import {}: a ticket is left out: {}", job.id(), Faults.describe(e));
        now = taken(now, List.of(), 1, each.getKey());
      }
    }
  }

  private ImportJob taken(ImportJob job, List<Look> good, int all, String last) {
    List<HistoricTicket> tickets = good.stream().map(look -> look.ticket().orElseThrow()).toList();
    return transactions.decide(
        () -> {
          int fresh = batch.take(tickets, job.id(), job.staff());
          ImportJob after =
              job.with(
                  State.RUNNING,
                  last,
                  0,
                  job.counts().ran(fresh, tickets.size() - fresh, all - tickets.size()));
          if (!store.step(job, after)) {
            throw new Overtaken();
          }
          store.removePartsTo(job.id(), last);
          return after;
        });
  }
}
