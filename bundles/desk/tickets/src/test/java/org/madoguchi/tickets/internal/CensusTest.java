package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.ADMINISTRATOR;
import static org.madoguchi.tickets.internal.People.AOBA;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.BOTH_TOWNS;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;
import static org.madoguchi.tickets.internal.People.TAX;
import static org.madoguchi.tickets.internal.People.TAX_STAFF;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.census.Census;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.LifeCycle;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.jpa.JpaStandings;
import org.madoguchi.tickets.internal.jpa.JpaTicketQueries;

/** The census counts what the database would count. */
public class CensusTest extends DatabaseMatrix {
  private static final Set<Queue> WORK =
      EnumSet.of(
          Queue.MINE, Queue.UNASSIGNED, Queue.ATTENTION, Queue.WAITING_DEPARTMENT, Queue.ALL_OPEN);

  private static final List<AccessScope> EVERYBODY =
      List.of(
          OPERATOR,
          COLLEAGUE,
          SUPERVISOR,
          PENSION_STAFF,
          TAX_STAFF,
          AOBA_OPERATOR,
          BOTH_TOWNS,
          ADMINISTRATOR,
          AccessScope.system());

  private final Random random = new Random(20261122);
  private final List<TicketRef> refs = new ArrayList<>();
  private Desk desk;
  private Census otherNode;
  private long followed;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    otherNode = new Census(new JpaStandings(desk.unit));
    otherNode.beginsBehind(0);
  }

  @Test
  public void countsAsTheDatabaseDoesWhateverHappens() {
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 20; i++) {
        somethingHappens();
      }
      assertCountsFit(desk.census);
      follow();
      // what was looked at tells the other node nothing until something happens to the ticket
      refs.forEach(ref -> desk.note(SUPERVISOR_EVERYWHERE, ref, "メモ"));
      follow();
      assertCountsFit(otherNode);
      assertCountsFit(begun());
    }
  }

  @Test
  public void anOlderStandingThatComesLateChangesNothing() {
    TicketRef ref = Tickets.open().at(desk);
    Ticket before = desk.ticket(ref);
    status(ref, TicketStatus.CLOSED);
    desk.census.committed(List.of(before));
    assertEquals(0, open(desk.census));
    status(ref, TicketStatus.OPEN);
    assertEquals(1, open(desk.census));
    desk.census.committed(List.of(before));
    assertEquals(1, open(desk.census));
    assertCountsFit(desk.census);
  }

  private int open(Census census) {
    return census
        .counts(OPERATOR.who(), desk.clock.instant(), OPERATOR.reaches(Permission.TICKET_READ))
        .orElseThrow()
        .tickets()
        .get(Queue.ALL_OPEN)
        .count();
  }

  @Test
  public void whatIsReadTwiceOrComesAgainIsCountedOnce() {
    refs.add(Tickets.open().at(desk));
    follow();
    follow();
    otherNode.beginsBehind(0);
    assertEquals(1, open(otherNode));
  }

  private void somethingHappens() {
    desk.clock.pass(Duration.ofMinutes(random.nextInt(600)));
    if (refs.size() < 5 || random.nextInt(4) == 0) {
      refs.add(Tickets.open().to(random.nextInt(3) == 0 ? AOBA : MIHON).at(desk));
      return;
    }
    TicketRef ref = refs.get(random.nextInt(refs.size()));
    switch (random.nextInt(9)) {
      case 0 -> edit(ref, t -> Optional.of(random.nextBoolean() ? OPERATOR : COLLEAGUE));
      case 1 -> edit(ref, t -> Optional.empty());
      case 2 -> section(ref, random.nextBoolean() ? PENSION : TAX);
      case 3 -> status(ref, any(LifeCycle.possible(desk.ticket(ref).details().status())));
      case 4 -> remember(Tickets.answering(ref).from(CITIZEN).at(desk));
      case 5 -> desk.views.view(OPERATOR_EVERYWHERE, ref, Optional.empty());
      case 6 -> notDelivered(ref);
      case 7 -> contributors(ref, random.nextBoolean() ? List.of(PENSION) : List.of(TAX, PENSION));
      default -> desk.note(AccessScope.system(), ref, "メモ");
    }
  }

  /** A message to a ticket closed long ago opens another. */
  private void remember(TicketRef ref) {
    if (!refs.contains(ref)) {
      refs.add(ref);
    }
  }

  /** The operator as she would look at tickets of both towns. */
  private static final AccessScope OPERATOR_EVERYWHERE =
      AccessScope.of(OPERATOR.who(), BOTH_TOWNS.grants());

  private void edit(TicketRef ref, Function<Ticket, Optional<AccessScope>> owner) {
    Ticket ticket = desk.ticket(ref);
    StaffId next = owner.apply(ticket).map(AccessScope::who).orElse(StaffId.NONE);
    desk.editing.edit(AccessScope.system(), ref, ticket.version(), d -> d.withOwner(next));
  }

  private void section(TicketRef ref, SectionId section) {
    desk.editing.edit(
        AccessScope.system(), ref, desk.ticket(ref).version(), d -> d.withSection(section));
  }

  private void contributors(TicketRef ref, List<SectionId> sections) {
    desk.editing.edit(
        AccessScope.system(),
        ref,
        desk.ticket(ref).version(),
        d -> d.withContributors(new Contributors(sections)));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void status(TicketRef ref, TicketStatus status) {
    desk.editing.edit(
        AccessScope.system(), ref, desk.ticket(ref).version(), d -> d.withStatus(status));
  }

  private void notDelivered(TicketRef ref) {
    long entry = desk.reply(SUPERVISOR_EVERYWHERE, ref, "回答").id();
    DeliveryState state = random.nextBoolean() ? DeliveryState.FAILED : DeliveryState.SENT;
    desk.conversation.deliveryChanged(
        ref, Long.toString(entry), state, "", "", desk.clock.instant());
  }

  private static final AccessScope SUPERVISOR_EVERYWHERE =
      AccessScope.of(SUPERVISOR.who(), BOTH_TOWNS.grants());

  private Census begun() {
    Census census = new Census(new JpaStandings(desk.unit));
    assertTrue(census.counts(OPERATOR.who(), Instant.now(), List.of()).isEmpty());
    census.beginsBehind(0);
    return census;
  }

  /** What the relay would hand to the other node. */
  private void follow() {
    List<CommittedEvent> batch = new ArrayList<>();
    for (TicketRef ref : refs) {
      batch.addAll(desk.log.of(TicketEvents.STREAM, ref.toString()));
    }
    otherNode.follow(batch);
  }

  private void assertCountsFit(Census census) {
    JpaTicketQueries queries = new JpaTicketQueries(desk.unit);
    Instant now = desk.clock.instant();
    for (AccessScope scope : EVERYBODY) {
      List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
      Census.Counted counted = census.counts(scope.who(), now, reaches).orElseThrow();
      assertEquals(
          scope + " tickets",
          desk.unit.read(() -> queries.counts(WORK, scope.who(), now, reaches)),
          counted.tickets());
      assertEquals(
          scope + " overdue",
          desk.unit.read(() -> queries.overdue(WORK, scope.who(), now, reaches)),
          counted.overdue());
    }
  }
}
