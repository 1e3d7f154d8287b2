package org.madoguchi.tickets.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
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
   * @param sequence counted from 1 over what the person may see
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
  private final TicketRepository tickets;
  private final EventLog log;

  @Activate
  public Histories(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference EventLog log) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.log = log;
  }

  /** Without what names a ticket the person may not read: it leaves no gap either. */
  public List<Happening> of(AccessScope scope, TicketRef ref) {
    transactions.read(() -> access.readable(scope, ref));
    Map<CommittedEvent, Map<String, Object>> events = new LinkedHashMap<>();
    log.of(TicketEvents.STREAM, ref.toString()).forEach(e -> events.put(e, Journal.payload(e)));
    Set<TicketRef> readable = readable(scope, events.values());
    List<Happening> happenings = new ArrayList<>();
    events.forEach(
        (event, payload) -> {
          if (linked(payload).filter(other -> !readable.contains(other)).isEmpty()) {
            happenings.add(happening(happenings.size() + 1L, event, payload));
          }
        });
    return happenings;
  }

  private Set<TicketRef> readable(AccessScope scope, Collection<Map<String, Object>> payloads) {
    List<TicketRef> named =
        payloads.stream().map(Histories::linked).flatMap(Optional::stream).distinct().toList();
    return named.isEmpty()
        ? Set.of()
        : transactions.read(() -> tickets.among(named, scope.reaches(Permission.TICKET_READ)));
  }

  private static Optional<TicketRef> linked(Map<String, Object> payload) {
    return Optional.ofNullable(payload.get("linked"))
        .flatMap(linked -> TicketRef.parse(linked.toString()));
  }

  private static Happening happening(
      long sequence, CommittedEvent event, Map<String, Object> payload) {
    Map<String, FieldChange> changes = Journal.fields(payload);
    payload.remove("fields");
    return new Happening(sequence, event.type(), event.actor(), event.at(), changes, payload);
  }
}
