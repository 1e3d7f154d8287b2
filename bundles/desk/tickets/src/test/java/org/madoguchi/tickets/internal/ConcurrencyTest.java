package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketIntake.Receipt;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.WrapUp;

public class ConcurrencyTest extends DatabaseMatrix {
  private static final int THREADS = 8;
  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  @Test
  public void sameContactFromEightThreadsOpensOneTicket() throws Exception {
    List<Receipt> receipts =
        Together.run(THREADS, i -> Tickets.open().id("the same").receipt(desk));
    assertEquals(1, receipts.stream().map(Receipt::ticket).distinct().count());
    assertEquals(1, receipts.stream().map(Receipt::entry).distinct().count());
    assertEquals(1, receipts.stream().filter(Receipt::opened).count());
    assertEquals(THREADS - 1, receipts.stream().filter(Receipt::repeated).count());
    assertEquals(1, desk.list(OPERATOR, Queue.ALL_OPEN).size());
    assertTrue(Tickets.open().id("the same").receipt(desk).repeated());
  }

  @Test
  public void eightMessagesOfOneStrangerMakeOneCitizen() throws Exception {
    ContactPoint stranger = new ContactPoint(ContactPoint.Kind.MAIL, "new@mail.example");
    List<TicketRef> refs = Together.run(THREADS, i -> Tickets.open().from(stranger).at(desk));
    assertEquals(THREADS, new HashSet<>(refs).size());
    assertEquals(1, refs.stream().map(r -> desk.ticket(r).citizen().id()).distinct().count());
  }

  @Test
  public void appendsOfEightThreadsAllJoinTheTicket() throws Exception {
    TicketRef ref = Tickets.open().at(desk);
    Together.run(
        THREADS,
        i -> {
          for (int n = 0; n < 5; n++) {
            switch (i % 3) {
              case 0 -> desk.note(OPERATOR, ref, "メモ");
              case 1 -> desk.reply(COLLEAGUE, ref, "返信");
              default -> Tickets.answering(ref).at(desk);
            }
          }
          return ref;
        });
    assertEquals(1 + THREADS * 5, desk.entries(ref).size());
    List<Long> sequences =
        desk.log.of(TicketEvents.STREAM, ref.toString()).stream()
            .map(CommittedEvent::sequence)
            .toList();
    assertEquals(
        LongStream.rangeClosed(1, sequences.size()).boxed().collect(Collectors.toList()),
        sequences);
    assertEquals(sequences.size(), desk.ticket(ref).sequence());
  }

  @Test
  public void oneOfEightEditsOfTheSameVersionWins() throws Exception {
    TicketRef ref = Tickets.open().at(desk);
    List<Boolean> won =
        Together.run(
            THREADS,
            i -> {
              try {
                desk.editing.edit(OPERATOR, ref, 1, d -> d.withSubject("件名" + i));
                return true;
              } catch (EditTicket.Stale e) {
                assertEquals(2, e.current().version());
                return false;
              }
            });
    assertEquals(1, won.stream().filter(w -> w).count());
    assertEquals(2, desk.ticket(ref).version());
  }

  @Test
  public void sameRequestIsKnownAfterARestartToo() {
    OpenTicket.Opening opening = Desk.telephone("again", "山田 花子");
    OpenTicket.Opened first = desk.opening.open(OPERATOR, opening);
    OpenTicket.Opened again = new Desk(database()).opening.open(OPERATOR, opening);
    assertEquals(first.ticket(), again.ticket());
    assertTrue(first.written().isPresent());
    assertEquals(Optional.empty(), again.written());
    assertEquals(1, desk.entries(first.ticket()).size());
  }

  @Test
  public void sameRequestTwiceIsOneReplyOneNoteOneTicket() throws Exception {
    TicketRef ref = Tickets.open().at(desk);
    WriteEntry.Written written = Desk.written("同じ");
    WrapUp wrapUp = new WrapUp(false, "", ContactResult.NONE, SectionId.NONE);
    List<Long> replies =
        Together.run(THREADS, i -> desk.writing.reply(OPERATOR, ref, written, wrapUp).id());
    assertEquals(1, replies.stream().distinct().count());
    WriteEntry.Written other = Desk.written("別");
    List<Long> notes = Together.run(THREADS, i -> desk.writing.note(OPERATOR, ref, other).id());
    assertEquals(1, notes.stream().distinct().count());
    Entry colleagues = desk.writing.note(COLLEAGUE, ref, other);
    assertTrue("keys are each person's own", colleagues.id() != notes.get(0));
    OpenTicket.Opening opening = Desk.telephone("request", "田中 花子");
    List<TicketRef> opened =
        Together.run(THREADS, i -> desk.opening.open(OPERATOR, opening).ticket());
    assertEquals(1, new HashSet<>(opened).size());
  }

  @Test
  public void sameAcknowledgementFromEightThreadsIsQueuedOnce() throws Exception {
    TicketRef ref = Tickets.open().at(desk);
    Together.run(
        THREADS,
        i -> {
          desk.conversation.acknowledge(ref, "arrival", "受付", "お待ちください。");
          return i;
        });
    assertEquals(2, desk.entries(ref).size());
  }

  @Test
  public void draftTypedInTwoWindowsIsKeptOnce() throws Exception {
    TicketRef ref = Tickets.open().at(desk);
    Together.run(THREADS, i -> desk.drafts.put(OPERATOR, ref, Draft.Kind.REPLY, "下書き" + i).text());
    assertTrue(desk.draft(OPERATOR, ref, Optional.empty()).orElseThrow().text().startsWith("下書き"));
  }
}
