package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.STRANGER;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketIntake.Receipt;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.Ticket;

/** What becomes of a citizen's contact on a ticket that was answered or closed. */
public class ReopeningTest extends DatabaseMatrix {
  private static final Duration LONG = Duration.ofDays(15);

  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  private TicketRef closed() {
    TicketRef ref = Tickets.open().at(desk);
    desk.close(OPERATOR, ref, "完了");
    return ref;
  }

  private List<Map.Entry<TicketRef, Relation>> linked(TicketRef ref) {
    return desk.view(AccessScope.system(), ref).linked().stream()
        .map(l -> Map.entry(l.ticket().ref(), l.relation()))
        .toList();
  }

  @Test
  public void answeredTicketReopensWithinFourteenDaysAndIsContinuedLater() {
    TicketRef ref = Tickets.open().at(desk);
    desk.reply(OPERATOR, ref, "回答");
    desk.clock.pass(Duration.ofDays(14));
    assertEquals(ref, Tickets.answering(ref).at(desk));
    assertEquals(TicketStatus.OPEN, desk.ticket(ref).details().status());

    desk.reply(OPERATOR, ref, "回答");
    desk.clock.pass(Duration.ofDays(14).plusMillis(1));
    TicketRef later = Tickets.answering(ref).at(desk);
    assertNotEquals(ref, later);
    assertEquals(TicketStatus.NEW, desk.ticket(later).details().status());
    assertEquals(TicketStatus.ANSWERED, desk.ticket(ref).details().status());
    assertEquals(List.of(Map.entry(ref, Relation.CONTINUES)), linked(later));
    assertEquals(List.of(Map.entry(later, Relation.CONTINUED_BY)), linked(ref));
    assertEquals(List.of(TicketEvents.OPENED, TicketEvents.LINKED), desk.events(later));
    List<String> told = desk.events(ref);
    assertEquals(TicketEvents.LINKED, told.get(told.size() - 1));
  }

  @Test
  public void workThatGoesOnTakesEveryContactHoweverOld() {
    TicketRef ref = Tickets.open().at(desk);
    desk.clock.pass(Duration.ofDays(400));
    assertEquals(ref, Tickets.answering(ref).at(desk));
  }

  @Test
  public void zeroDaysReopenNothing() {
    desk.directory.town(MIHON, Map.of("reopenWithinDays", "0"));
    TicketRef ref = closed();
    TicketRef next = Tickets.answering(ref).at(desk);
    assertNotEquals("not even at the same moment", ref, next);
    assertEquals(List.of(Map.entry(ref, Relation.CONTINUES)), linked(next));
    assertEquals("what is worked on goes on", next, Tickets.answering(next).at(desk));
  }

  @Test
  public void theNewSettingCountsBeforeTheOldOne() {
    desk.directory.town(MIHON, Map.of("reopenWithinDays", "2", "ticket.reopenDays", "30"));
    TicketRef ref = closed();
    desk.clock.pass(Duration.ofDays(3));
    assertNotEquals(ref, Tickets.answering(ref).at(desk));
  }

  @Test
  public void staffMayReopenWhateverTheSettingIs() {
    TicketRef ref = closed();
    desk.clock.pass(Duration.ofDays(400));
    desk.editing.edit(
        OPERATOR, ref, desk.ticket(ref).version(), d -> d.withStatus(TicketStatus.OPEN));
    assertEquals(ref, Tickets.answering(ref).at(desk));
  }

  @Test
  public void whoAnswersAnOldMailTwiceHasOneContinuation() {
    TicketRef ref = closed();
    desk.clock.pass(LONG);
    TicketRef next = Tickets.answering(ref).at(desk);
    assertEquals(next, Tickets.answering(ref).at(desk));
    assertEquals(2, desk.entries(next).size());
    desk.close(OPERATOR, next, "完了");
    assertEquals("reopened as any other", next, Tickets.answering(ref).at(desk));
    desk.close(OPERATOR, next, "完了");
    desk.clock.pass(LONG);
    TicketRef third = Tickets.answering(ref).at(desk);
    assertEquals(
        List.of(Map.entry(third, Relation.CONTINUED_BY), Map.entry(ref, Relation.CONTINUES)),
        linked(next));
  }

  @Test
  public void contactsThatAreTakenTogetherHaveOneContinuation() {
    TicketRef ref = closed();
    desk.clock.pass(LONG);
    List<InboundContact> contacts =
        List.of(
            Tickets.answering(ref).contact(desk),
            Tickets.answering(ref).contact(desk),
            Tickets.open().mentioning(ref).from(STRANGER).contact(desk));
    List<Receipt> receipts = desk.intake.receiveAll(contacts);
    assertTrue(receipts.get(0).opened());
    assertFalse(receipts.get(1).opened());
    assertEquals(receipts.get(0).ticket(), receipts.get(1).ticket());
    assertTrue("a mention joins nothing", receipts.get(2).opened());
    assertEquals(
        List.of(
            Map.entry(receipts.get(2).ticket(), Relation.RELATED),
            Map.entry(receipts.get(0).ticket(), Relation.CONTINUED_BY)),
        linked(ref));
  }

  @Test
  public void contactsOfEightThreadsHaveOneContinuation() throws Exception {
    TicketRef ref = closed();
    desk.clock.pass(LONG);
    List<TicketRef> refs = Together.run(8, i -> Tickets.answering(ref).at(desk));
    assertEquals(1, new HashSet<>(refs).size());
    assertEquals(8, desk.entries(refs.get(0)).size());
    assertEquals(1, linked(ref).size());
  }

  @Test
  public void continuationIsOfTheSameKindAndForTheSamePeople() throws Exception {
    TicketRef ref = Tickets.open().at(desk);
    desk.editing.edit(
        OPERATOR,
        ref,
        1,
        d -> d.withKind(TicketKind.COMPLAINT).withSection(PENSION).withCategory("nenkin"));
    desk.close(OPERATOR, ref, "完了");
    restrict(ref);
    desk.clock.pass(LONG);
    TicketRef next = Tickets.answering(ref).at(desk);
    Ticket ticket = desk.ticket(next);
    assertEquals(TicketKind.COMPLAINT, ticket.details().kind());
    assertEquals(PENSION, ticket.details().section());
    assertEquals("nenkin", ticket.details().category());
    assertTrue("whoever takes it", ticket.details().owner().isNone());
    assertEquals(Confidentiality.RESTRICTED, ticket.confidentiality());
    assertEquals(List.of(), desk.list(OPERATOR, Queue.ALL_OPEN));
    assertEquals(List.of(next), desk.list(SUPERVISOR, Queue.ALL_OPEN));
    assertEquals("as it was", List.of(next), desk.list(PENSION_STAFF, Queue.ALL_OPEN));
    for (CommittedEvent event : desk.log.of(TicketEvents.STREAM, next.toString())) {
      assertEquals(event.type(), Confidentiality.RESTRICTED, event.access().confidentiality());
    }
  }

  /** As an escalation flow will: no operation of today's restricts a ticket. */
  private void restrict(TicketRef ref) throws Exception {
    try (Connection connection = database().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE TICKET SET CONFIDENTIALITY = 10, ROW_VERSION = ROW_VERSION + 1 WHERE SERIAL = "
              + ref.serial());
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  @Test
  public void aContinuationTiedByHandThatMorePeopleMayReadIsNotJoined() throws Exception {
    TicketRef ref = closed();
    TicketRef open = Tickets.open().at(desk);
    desk.linking.link(OPERATOR, open, ref, Relation.CONTINUES);
    restrict(ref);
    desk.clock.pass(LONG);
    TicketRef next = Tickets.answering(ref).at(desk);
    assertNotEquals(open, next);
    assertEquals(Confidentiality.RESTRICTED, desk.ticket(next).confidentiality());
  }

  @Test
  public void ticketsTiedInACircleKeepNobodyWaiting() {
    desk.directory.town(MIHON, Map.of("reopenWithinDays", "0"));
    List<TicketRef> circle = List.of(closed(), closed(), closed());
    for (int i = 0; i < 3; i++) {
      desk.linking.link(OPERATOR, circle.get((i + 1) % 3), circle.get(i), Relation.CONTINUES);
    }
    assertFalse(circle.contains(Tickets.answering(circle.get(0)).at(desk)));
  }

  @Test
  public void machinesReopenAndContinueNothing() {
    TicketRef ref = closed();
    desk.clock.pass(LONG);
    for (Nature nature : List.of(Nature.AUTO_REPLY, Nature.BOUNCE)) {
      assertEquals(ref, Tickets.answering(ref).nature(nature).at(desk));
    }
    assertEquals(TicketStatus.CLOSED, desk.ticket(ref).details().status());
    assertEquals(List.of(), linked(ref));
  }

  @Test
  public void whereverItBreaksOffTheContactIsTakenOnceAfterwards() {
    Interruption interruption = new Interruption(database().dataSource());
    Desk fragile = new Desk(database(), interruption.dataSource());
    fragile.clock.set(desk.clock.instant());
    int step = 1;
    boolean survived = false;
    while (!survived) {
      TicketRef ref = Tickets.open().from(CITIZEN).at(desk);
      desk.close(OPERATOR, ref, "完了");
      desk.clock.pass(LONG);
      fragile.clock.set(desk.clock.instant());
      InboundContact contact = Tickets.answering(ref).id("step " + step).contact(desk);
      survived = interruption.survives(step, () -> fragile.intake.receive(contact));
      Receipt after = desk.intake.receive(contact);
      Receipt again = desk.intake.receive(contact);
      assertEquals(after.ticket(), again.ticket());
      assertTrue(again.repeated());
      assertNotEquals(ref, after.ticket());
      assertEquals(
          "step " + step, List.of(Map.entry(after.ticket(), Relation.CONTINUED_BY)), linked(ref));
      assertEquals(List.of(Map.entry(ref, Relation.CONTINUES)), linked(after.ticket()));
      assertEquals(1, desk.entries(after.ticket()).size());
      assertEquals(List.of(TicketEvents.OPENED, TicketEvents.LINKED), desk.events(after.ticket()));
      step++;
    }
    assertTrue("steps: " + step, step > 8);
  }
}
