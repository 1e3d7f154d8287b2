package org.madoguchi.tickets.internal.bulk;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.directory.StaffChangeEvents;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.Queue;
import org.madoguchi.tickets.internal.TicketQueries;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands over what somebody leaves behind who leaves, is away or works elsewhere, as the directory
 * tells; a change of many tickets, of no person. Which tickets is settled here, and looked at again
 * when it is each one's turn.
 */
@Component(service = EventFollower.class)
public final class HandoverFollower implements EventFollower {
  private static final int PAGE = 200;
  private static final String CARRY = "carry";
  private static final String RETURN = "return";

  private final BulkJobs jobs;
  private final TicketQueries queries;
  private final Clock clock;

  @Activate
  public HandoverFollower(
      @Reference BulkJobs jobs, @Reference TicketQueries queries, @Reference Clock clock) {
    this.jobs = jobs;
    this.queries = queries;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "tickets.handovers";
  }

  @Override
  public Set<String> streams() {
    return Set.of(StaffChangeEvents.STREAM);
  }

  @Override
  public boolean everyNode() {
    return false;
  }

  @Override
  public void follow(List<CommittedEvent> batch) {
    for (CommittedEvent event : batch) {
      if (event.type().equals(StaffChangeEvents.EFFECTIVE)) {
        handOver(event, Journal.payload(event));
      } else if (event.type().equals(StaffChangeEvents.UNDONE)) {
        jobs.giveBack(number(Journal.payload(event)));
      }
    }
  }

  private void handOver(CommittedEvent event, Map<String, Object> payload) {
    String kind = payload.get("kind").toString();
    if (kind.equals(RETURN)) {
      return;
    }
    StaffId from = new StaffId(event.aggregate().substring(StaffChangeEvents.AGGREGATE.length()));
    MunicipalityId municipality = new MunicipalityId(payload.get("municipality").toString());
    jobs.handOver(
        municipality,
        new BulkJob.Handover(number(payload), from, kind),
        change(payload),
        () -> ticketsOf(from, municipality));
  }

  private static long number(Map<String, Object> payload) {
    return ((Number) payload.get("change")).longValue();
  }

  private static BulkChange change(Map<String, Object> payload) {
    boolean carried = payload.get("tickets").equals(CARRY);
    String successor = payload.get("successor").toString();
    String section = payload.get("section").toString();
    return new BulkChange(
        carried ? null : successor,
        carried ? section : null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  /** Open ones, and answered ones: the citizen may write again, and nobody would be there. */
  private List<BulkItem> ticketsOf(StaffId from, MunicipalityId municipality) {
    List<BulkItem> items = new ArrayList<>();
    for (Queue queue : List.of(Queue.ALL_OPEN, Queue.ANSWERED)) {
      Optional<Place> place = Optional.empty();
      List<Ticket> found;
      do {
        found =
            queries.list(
                filter(queue, from),
                BulkJob.ORDER,
                place,
                PAGE,
                from,
                clock.instant(),
                List.of(new Reach(municipality, SectionId.NONE, Confidentiality.RESTRICTED)));
        found.forEach(t -> items.add(BulkItem.waiting(t.ref(), t.version())));
        place = found.isEmpty() ? place : Optional.of(place(found.get(found.size() - 1)));
      } while (found.size() == PAGE && items.size() < BulkJobs.MOST);
    }
    return items.stream().limit(BulkJobs.MOST).toList();
  }

  private Place place(Ticket last) {
    return new Place(BulkJob.ORDER, queries.sortValue(last, BulkJob.ORDER), last.id());
  }

  private static Filter filter(Queue queue, StaffId owner) {
    return new Filter(
        Optional.of(queue),
        Optional.empty(),
        Optional.empty(),
        Optional.of(owner),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
