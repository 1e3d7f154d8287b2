package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What happened to a ticket, from its events. */
@Component(service = Histories.class)
public final class Histories {
  /**
   * @param changes of an edit, by field; empty for other events
   */
  public record Happening(
      long sequence,
      String type,
      StaffId actor,
      Instant at,
      Map<String, FieldChange> changes,
      Map<String, Object> payload) {}

  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final EventLog log;

  @Activate
  public Histories(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference EventLog log) {
    this.transactions = transactions;
    this.access = access;
    this.log = log;
  }

  public List<Happening> of(AccessScope scope, TicketRef ref) {
    transactions.read(() -> access.readable(scope, ref));
    return log.of(TicketEvents.STREAM, ref.toString()).stream().map(Histories::happening).toList();
  }

  private static Happening happening(CommittedEvent event) {
    Map<String, Object> payload = Journal.payload(event);
    Map<String, FieldChange> changes = Journal.fields(payload);
    payload.remove("fields");
    return new Happening(
        event.sequence(), event.type(), event.actor(), event.at(), changes, payload);
  }
}
