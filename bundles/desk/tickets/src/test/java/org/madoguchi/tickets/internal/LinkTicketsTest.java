package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.BOTH_TOWNS;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.TAX;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.Linked;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class LinkTicketsTest extends DatabaseMatrix {
  private Desk desk;
  private TicketRef one;
  private TicketRef two;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    one = Tickets.open().at(desk);
    two = Tickets.open().at(desk);
  }

  private Map<TicketRef, Relation> seen(AccessScope scope, TicketRef ref) {
    return byRef(desk.view(scope, ref).linked());
  }

  private static Map<TicketRef, Relation> byRef(List<Linked> linked) {
    Map<TicketRef, Relation> found = new LinkedHashMap<>();
    linked.forEach(l -> found.put(l.ticket().ref(), l.relation()));
    return found;
  }

  @Test
  public void eachRelationIsSeenFromBothSidesAndTakenBackFromEither() {
    for (Relation relation : Relation.values()) {
      assertEquals(relation, relation.inverse().inverse());
      assertEquals(Map.of(two, relation), byRef(desk.linking.link(OPERATOR, one, two, relation)));
      assertEquals(Map.of(two, relation), seen(OPERATOR, one));
      assertEquals(Map.of(one, relation.inverse()), seen(OPERATOR, two));
      assertEquals(List.of(), desk.linking.unlink(COLLEAGUE, two, one));
      assertEquals(Map.of(), seen(OPERATOR, one));
    }
  }

  @Test
  public void againIsNothingNewAndLeavesTheDetailsAlone() {
    final Ticket before = desk.ticket(one);
    desk.linking.unlink(OPERATOR, one, two);
    desk.linking.link(OPERATOR, one, two, Relation.DUPLICATES);
    desk.linking.link(COLLEAGUE, one, two, Relation.DUPLICATES);
    desk.linking.link(COLLEAGUE, two, one, Relation.DUPLICATED_BY);
    desk.linking.unlink(OPERATOR, one, two);
    desk.linking.unlink(OPERATOR, one, two);
    for (TicketRef ref : List.of(one, two)) {
      assertEquals(
          List.of(TicketEvents.OPENED, TicketEvents.LINKED, TicketEvents.UNLINKED),
          desk.events(ref));
    }
    Ticket after = desk.ticket(one);
    assertEquals(before.version(), after.version());
    assertEquals(before.updatedAt(), after.updatedAt());
    assertEquals(before.unread(), after.unread());
    desk.editing.edit(OPERATOR, one, before.version(), d -> d.withSubject("まだ新しい"));
  }

  @Test
  public void whatIsTiedOtherwiseIsNotTurnedSilently() {
    desk.linking.link(OPERATOR, one, two, Relation.RELATED);
    DomainException refused =
        refused(
            TicketProblems.LINKED_OTHERWISE,
            () -> desk.linking.link(COLLEAGUE, two, one, Relation.DUPLICATES));
    assertEquals(Map.of("relation", "related"), refused.extensions());
    assertEquals(Map.of(two, Relation.RELATED), seen(OPERATOR, one));
  }

  private static DomainException refused(ProblemType type, ThrowingRunnable attempt) {
    DomainException refused = assertThrows(DomainException.class, attempt);
    assertEquals(type, refused.type());
    return refused;
  }

  @Test
  public void aTicketIsNotTiedToItselfOrToAnotherMunicipalitys() {
    refused(
        TicketProblems.LINK_TO_ITSELF,
        () -> desk.linking.link(OPERATOR, one, one, Relation.RELATED));
    TicketRef there = Tickets.open().to(AOBA).at(desk);
    refused(
        TicketProblems.LINK_ACROSS_MUNICIPALITIES,
        () -> desk.linking.link(BOTH_TOWNS, one, there, Relation.RELATED));
    refused(
        TicketProblems.TICKET_NOT_FOUND,
        () -> desk.linking.link(OPERATOR, one, there, Relation.RELATED));
    refused(
        TicketProblems.TICKET_NOT_FOUND,
        () -> desk.linking.link(AOBA_OPERATOR, one, there, Relation.RELATED));
    assertEquals(Map.of(), seen(OPERATOR, one));
  }

  @Test
  public void whatOneMayNotReadIsNotThere() {
    desk.handOver(OPERATOR, one, PENSION);
    desk.handOver(OPERATOR, two, TAX);
    final List<Histories.Happening> alone = desk.histories.of(PENSION_STAFF, one);
    desk.linking.link(OPERATOR, one, two, Relation.RELATED);
    desk.note(OPERATOR, one, "メモ");
    assertEquals(Map.of(two, Relation.RELATED), seen(OPERATOR, one));
    assertEquals(Map.of(), seen(PENSION_STAFF, one));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.linking.unlink(PENSION_STAFF, one, two));
    refused(
        TicketProblems.TICKET_NOT_FOUND,
        () -> desk.linking.link(PENSION_STAFF, one, two, Relation.DUPLICATES));

    List<Histories.Happening> theirs = desk.histories.of(PENSION_STAFF, one);
    assertEquals(alone, theirs.subList(0, alone.size()));
    assertEquals("one note, and no gap", alone.size() + 1, theirs.size());
    assertEquals(
        LongStream.rangeClosed(1, theirs.size()).boxed().toList(),
        theirs.stream().map(Histories.Happening::sequence).toList());
    assertEquals(alone.size() + 2, desk.histories.of(OPERATOR, one).size());

    CommittedEvent told =
        desk.log.of(TicketEvents.STREAM, one.toString()).stream()
            .filter(e -> e.type().equals(TicketEvents.LINKED))
            .findFirst()
            .orElseThrow();
    assertEquals("the live stream tells neither section", SectionId.NONE, told.access().section());

    desk.handOver(OPERATOR, two, PENSION);
    assertEquals(Map.of(two, Relation.RELATED), seen(PENSION_STAFF, one));
    assertEquals(alone.size() + 2, desk.histories.of(PENSION_STAFF, one).size());
  }

  @Test
  public void withinOneSectionTheSectionIsTold() {
    desk.handOver(OPERATOR, one, PENSION);
    desk.handOver(OPERATOR, two, PENSION);
    desk.linking.link(PENSION_STAFF, one, two, Relation.RELATED);
    List<CommittedEvent> events = desk.log.of(TicketEvents.STREAM, two.toString());
    assertEquals(PENSION, events.get(events.size() - 1).access().section());
  }

  @Test
  public void whoMayOnlyReadTiesNothing() {
    AccessScope reads =
        OPERATOR.narrowed(
            new Narrowing(Optional.of(Set.of(Permission.TICKET_READ)), Optional.empty()));
    refused(Problems.FORBIDDEN, () -> desk.linking.link(reads, one, two, Relation.RELATED));
    refused(Problems.FORBIDDEN, () -> desk.linking.unlink(reads, one, two));
  }

  @Test
  public void peopleWhoTieAndUntieAtOnceLeaveBothSidesAlike() throws Exception {
    Together.run(
        8,
        i -> {
          for (int n = 0; n < 6; n++) {
            TicketRef from = i % 2 == 0 ? one : two;
            TicketRef to = i % 2 == 0 ? two : one;
            if ((i + n) % 3 == 0) {
              desk.linking.unlink(OPERATOR, from, to);
            } else {
              desk.linking.link(OPERATOR, from, to, Relation.RELATED);
            }
          }
          return i;
        });
    assertEquals(seen(OPERATOR, one).isEmpty(), seen(OPERATOR, two).isEmpty());
    List<String> told = desk.events(one);
    assertEquals(told, desk.events(two));
    for (int i = 1; i < told.size(); i++) {
      String expected = i % 2 == 1 ? TicketEvents.LINKED : TicketEvents.UNLINKED;
      assertEquals("they alternate", expected, told.get(i));
    }
    boolean tied = told.get(told.size() - 1).equals(TicketEvents.LINKED);
    assertEquals(tied, !seen(OPERATOR, one).isEmpty());
    desk.linking.link(OPERATOR, one, two, Relation.RELATED);
    assertTrue(seen(OPERATOR, two).containsKey(one));
  }

  @Test
  public void statementsDoNotGrowWithLinks() {
    CountingDataSource counting = new CountingDataSource(database().dataSource());
    Desk counted = new Desk(database(), counting.dataSource());
    counted.linking.link(OPERATOR, one, two, Relation.RELATED);
    int few = counting.during(() -> counted.view(OPERATOR, one));
    for (int i = 0; i < 12; i++) {
      desk.clock.pass(Duration.ofMinutes(1));
      counted.linking.link(OPERATOR, one, Tickets.open().at(desk), Relation.DUPLICATED_BY);
    }
    assertEquals(few, counting.during(() -> counted.view(OPERATOR, one)));
    int history = counting.during(() -> counted.histories.of(OPERATOR, one));
    assertTrue("history " + history, history <= 3);
    assertFalse(seen(OPERATOR, one).isEmpty());
  }
}
