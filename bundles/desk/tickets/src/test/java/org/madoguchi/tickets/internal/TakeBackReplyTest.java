package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.TAX;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.domain.WrapUp;
import org.madoguchi.tickets.internal.sending.TakeBackReply;

public class TakeBackReplyTest extends DatabaseMatrix {
  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  private TakeBackReply.Returned takeBack(AccessScope scope, TicketRef ref, Entry reply) {
    return desk.takingBack.takeBack(scope, ref, reply.id());
  }

  private boolean isHandedOut(TicketRef ref, Entry reply) {
    return desk.conversation.outbound(ref, Long.toString(reply.id())).isPresent();
  }

  private boolean isTakenBack(TicketRef ref, Entry reply) {
    return desk.conversation.isTakenBack(ref, Long.toString(reply.id()));
  }

  private Attachment upload(TicketRef ref) throws IOException {
    return desk.files.upload(
        OPERATOR,
        ref,
        Optional.empty(),
        "案内.pdf",
        "application/pdf",
        new ByteArrayInputStream(new byte[] {1, 2}));
  }

  @Test
  public void closingReplyComesBackWithTextAndFilesAndTheTicketAsItWas() throws IOException {
    desk.settle(Map.of("reply.signature", "--\\n{municipality}"));
    TicketRef ref = Tickets.open().at(desk);
    Ticket before = desk.ticket(ref);
    Attachment file = upload(ref);
    WrapUp wrapUp = new WrapUp(true, "nenkin", ContactResult.FIRST_CONTACT, TAX);
    Entry reply = desk.writing.reply(OPERATOR, ref, Desk.written("回答です。\n", file.id()), wrapUp);
    assertNotEquals(before.details(), desk.ticket(ref).details());
    TakeBackReply.Returned returned = takeBack(OPERATOR, ref, reply);
    assertEquals("回答です。", returned.draft().text());
    assertEquals(List.of(file.id()), returned.files().stream().map(Attachment::id).toList());
    assertEquals(
        "回答です。",
        desk.drafts.find(OPERATOR, ref, Optional.of(Draft.Kind.REPLY)).orElseThrow().text());
    assertEquals(
        List.of(file.id()),
        desk.files.waiting(OPERATOR, ref, Draft.Kind.REPLY).stream().map(Attachment::id).toList());
    Ticket now = desk.ticket(ref);
    assertEquals(before.details(), now.details());
    assertEquals(before.closedAt(), now.closedAt());
    assertEquals(1, desk.entries(ref).size());
    assertFalse(isHandedOut(ref, reply));
    assertTrue(isTakenBack(ref, reply));
    assertTrue(desk.events(ref).contains(TicketEvents.REPLY_TAKEN_BACK));
    Entry again = desk.writing.reply(OPERATOR, ref, Desk.written("回答", file.id()), wrapUp);
    assertEquals(1, again.attachments().size());
  }

  @Test
  public void replyThatWasHandedOutIsGone() {
    TicketRef ref = Tickets.open().at(desk);
    Entry reply = desk.reply(OPERATOR, ref, "回答");
    assertTrue(isHandedOut(ref, reply));
    refused(TicketProblems.REPLY_GONE, () -> takeBack(OPERATOR, ref, reply));
    assertTrue(isHandedOut(ref, reply));
    assertFalse(isTakenBack(ref, reply));
    assertEquals(2, desk.entries(ref).size());
    assertEquals(TicketStatus.ANSWERED, desk.ticket(ref).details().status());
  }

  @Test
  public void replyGoesOutOrComesBackAndNeverBoth() throws Exception {
    for (int round = 0; round < 12; round++) {
      TicketRef ref = Tickets.open().at(desk);
      Entry reply = desk.reply(OPERATOR, ref, "回答");
      List<Boolean> done =
          Together.run(4, i -> i % 2 == 0 ? isHandedOut(ref, reply) : isBack(ref, reply));
      boolean out = done.get(0) || done.get(2);
      long back = List.of(done.get(1), done.get(3)).stream().filter(b -> b).count();
      assertEquals("taken back once, or sent", out ? 0 : 1, back);
      assertEquals(out, isHandedOut(ref, reply));
      assertEquals(!out, isTakenBack(ref, reply));
      assertEquals(out ? 2 : 1, desk.entries(ref).size());
    }
  }

  private boolean isBack(TicketRef ref, Entry reply) {
    try {
      takeBack(OPERATOR, ref, reply);
      return true;
    } catch (DomainException e) {
      assertEquals(TicketProblems.REPLY_GONE, e.type());
      return false;
    }
  }

  @Test
  public void whereverItBreaksOffTheReplyIsWholeInOnePlace() {
    Interruption interruption = new Interruption(database().dataSource());
    Desk breaking = new Desk(database(), interruption.dataSource());
    for (int step = 1; ; step++) {
      TicketRef ref = Tickets.open().at(desk);
      Entry reply = desk.close(OPERATOR, ref, "回答");
      boolean survived =
          interruption.survives(
              step, () -> breaking.takingBack.takeBack(OPERATOR, ref, reply.id()));
      boolean back = isTakenBack(ref, reply);
      assertEquals(back ? 1 : 2, desk.entries(ref).size());
      assertEquals(
          back ? TicketStatus.NEW : TicketStatus.CLOSED, desk.ticket(ref).details().status());
      assertEquals(
          back, desk.drafts.find(OPERATOR, ref, Optional.of(Draft.Kind.REPLY)).isPresent());
      assertEquals(!back, isHandedOut(ref, reply));
      if (survived) {
        assertTrue("it did not come that far", step > 5);
        return;
      }
    }
  }

  @Test
  public void whatOthersChangedMeanwhileStays() {
    TicketRef ref = Tickets.open().at(desk);
    Entry reply = desk.reply(OPERATOR, ref, "回答");
    desk.editing.edit(
        COLLEAGUE,
        ref,
        desk.ticket(ref).version(),
        d -> d.withOwner(COLLEAGUE.who()).withCategory("nenkin"));
    takeBack(OPERATOR, ref, reply);
    Ticket ticket = desk.ticket(ref);
    assertEquals(TicketStatus.NEW, ticket.details().status());
    assertEquals(COLLEAGUE.who(), ticket.details().owner());
    assertEquals("nenkin", ticket.details().category());
  }

  @Test
  public void closedTicketIsClosedAgainAsOfThen() {
    TicketRef ref = Tickets.open().at(desk);
    desk.editing.edit(OPERATOR, ref, 1, d -> d.withStatus(TicketStatus.CLOSED));
    Ticket before = desk.ticket(ref);
    desk.clock.pass(Duration.ofHours(3));
    takeBack(OPERATOR, ref, desk.reply(OPERATOR, ref, "追伸"));
    assertEquals(before.closedAt(), desk.ticket(ref).closedAt());
    assertEquals(before.details(), desk.ticket(ref).details());
  }

  @Test
  public void whatWasBegunMeanwhileIsKeptBelow() {
    TicketRef ref = Tickets.open().at(desk);
    Entry reply = desk.reply(OPERATOR, ref, "一つ目");
    desk.drafts.put(OPERATOR, ref, Draft.Kind.REPLY, "二つ目");
    assertEquals("一つ目\n\n二つ目", takeBack(OPERATOR, ref, reply).draft().text());
  }

  @Test
  public void onlyTheAuthorTakesBackAndOnlyOnce() {
    TicketRef ref = Tickets.open().at(desk);
    Entry reply = desk.reply(OPERATOR, ref, "回答");
    refused(TicketProblems.NOT_YOUR_REPLY, () -> takeBack(COLLEAGUE, ref, reply));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> takeBack(AOBA_OPERATOR, ref, reply));
    Entry note = desk.note(OPERATOR, ref, "メモ");
    refused(TicketProblems.REPLY_GONE, () -> takeBack(OPERATOR, ref, note));
    refused(
        TicketProblems.ENTRY_NOT_FOUND, () -> desk.takingBack.takeBack(OPERATOR, ref, 987_654L));
    takeBack(OPERATOR, ref, reply);
    refused(TicketProblems.REPLY_GONE, () -> takeBack(OPERATOR, ref, reply));
  }

  @Test
  public void lateRepetitionOfTheRequestDoesNotSendWhatWasTakenBack() {
    TicketRef ref = Tickets.open().at(desk);
    WriteEntry.Written written = Desk.written("回答");
    WrapUp wrapUp = new WrapUp(false, "", ContactResult.NONE, SectionId.NONE);
    takeBack(OPERATOR, ref, desk.writing.reply(OPERATOR, ref, written, wrapUp));
    refused(TicketProblems.REPLY_GONE, () -> desk.writing.reply(OPERATOR, ref, written, wrapUp));
    assertEquals(1, desk.entries(ref).size());
  }

  @Test
  public void municipalityThatWantsNoDelaySendsAtOnce() {
    desk.settle(Map.of("reply.undoSeconds", "0"));
    TicketRef ref = Tickets.open().at(desk);
    Entry reply = desk.reply(OPERATOR, ref, "回答");
    assertTrue(desk.view(COLLEAGUE, ref).waiting().isEmpty());
    refused(TicketProblems.REPLY_GONE, () -> takeBack(OPERATOR, ref, reply));
    assertTrue(queued(ref).payload().indexOf("notBefore") < 0);
  }

  private CommittedEvent queued(TicketRef ref) {
    return desk.log.of(TicketEvents.STREAM, ref.toString()).stream()
        .filter(e -> e.type().equals(TicketEvents.REPLY_QUEUED))
        .findFirst()
        .orElseThrow();
  }

  @Test
  public void everybodySeesThatItWaitsAndUntilWhen() {
    desk.settle(Map.of("reply.undoSeconds", "30"));
    TicketRef ref = Tickets.open().at(desk);
    Entry reply = desk.reply(OPERATOR, ref, "回答");
    var sentAt = desk.clock.instant().plusSeconds(30);
    assertEquals(
        List.of(new TicketViews.Waiting(reply.id(), sentAt, true)),
        desk.view(OPERATOR, ref).waiting());
    assertEquals(
        List.of(new TicketViews.Waiting(reply.id(), sentAt, false)),
        desk.view(COLLEAGUE, ref).waiting());
    assertTrue(queued(ref).payload().contains("\"notBefore\":\"" + sentAt + "\""));
    assertTrue(isHandedOut(ref, reply));
    assertTrue(desk.view(OPERATOR, ref).waiting().isEmpty());
  }
}
