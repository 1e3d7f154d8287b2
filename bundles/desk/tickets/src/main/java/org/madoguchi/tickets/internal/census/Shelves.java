package org.madoguchi.tickets.internal.census;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.Queue;
import org.madoguchi.tickets.internal.TicketQueries.Count;

/** The watched tickets as each queue wants them. Not thread-safe. */
final class Shelves {
  private static final int ENOUGH = Count.MOST + 1;

  private enum Kind {
    OPEN,
    OWNED,
    WAITING_DEPARTMENT,
    NOT_DELIVERED,
    NEWS
  }

  /**
   * @param owner {@link StaffId#NONE} for what is nobody's, and where it does not matter
   */
  private record Shelf(MunicipalityId municipality, Kind kind, StaffId owner) {}

  private final Map<Shelf, Crowd> crowds = new HashMap<>();
  private final Set<MunicipalityId> municipalities = new TreeSet<>();

  void add(Standing standing) {
    municipalities.add(standing.tag().municipality());
    for (Shelf shelf : shelves(standing)) {
      crowds.computeIfAbsent(shelf, s -> new Crowd()).add(standing);
    }
  }

  void remove(Standing standing) {
    for (Shelf shelf : shelves(standing)) {
      if (crowds.get(shelf).remove(standing)) {
        crowds.remove(shelf);
      }
    }
  }

  private static List<Shelf> shelves(Standing standing) {
    MunicipalityId municipality = standing.tag().municipality();
    List<Shelf> shelves = new ArrayList<>();
    if (standing.status().isOpen()) {
      shelves.add(new Shelf(municipality, Kind.OPEN, StaffId.NONE));
      shelves.add(new Shelf(municipality, Kind.OWNED, standing.owner()));
    }
    if (standing.status() == TicketStatus.WAITING_DEPARTMENT) {
      shelves.add(new Shelf(municipality, Kind.WAITING_DEPARTMENT, StaffId.NONE));
    }
    if (standing.deliveryProblem()) {
      shelves.add(new Shelf(municipality, Kind.NOT_DELIVERED, StaffId.NONE));
    }
    if (standing.isNewsForItsOwner()) {
      shelves.add(new Shelf(municipality, Kind.NEWS, standing.owner()));
    }
    return shelves;
  }

  /** Somebody's view of the shelves at an instant. */
  final class Look {
    private final StaffId who;
    private final Instant now;
    private final List<MunicipalityId> within;
    private final Predicate<AccessTag> reached;

    Look(StaffId who, Instant now, List<Reach> reaches) {
      this.who = who;
      this.now = now;
      within =
          municipalities.stream()
              .filter(m -> reaches.stream().anyMatch(r -> r.holdsIn(m)))
              .toList();
      Map<AccessTag, Boolean> decided = new HashMap<>();
      reached =
          tag ->
              decided.computeIfAbsent(tag, t -> reaches.stream().anyMatch(reach -> reach.holds(t)));
    }

    /** Queues of work only. */
    Map<Queue, Count> counts() {
      Map<Queue, Count> counts = new EnumMap<>(Queue.class);
      counts.put(Queue.MINE, all(Kind.OWNED, who));
      counts.put(Queue.UNASSIGNED, all(Kind.OWNED, StaffId.NONE));
      counts.put(Queue.ATTENTION, attention());
      counts.put(Queue.WAITING_DEPARTMENT, all(Kind.WAITING_DEPARTMENT, StaffId.NONE));
      counts.put(Queue.ALL_OPEN, all(Kind.OPEN, StaffId.NONE));
      return counts;
    }

    Map<Queue, Count> overdue() {
      Map<Queue, Count> counts = new EnumMap<>(Queue.class);
      Count open = overdue(Kind.OPEN, StaffId.NONE);
      counts.put(Queue.MINE, overdue(Kind.OWNED, who));
      counts.put(Queue.UNASSIGNED, overdue(Kind.OWNED, StaffId.NONE));
      counts.put(Queue.ATTENTION, open);
      counts.put(Queue.WAITING_DEPARTMENT, overdue(Kind.WAITING_DEPARTMENT, StaffId.NONE));
      counts.put(Queue.ALL_OPEN, open);
      return counts;
    }

    private Count all(Kind kind, StaffId owner) {
      return total(kind, owner, (crowd, most) -> crowd.count(reached));
    }

    private Count overdue(Kind kind, StaffId owner) {
      return total(kind, owner, (crowd, most) -> crowd.overdue(now, reached, most));
    }

    private Count attention() {
      int overdue = sum(Kind.OPEN, StaffId.NONE, (c, most) -> c.overdue(now, reached, most));
      int problems =
          sum(
              Kind.NOT_DELIVERED,
              StaffId.NONE,
              (c, most) -> c.count(reached, s -> !s.isOverdue(now), most));
      int news =
          sum(
              Kind.NEWS,
              who,
              (c, most) -> c.count(reached, s -> !s.isOverdue(now) && !s.deliveryProblem(), most));
      return Count.of(overdue + problems + news);
    }

    private Count total(Kind kind, StaffId owner, BiFunction<Crowd, Integer, Integer> counting) {
      return Count.of(sum(kind, owner, counting));
    }

    private int sum(Kind kind, StaffId owner, BiFunction<Crowd, Integer, Integer> counting) {
      int sum = 0;
      for (MunicipalityId municipality : within) {
        Crowd crowd = crowds.get(new Shelf(municipality, kind, owner));
        if (crowd != null && sum < ENOUGH) {
          sum += counting.apply(crowd, ENOUGH - sum);
        }
      }
      return sum;
    }
  }
}
