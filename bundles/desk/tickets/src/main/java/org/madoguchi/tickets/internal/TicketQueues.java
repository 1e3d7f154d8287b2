package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.Count;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.census.Census;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The lists people work from. */
@Component(service = TicketQueues.class)
public final class TicketQueues {
  /**
   * @param next where the following page begins; empty on the last
   */
  public record Page(List<Ticket> tickets, Optional<Place> next, Instant at) {}

  /**
   * @param overdue of those counted
   */
  public record QueueCount(Count tickets, Count overdue) {}

  private static final EnumSet<Queue> WORK =
      EnumSet.complementOf(EnumSet.of(Queue.ANSWERED, Queue.CLOSED));

  private static final int SUGGESTED_TAGS = 20;

  private static final Count NONE = Count.of(0);

  private final TicketTransactions transactions;
  private final TicketQueries queries;
  private final Census census;
  private final Clock clock;
  private final LongQueues longQueues = new LongQueues();

  @Activate
  public TicketQueues(
      @Reference TicketTransactions transactions,
      @Reference TicketQueries queries,
      @Reference Census census,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.queries = queries;
    this.census = census;
    this.clock = clock;
  }

  /**
   * @throws DomainException municipality-not-found when the person reads no tickets there
   */
  public Page page(
      AccessScope scope,
      Optional<MunicipalityId> municipality,
      Filter filter,
      Order order,
      Optional<Place> after,
      int limit) {
    List<Reach> reaches = reaches(scope, Permission.TICKET_READ, municipality);
    Instant now = clock.instant();
    List<Ticket> found =
        transactions.read(
            () -> queries.list(filter, order, after, limit + 1, scope.who(), now, reaches));
    if (found.size() <= limit) {
      return new Page(found, Optional.empty(), now);
    }
    Ticket last = found.get(limit - 1);
    Place next = new Place(order, queries.sortValue(last, order), last.id());
    return new Page(found.subList(0, limit), Optional.of(next), now);
  }

  /** Working queues are sorted by what is due first, finished ones by what changed last. */
  public static Order naturalOrder(Optional<Queue> queue) {
    boolean working = queue.filter(q -> q != Queue.ANSWERED && q != Queue.CLOSED).isPresent();
    return working ? Order.DUE : Order.UPDATED;
  }

  /** Queues of work from the census, what is finished from the database. */
  public Map<Queue, QueueCount> counts(AccessScope scope, Optional<MunicipalityId> municipality) {
    List<Reach> reaches = reaches(scope, Permission.TICKET_READ, municipality);
    Instant now = clock.instant();
    Census.Counted work =
        census
            .counts(scope.who(), now, reaches)
            .orElseGet(() -> counted(WORK, scope.who(), now, reaches));
    Map<Queue, QueueCount> counts = new EnumMap<>(Queue.class);
    work.tickets().forEach((q, n) -> counts.put(q, new QueueCount(n, work.overdue().get(q))));
    finished(scope.who(), now, reaches).forEach((q, n) -> counts.put(q, new QueueCount(n, NONE)));
    return counts;
  }

  private Census.Counted counted(Set<Queue> wanted, StaffId who, Instant now, List<Reach> reaches) {
    return transactions.read(
        () ->
            new Census.Counted(
                queries.counts(wanted, who, now, reaches),
                queries.overdue(wanted, who, now, reaches)));
  }

  private Map<Queue, Count> finished(StaffId who, Instant now, List<Reach> reaches) {
    Map<Queue, Count> counts = new EnumMap<>(Queue.class);
    Set<Queue> open = EnumSet.noneOf(Queue.class);
    for (Queue queue : EnumSet.complementOf(WORK)) {
      if (longQueues.isLong(queue, reaches, now)) {
        counts.put(queue, Count.of(Integer.MAX_VALUE));
      } else {
        open.add(queue);
      }
    }
    if (!open.isEmpty()) {
      Map<Queue, Count> read = transactions.read(() -> queries.counts(open, who, now, reaches));
      read.forEach((queue, count) -> longQueues.counted(queue, reaches, count, now));
      counts.putAll(read);
    }
    return counts;
  }

  /**
   * Tags that readable tickets have and that begin so, at most as many as one looks through.
   *
   * @throws DomainException municipality-not-found when the person reads no tickets there
   */
  public List<String> tags(
      AccessScope scope, Optional<MunicipalityId> municipality, String beginning) {
    List<Reach> reaches = reaches(scope, Permission.TICKET_READ, municipality);
    return transactions.read(() -> queries.tags(beginning, SUGGESTED_TAGS, reaches));
  }

  /** What the person should answer next; empty when there is nothing to do. */
  public Optional<TicketRef> next(AccessScope scope) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_REPLY);
    return transactions.read(() -> queries.mostUrgent(scope.who(), reaches)).map(Ticket::ref);
  }

  private static List<Reach> reaches(
      AccessScope scope, Permission permission, Optional<MunicipalityId> municipality) {
    List<Reach> all = scope.reaches(permission);
    if (municipality.isEmpty()) {
      return all;
    }
    List<Reach> here = Reaches.within(all, municipality.get());
    if (here.isEmpty()) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.get().value());
    }
    return here;
  }
}
