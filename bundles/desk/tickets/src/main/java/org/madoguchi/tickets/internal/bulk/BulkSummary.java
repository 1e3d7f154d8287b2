package org.madoguchi.tickets.internal.bulk;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.alerts.Alert;
import org.madoguchi.tickets.internal.alerts.Alert.Kind;
import org.madoguchi.tickets.internal.alerts.AlertStore;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells whoever owns tickets by a change of many so, once for all of them. */
@Component(service = BulkSummary.class)
public final class BulkSummary {
  /** The events of the log have numbers above 0, and changes of staff their own below. */
  private static final long ORDERED = 1L << 40;

  private final BulkStore store;
  private final AlertStore alerts;
  private final TicketRepository tickets;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public BulkSummary(
      @Reference BulkStore store,
      @Reference AlertStore alerts,
      @Reference TicketRepository tickets,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.store = store;
    this.alerts = alerts;
    this.tickets = tickets;
    this.ids = ids;
    this.clock = clock;
  }

  /** Within the transaction that ends the job, or breaks it off. */
  void tell(BulkJob job) {
    job.change()
        .map(BulkChange::owner)
        .filter(owner -> !owner.isEmpty())
        .map(StaffId::new)
        .filter(owner -> !owner.equals(job.staff()))
        .ifPresent(owner -> tell(job, owner));
  }

  private void tell(BulkJob job, StaffId owner) {
    BulkStore.Handed handed = store.handed(job.id());
    Kind kind = job.handover().isPresent() ? Kind.HANDED_OVER : Kind.ASSIGNED;
    boolean wanted = !alerts.unwanted(List.of(owner)).getOrDefault(owner, Set.of()).contains(kind);
    Optional<Ticket> first = handed.first().flatMap(tickets::find);
    if (wanted && first.isPresent()) {
      alerts.add(alert(job, kind, owner, first.get(), handed.count()), job.municipality());
    }
  }

  private Alert alert(BulkJob job, Kind kind, StaffId owner, Ticket first, int count) {
    return new Alert(
        ids.next("alert"),
        owner,
        job.handover().map(handover -> -handover.change()).orElse(-ORDERED - job.id()),
        kind,
        first.id(),
        0,
        job.handover().map(BulkJob.Handover::from).orElse(job.staff()),
        Optional.empty(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        false,
        count);
  }
}
