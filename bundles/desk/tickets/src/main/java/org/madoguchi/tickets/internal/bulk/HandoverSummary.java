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

/** Tells whoever was handed somebody's tickets so, once for all of them. */
@Component(service = HandoverSummary.class)
public final class HandoverSummary {
  private final BulkStore store;
  private final AlertStore alerts;
  private final TicketRepository tickets;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public HandoverSummary(
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

  /** Within the transaction that ends the job. */
  void tell(BulkJob job) {
    Optional<StaffId> successor =
        job.change().map(BulkChange::owner).filter(owner -> !owner.isEmpty()).map(StaffId::new);
    job.handover().ifPresent(handover -> successor.ifPresent(next -> tell(job, handover, next)));
  }

  private void tell(BulkJob job, BulkJob.Handover handover, StaffId successor) {
    BulkStore.Handed handed = store.handed(job.id());
    boolean wanted =
        !alerts
            .unwanted(List.of(successor))
            .getOrDefault(successor, Set.of())
            .contains(Kind.HANDED_OVER);
    Optional<Ticket> first = handed.first().flatMap(tickets::find);
    if (wanted && first.isPresent()) {
      alerts.add(alert(handover, successor, first.get(), handed.count()), job.municipality());
    }
  }

  /** The events of the log have numbers above 0: no other alert is of this one. */
  private Alert alert(BulkJob.Handover handover, StaffId successor, Ticket first, int count) {
    return new Alert(
        ids.next("alert"),
        successor,
        -handover.change(),
        Kind.HANDED_OVER,
        first.id(),
        0,
        handover.from(),
        Optional.empty(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        false,
        count);
  }
}
