package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.STRANGER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.calendar.testkit.MemoryCalendars;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketConversation.Outbound;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketIntake.Receipt;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.OpenTicket.Opened;
import org.madoguchi.tickets.internal.TicketViews.View;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class TicketLifeTest extends DatabaseMatrix {
  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  @Test
  public void messageOpensNumberedTicketDueNextDay() {
    Receipt receipt = Tickets.open().from(CITIZEN).receipt(desk);
    Ticket ticket = desk.ticket(receipt.ticket());
    assertTrue(receipt.opened());
    assertEquals("mihon-2026-000001", ticket.ref().toString());
    assertEquals(TicketStatus.NEW, ticket.details().status());
    assertEquals(
        Optional.of(desk.clock.instant().plus(Duration.ofHours(24))), ticket.details().dueAt());
    assertEquals("山田 花子", ticket.citizen().name());
    assertEquals(List.of(TicketEvents.OPENED), desk.events(ticket.ref()));
    assertEquals(ticket.ref(), desk.intake.find(MIHON, "2026-000001").orElseThrow());
  }

  @Test
  public void businessHoursDecideWhenMessagesCallsAndRepliesAreDue() {
    desk.directory.town(MIHON, Map.of(DeskRules.DUE_BUSINESS_HOURS, "8"));
    desk.rules.calendars = new MemoryCalendars();
    desk.clock.set(Instant.parse("2026-12-28T01:30:00Z"));
    Optional<Instant> afterTheHolidays = Optional.of(Instant.parse("2027-01-04T00:45:00Z"));
    TicketRef message = Tickets.open().at(desk);
    assertEquals(afterTheHolidays, desk.ticket(message).details().dueAt());
    TicketRef call = desk.call(OPERATOR, "山田 花子", STRANGER);
    assertEquals(afterTheHolidays, desk.ticket(call).details().dueAt());

    desk.reply(OPERATOR, message, "はい、取れます。");
    desk.clock.set(Instant.parse("2027-01-02T03:00:00Z"));
    Tickets.answering(message).at(desk);
    assertEquals(
        Optional.of(Instant.parse("2027-01-04T07:30:00Z")), desk.ticket(message).details().dueAt());
  }

  @Test
  public void whatIsShownAfterOpeningIsWhatIsStored() {
    ContactPoint phone = new ContactPoint(ContactPoint.Kind.PHONE, "0466-00-0000");
    for (int contact = 1; contact <= 2; contact++) {
      Opened opened =
          desk.opening.open(OPERATOR, Desk.telephone(UUID.randomUUID().toString(), "山田 花子", phone));
      View shown = desk.views.afterOpening(OPERATOR, opened.written().orElseThrow());
      assertEquals(desk.view(OPERATOR, opened.ticket()), shown);
      assertEquals(contact - 1, shown.earlier().newest().size());
    }
  }

  @Test
  public void conversationGoesToAndFroUntilItIsClosed() {
    TicketRef ref = Tickets.open().at(desk);
    desk.clock.pass(Duration.ofMinutes(5));
    desk.drafts.put(OPERATOR, ref, Draft.Kind.REPLY, "途中");
    desk.drafts.put(OPERATOR, ref, Draft.Kind.NOTE, "メモ");
    Entry reply = desk.reply(OPERATOR, ref, "はい、取れます。");
    Ticket answered = desk.ticket(ref);
    assertEquals(TicketStatus.ANSWERED, answered.details().status());
    assertEquals(OPERATOR.who(), answered.details().owner());
    assertEquals(
        List.of(Draft.Kind.NOTE),
        desk.draft(OPERATOR, ref, Optional.empty()).map(Draft::kind).stream().toList());

    Outbound outbound = desk.conversation.outbound(ref, id(reply)).orElseThrow();
    assertEquals("Re: 住民票について [2026-000001]", outbound.subject());
    assertEquals(List.of(CITIZEN), outbound.recipients());
    assertEquals("mail-mihon", outbound.source());
    assertEquals(outbound.references(), List.of(outbound.inReplyTo()));
    desk.conversation.deliveryChanged(
        ref, id(reply), DeliveryState.SENT, "sent-1@mihon", "", desk.clock.instant());

    desk.clock.pass(Duration.ofHours(30));
    Receipt back = Tickets.answering(ref).text("ありがとう。もう一つ。").receipt(desk);
    Ticket reopened = desk.ticket(ref);
    assertFalse(back.opened());
    assertEquals(TicketStatus.OPEN, reopened.details().status());
    assertTrue(reopened.unread());
    assertFalse("a reopened ticket has a new due date", reopened.isOverdue(desk.clock.instant()));

    desk.clock.pass(Duration.ofMinutes(5));
    Entry last = desk.close(OPERATOR, ref, "以上です。");
    Ticket closed = desk.ticket(ref);
    assertEquals(TicketStatus.CLOSED, closed.details().status());
    assertEquals("nenkin", closed.details().category());
    assertEquals(ContactResult.FIRST_CONTACT, closed.details().result());
    assertEquals(3, desk.conversation.outbound(ref, id(last)).orElseThrow().references().size());
    assertEquals(
        List.of(
            TicketEvents.OPENED,
            TicketEvents.REPLY_QUEUED,
            TicketEvents.EDITED,
            TicketEvents.DELIVERY_CHANGED,
            TicketEvents.MESSAGE_RECEIVED,
            TicketEvents.EDITED,
            TicketEvents.REPLY_QUEUED,
            TicketEvents.EDITED),
        desk.events(ref));
  }

  @Test
  public void closedTicketReopensWithinTheSettledDaysAndIsFollowedByALinkedOneLater() {
    desk.directory.town(MIHON, Map.of("ticket.reopenDays", "3"));
    TicketRef ref = Tickets.open().at(desk);
    desk.close(OPERATOR, ref, "完了");
    desk.clock.pass(Duration.ofDays(3));
    assertEquals(ref, Tickets.answering(ref).at(desk));
    assertEquals(TicketStatus.OPEN, desk.ticket(ref).details().status());

    desk.close(OPERATOR, ref, "完了");
    desk.clock.pass(Duration.ofDays(3).plusMillis(1));
    TicketRef later = Tickets.answering(ref).at(desk);
    assertNotEquals(ref, later);
    assertEquals(TicketStatus.CLOSED, desk.ticket(ref).details().status());
    assertEquals(List.of(ref), linked(later));
    assertEquals(List.of(later), linked(ref));
  }

  private List<TicketRef> linked(TicketRef ref) {
    return desk.view(OPERATOR, ref).linked().stream().map(l -> l.ticket().ref()).toList();
  }

  @Test
  public void mentionedTicketIsLinkedNotJoined() {
    TicketRef ref = Tickets.open().at(desk);
    TicketRef other = Tickets.open().from(STRANGER).mentioning(ref).at(desk);
    assertNotEquals(ref, other);
    assertEquals(List.of(ref), linked(other));
    assertEquals(1, desk.entries(ref).size());
  }

  @Test
  public void threadOfAnotherMunicipalityIsNotFollowed() {
    TicketRef ref = Tickets.open().at(desk);
    TicketRef there = Tickets.answering(ref).mentioning(ref).to(People.AOBA).at(desk);
    assertEquals(People.AOBA, there.municipality());
    assertEquals(List.of(), desk.view(People.AOBA_OPERATOR, there).linked());
  }

  @Test
  public void automaticAnswersJoinTheirThreadAndChangeNothing() {
    TicketRef ref = Tickets.open().at(desk);
    desk.close(OPERATOR, ref, "完了");
    desk.clock.pass(Duration.ofDays(100));
    assertEquals(ref, Tickets.answering(ref).nature(Nature.AUTO_REPLY).at(desk));
    assertFalse(desk.ticket(ref).unread());
    assertEquals(ref, Tickets.answering(ref).nature(Nature.BOUNCE).at(desk));
    Ticket ticket = desk.ticket(ref);
    assertEquals(TicketStatus.CLOSED, ticket.details().status());
    assertTrue("the owner learns that an answer came back", ticket.unread());
    assertEquals(4, desk.entries(ref).size());
  }

  @Test
  public void automaticAnswerWithoutThreadIsFiledClosedAndExplained() {
    for (Nature nature : List.of(Nature.AUTO_REPLY, Nature.BOUNCE)) {
      TicketRef ref = Tickets.open().nature(nature).at(desk);
      Ticket ticket = desk.ticket(ref);
      assertEquals(TicketStatus.CLOSED, ticket.details().status());
      assertEquals(Optional.empty(), ticket.details().dueAt());
      assertFalse(ticket.unread());
      assertEquals(
          List.of(EntryType.CITIZEN, EntryType.NOTE),
          desk.entries(ref).stream().map(Entry::type).toList());
      assertEquals(List.of(TicketEvents.OPENED, TicketEvents.NOTE_ADDED), desk.events(ref));
    }
    assertEquals(List.of(), desk.list(OPERATOR, Queue.ALL_OPEN));
    assertEquals(List.of(), desk.list(OPERATOR, Queue.ATTENTION));
    assertEquals(2, desk.list(OPERATOR, Queue.CLOSED).size());
  }

  @Test
  public void bulkMailIsTreatedAsAPersons() {
    TicketRef ref = Tickets.open().nature(Nature.BULK).at(desk);
    assertEquals(TicketStatus.NEW, desk.ticket(ref).details().status());
  }

  @Test
  public void citizenIsKnownByMailInAnyCaseWithinTheMunicipalityOnly() {
    long first = desk.ticket(Tickets.open().from(CITIZEN).at(desk)).citizen().id();
    ContactPoint shouted = new ContactPoint(ContactPoint.Kind.MAIL, "HANAKO@Mail.Example");
    assertEquals(first, desk.ticket(Tickets.open().from(shouted).at(desk)).citizen().id());
    TicketRef elsewhere = Tickets.open().from(CITIZEN).to(People.AOBA).at(desk);
    assertNotEquals(first, desk.ticket(elsewhere).citizen().id());
    TicketRef ref = Tickets.open().from(CITIZEN).at(desk);
    assertTrue(desk.intake.isCitizenOf(ref, shouted));
    assertFalse(desk.intake.isCitizenOf(ref, STRANGER));
  }

  @Test
  public void telephoneIsTheSameInEverySpellingAndFamiliesShareIt() {
    ContactPoint phone = new ContactPoint(ContactPoint.Kind.PHONE, "０９０-1234-5678");
    ContactPoint same = new ContactPoint(ContactPoint.Kind.PHONE, "+819012345678");
    Ticket hers = desk.ticket(desk.call(OPERATOR, "田中 花子", phone));
    Ticket again = desk.ticket(desk.call(OPERATOR, "田中花子", same));
    Ticket his = desk.ticket(desk.call(OPERATOR, "田中 一郎", same));
    assertEquals(hers.citizen().id(), again.citizen().id());
    assertNotEquals(hers.citizen().id(), his.citizen().id());
  }

  @Test
  public void callIsTheWritersAndCannotBeAnsweredWithoutAnAddress() {
    TicketRef ref = desk.call(OPERATOR, "田中 花子");
    Ticket ticket = desk.ticket(ref);
    assertEquals(OPERATOR.who(), ticket.details().owner());
    assertEquals(TicketStatus.OPEN, ticket.details().status());
    DomainException refused =
        assertThrows(DomainException.class, () -> desk.reply(OPERATOR, ref, "回答"));
    assertEquals(TicketProblems.NO_ADDRESS_TO_REPLY_TO, refused.type());
    assertFalse(desk.view(OPERATOR, ref).actions().contains(TicketViews.Action.REPLY));

    TicketRef reachable = desk.call(OPERATOR, "佐藤 次郎", STRANGER);
    Entry reply = desk.reply(OPERATOR, reachable, "回答");
    Outbound outbound = desk.conversation.outbound(reachable, id(reply)).orElseThrow();
    assertEquals("mail", outbound.channel());
    assertEquals("", outbound.source());
    assertEquals(List.of(STRANGER), outbound.recipients());
  }

  @Test
  public void failedDeliveryStaysAProblemUntilSentOrSettled() {
    TicketRef ref = Tickets.open().at(desk);
    Entry one = desk.reply(OPERATOR, ref, "一");
    Entry two = desk.reply(OPERATOR, ref, "二");
    delivery(ref, one, DeliveryState.FAILED, "550");
    delivery(ref, one, DeliveryState.FAILED, "550");
    delivery(ref, two, DeliveryState.IN_DOUBT, "");
    assertTrue(desk.ticket(ref).deliveryProblem());
    assertEquals(List.of(ref), desk.list(COLLEAGUE, Queue.ATTENTION));
    delivery(ref, two, DeliveryState.SENT, "");
    assertTrue(desk.ticket(ref).deliveryProblem());
    delivery(ref, one, DeliveryState.QUEUED, "");
    assertFalse(desk.ticket(ref).deliveryProblem());
    long told = desk.events(ref).stream().filter(TicketEvents.DELIVERY_CHANGED::equals).count();
    assertEquals("the same state twice is told once", 4, told);
  }

  private void delivery(TicketRef ref, Entry entry, DeliveryState state, String reason) {
    desk.conversation.deliveryChanged(ref, id(entry), state, "", reason, desk.clock.instant());
  }

  @Test
  public void acknowledgementIsQueuedOnceAndLeavesTheStatus() {
    TicketRef ref = Tickets.open().at(desk);
    desk.conversation.acknowledge(ref, "arrival", "受け付けました", "お待ちください。");
    desk.conversation.acknowledge(ref, "arrival", "受け付けました", "お待ちください。");
    assertEquals(TicketStatus.NEW, desk.ticket(ref).details().status());
    Entry entry = desk.entries(ref).get(1);
    assertEquals(2, desk.entries(ref).size());
    assertTrue(desk.conversation.outbound(ref, id(entry)).orElseThrow().automatic());
    assertTrue(desk.log.of(TicketEvents.STREAM, ref.toString()).get(1).payload().contains("true"));
  }

  @Test
  public void fiscalYearTurnsAtMidnightInTokyo() {
    desk.clock.set(Instant.parse("2027-04-01T09:00:00Z"));
    TicketRef before =
        Tickets.open().receivedAt(Instant.parse("2027-03-31T14:59:59.999Z")).at(desk);
    TicketRef after = Tickets.open().receivedAt(Instant.parse("2027-03-31T15:00:00Z")).at(desk);
    assertEquals("2026-000001", before.number());
    assertEquals("2027-000001", after.number());
  }

  @Test
  public void ownersLookMarksTheTicketAsReadAndNobodyElses() {
    TicketRef ref = Tickets.open().at(desk);
    desk.reply(OPERATOR, ref, "回答");
    Tickets.answering(ref).at(desk);
    desk.view(COLLEAGUE, ref);
    assertTrue(desk.ticket(ref).unread());
    assertEquals(List.of(ref), desk.list(OPERATOR, Queue.ATTENTION));
    desk.view(OPERATOR, ref);
    assertFalse(desk.ticket(ref).unread());
    assertEquals(List.of(), desk.list(OPERATOR, Queue.ATTENTION));
  }

  @Test
  public void editIsRefusedOnAStaleVersionAndTellsWhatWasChangedByWhom() {
    TicketRef ref = Tickets.open().at(desk);
    long seen = desk.ticket(ref).version();
    desk.note(COLLEAGUE, ref, "メモは版を変えない");
    desk.editing.edit(OPERATOR, ref, seen, d -> d.withSubject("転入届"));
    EditTicket.Stale stale =
        assertThrows(
            EditTicket.Stale.class,
            () ->
                desk.editing.edit(
                    COLLEAGUE, ref, seen, d -> d.withSubject("転出届").withOwner(COLLEAGUE.who())));
    assertEquals(List.of("subject"), List.copyOf(stale.changed().keySet()));
    assertEquals("転入届", stale.changed().get("subject").theirs());
    assertEquals(OPERATOR.who(), stale.changed().get("subject").by());
    assertEquals("転出届", stale.wanted().get("subject").after());
    assertEquals("転入届", desk.ticket(ref).details().subject());
  }

  @Test
  public void editOfNothingIsNoEvent() {
    TicketRef ref = Tickets.open().at(desk);
    desk.editing.edit(OPERATOR, ref, 1, d -> d.withSubject(d.subject()));
    assertEquals(List.of(TicketEvents.OPENED), desk.events(ref));
  }

  @Test
  public void nextIsTheMostUrgentOfMineThenOfNobodys() {
    assertEquals(Optional.empty(), desk.queues.next(OPERATOR));
    TicketRef older = Tickets.open().at(desk);
    desk.clock.pass(Duration.ofMinutes(1));
    TicketRef newer = Tickets.open().at(desk);
    assertEquals(Optional.of(older), desk.queues.next(OPERATOR));
    desk.editing.edit(OPERATOR, newer, 1, d -> d.withOwner(OPERATOR.who()));
    assertEquals(Optional.of(newer), desk.queues.next(OPERATOR));
    assertEquals(Optional.of(older), desk.queues.next(COLLEAGUE));
  }

  private static String id(Entry entry) {
    return Long.toString(entry.id());
  }

  @Test
  public void messageWithoutANameIsSignedByItsAddress() {
    TicketRef ref = Tickets.open().named("").at(desk);
    assertEquals(People.CITIZEN.value(), desk.entries(ref).get(0).authorName());
  }

  @Test
  public void peopleWritingThroughOneWebFormAreDifferentCitizens() {
    ContactPoint form = new ContactPoint(ContactPoint.Kind.MAIL, "form@portal.example");
    TicketRef first = Tickets.open().through(form).at(desk);
    TicketRef second =
        Tickets.open()
            .from(new ContactPoint(ContactPoint.Kind.MAIL, "other@mail.example"))
            .through(form)
            .at(desk);
    assertNotEquals(desk.ticket(first).citizen().id(), desk.ticket(second).citizen().id());
  }
}
