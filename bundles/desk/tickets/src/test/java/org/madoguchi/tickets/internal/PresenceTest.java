package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.jpa.JpaMergeRepository;
import org.madoguchi.tickets.internal.jpa.JpaPresenceStore;
import org.madoguchi.tickets.internal.jpa.JpaTicketRepository;
import org.madoguchi.tickets.internal.presence.Beside;
import org.madoguchi.tickets.internal.presence.Doing;
import org.madoguchi.tickets.internal.presence.PresenceNode;
import org.madoguchi.tickets.internal.presence.PresenceNode.Told;
import org.madoguchi.tickets.internal.presence.PresenceStore;

/** People at the same ticket see each other, at one node or two. */
@Covers("I3")
public class PresenceTest extends DatabaseMatrix {
  private static final Duration LONG = Duration.ofMinutes(2);

  private Desk desk;
  private PresenceStore store;
  private PresenceNode one;
  private PresenceNode two;
  private TicketRef ref;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    store = new JpaPresenceStore(desk.unit);
    one = node("a/1", desk);
    two = node("b/1", desk);
    ref = Tickets.open().at(desk);
  }

  /** A node of its own. */
  public static PresenceNode node(String name, Desk desk) {
    var merges = new JpaMergeRepository(desk.unit);
    var tickets = new JpaTicketRepository(desk.unit, desk.log, desk.census, merges);
    return new PresenceNode(
        name,
        desk.unit,
        new TicketAccess(tickets, merges),
        tickets,
        new JpaPresenceStore(desk.unit),
        desk.rules,
        desk.directory,
        desk.clock);
  }

  private List<String> announce(PresenceNode node, AccessScope who, Doing doing) {
    return node.desk.announce(who, ref, "tab", doing).stream().map(PresenceTest::text).toList();
  }

  private static String text(Beside beside) {
    return beside.name() + " " + beside.doing();
  }

  private static List<String> texts(List<Told> told) {
    return told.stream().map(t -> t.who() + ": " + t.content()).sorted().toList();
  }

  private Set<String> processes() {
    return desk.unit.read(store::processes);
  }

  @Test
  public void whoeverOpensATicketSeesTheOthersAndIsToldToThem() {
    assertEquals(List.of(), announce(one, OPERATOR, Doing.VIEWING));
    assertEquals("alone nobody is told anything", List.of(), one.turn());
    assertEquals(List.of("鈴木 美咲 VIEWING"), announce(one, COLLEAGUE, Doing.VIEWING));
    assertEquals(
        "whoever came was answered",
        List.of("suzuki: presence takahashi viewing"),
        texts(one.turn()));
    assertEquals(List.of(), one.turn());

    announce(one, OPERATOR, Doing.NOTING);
    announce(one, OPERATOR, Doing.REPLYING);
    assertEquals(
        "once, and the others only",
        List.of("takahashi: presence suzuki replying"),
        texts(one.turn()));
    assertEquals(List.of("鈴木 美咲 REPLYING"), announce(one, COLLEAGUE, Doing.VIEWING));
    assertEquals(List.of(), one.turn());

    announce(one, OPERATOR, Doing.GONE);
    assertEquals(List.of("takahashi: presence "), texts(one.turn()));
    assertEquals(Set.of(), processes());
  }

  @Test
  public void whoeverFallsSilentIsToldAsGone() {
    announce(one, OPERATOR, Doing.REPLYING);
    one.turn();
    desk.clock.pass(Duration.ofSeconds(50));
    announce(one, COLLEAGUE, Doing.VIEWING);
    one.turn();
    desk.clock.pass(Duration.ofSeconds(30));
    assertEquals(List.of("takahashi: presence "), texts(one.turn()));
  }

  @Test
  @Covers("I5")
  public void whoeverMayNotSeeTheTicketIsNotThere() {
    DomainException unseen =
        assertThrows(DomainException.class, () -> announce(one, AOBA_OPERATOR, Doing.VIEWING));
    assertEquals(TicketProblems.TICKET_NOT_FOUND, unseen.type());
    assertEquals("leaving needs no right", List.of(), announce(one, AOBA_OPERATOR, Doing.GONE));
    announce(one, OPERATOR, Doing.VIEWING);
    announce(one, SUPERVISOR, Doing.VIEWING);
    one.turn();

    restrict();
    announce(one, SUPERVISOR, Doing.NOTING);
    List<Told> told = one.turn();
    assertEquals(List.of("suzuki: presence mori noting"), texts(told));
    // the live streams tell it to nobody who may not see a record like that
    assertEquals(desk.ticket(ref).tag(), told.get(0).record());
    assertThrows(DomainException.class, () -> announce(one, OPERATOR, Doing.VIEWING));
    assertEquals("losing the right is leaving", List.of("mori: presence "), texts(one.turn()));
  }

  private void restrict() {
    desk.editing.edit(
        SUPERVISOR,
        ref,
        desk.ticket(ref).version(),
        d -> d.withConfidentiality(Confidentiality.RESTRICTED));
  }

  @Test
  public void peopleAtTheOtherNodeAreSeenToo() {
    one.knows("b/1");
    two.knows("a/1");
    announce(one, OPERATOR, Doing.REPLYING);
    one.turn();
    assertEquals(List.of(), announce(two, COLLEAGUE, Doing.VIEWING));
    assertEquals(List.of("takahashi: presence suzuki replying"), texts(two.turn()));
    assertEquals(List.of("suzuki: presence takahashi viewing"), texts(one.turn()));
    assertEquals(
        List.of("鈴木 美咲 REPLYING", "高橋 健 VIEWING"), announce(two, SUPERVISOR, Doing.VIEWING));
    two.turn();
    one.turn();

    announce(one, OPERATOR, Doing.GONE);
    one.turn();
    assertEquals(
        List.of("mori: presence takahashi viewing", "takahashi: presence mori viewing"),
        texts(two.turn()));
    assertEquals(Set.of("b/1"), processes());
    two.stop();
    assertEquals(Set.of(), processes());
  }

  @Test
  public void onePersonAtBothNodesIsOne() {
    one.knows("b/1");
    two.knows("a/1");
    announce(one, OPERATOR, Doing.VIEWING);
    one.turn();
    announce(two, OPERATOR, Doing.REPLYING);
    assertEquals(List.of(), two.turn());
    assertEquals(List.of(), one.turn());
    announce(two, SUPERVISOR, Doing.VIEWING);
    two.turn();
    assertEquals(List.of("suzuki: presence mori viewing"), texts(one.turn()));
  }

  @Test
  public void whatAKilledNodeToldIsShownToNobodyAndSweptUp() {
    one.knows("b/1");
    two.knows("a/1");
    announce(one, OPERATOR, Doing.VIEWING);
    announce(two, COLLEAGUE, Doing.VIEWING);
    one.turn();
    two.turn();
    assertEquals(Set.of("a/1", "b/1"), processes());

    two.knows();
    assertEquals(List.of("takahashi: presence "), texts(two.turn()));
    assertEquals("nothing is written for nobody", Set.of("a/1"), processes());
    desk.clock.pass(LONG);
    two.turn();
    desk.clock.pass(LONG);
    two.turn();
    assertEquals(Set.of(), processes());
  }

  @Test
  public void whatAFormerLifeOfTheSameProcessToldIsForgotten() {
    one.knows("b/1");
    announce(one, OPERATOR, Doing.VIEWING);
    one.turn();
    assertEquals(Set.of("a/1"), processes());
    node("a/1", desk).turn();
    assertEquals(Set.of(), processes());
  }

  @Test
  public void aMunicipalityMaySettleThatNobodyIsShown() {
    assertTrue(one.desk.shows(ref));
    desk.settle(Map.of("presence", "false"));
    announce(one, OPERATOR, Doing.VIEWING);
    assertEquals(List.of(), announce(one, COLLEAGUE, Doing.REPLYING));
    assertEquals(List.of(), one.turn());
    assertEquals(false, one.desk.shows(ref));
  }
}
