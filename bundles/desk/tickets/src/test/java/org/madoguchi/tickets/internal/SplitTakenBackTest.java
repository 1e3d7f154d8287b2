package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;
import static org.madoguchi.tickets.internal.People.TAX;
import static org.madoguchi.tickets.internal.People.TAX_STAFF;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;

/** A split is taken back, whatever happened since. */
public class SplitTakenBackTest extends SplitTest {
  @Test
  public void takenBackEverythingIsAsBeforeAndTheNewTicketGoesOnThere() {
    desk.handOver(OPERATOR, ref, TAX);
    Ticket part = split(OPERATOR, d -> d.withSection(PENSION), second, note);
    assertEquals(ref, desk.splitting.takeBack(COLLEAGUE, ref, part.ref()).ref());

    assertEquals(List.of("住民票の件", "ごみの件", "ごみは別の課"), texts(ref));
    assertEquals(List.of(), parts(OPERATOR, ref));
    assertEquals(TicketStatus.CLOSED, status(part.ref()));
    assertEquals(
        Optional.of(ref), desk.view(OPERATOR, part.ref()).merged().into().map(Ticket::ref));
    assertEquals(
        "a section reads it again with the ticket",
        List.of("ごみの件"),
        desk.view(TAX_STAFF, ref).conversation().entries().stream()
            .map(Entry::text)
            .filter(text -> text.equals("ごみの件"))
            .toList());
    assertTrue(
        desk.events(ref).containsAll(List.of(TicketEvents.SPLIT, TicketEvents.SPLIT_UNDONE)));
    assertEquals(ref, Tickets.answering(part.ref()).text("追伸").at(desk));
    refused(TicketProblems.NOT_SPLIT, () -> desk.splitting.takeBack(OPERATOR, ref, part.ref()));
    refused(
        TicketProblems.NOTHING_TO_SEPARATE, () -> desk.merging.separate(OPERATOR, part.ref(), ref));
    assertEquals(List.of("ごみの件"), texts(split(OPERATOR, second).ref()));
  }

  @Test
  public void whatWasWrittenSinceIsReadWhereTheEntriesWentBackTo() {
    desk.reply(OPERATOR, ref, "お答えします");
    Ticket part = split(OPERATOR, second);
    desk.clock.pass(Duration.ofMinutes(1));
    desk.note(COLLEAGUE, part.ref(), "分割後のメモ");
    Tickets.answering(part.ref()).text("分割後のメール").at(desk);
    desk.splitting.takeBack(OPERATOR, ref, part.ref());
    assertTrue(texts(ref).containsAll(List.of("ごみの件", "分割後のメモ", "分割後のメール")));
    assertEquals("there is work again", TicketStatus.OPEN, status(ref));
    desk.merging.separate(OPERATOR, part.ref(), ref);
    assertEquals(List.of("分割後のメモ", "分割後のメール"), texts(part.ref()));
    assertTrue(texts(ref).contains("ごみの件"));
  }

  @Test
  public void aSplitIsNotTakenBackOverWhatHappenedSince() {
    Ticket part = split(OPERATOR, second, note);
    Ticket third =
        desk.splitting.split(OPERATOR, part.ref(), part.version(), order(d -> d, note)).part();
    refused(TicketProblems.SPLIT_WENT_ON, () -> desk.splitting.takeBack(OPERATOR, ref, part.ref()));
    refused(TicketProblems.NOT_SPLIT, () -> desk.splitting.takeBack(OPERATOR, ref, third.ref()));
    refused(TicketProblems.NOT_SPLIT, () -> desk.splitting.takeBack(OPERATOR, part.ref(), ref));
    desk.splitting.takeBack(OPERATOR, part.ref(), third.ref());
    desk.note(OPERATOR, part.ref(), "あとから");
    desk.close(OPERATOR, ref, "完了");
    refused(
        TicketProblems.SPLIT_BACK_INTO_CLOSED,
        () -> desk.splitting.takeBack(OPERATOR, ref, part.ref()));
    desk.editing.edit(
        OPERATOR, ref, desk.ticket(ref).version(), d -> d.withStatus(TicketStatus.OPEN));
    long version = desk.ticket(part.ref()).version();
    desk.editing.edit(
        OPERATOR, part.ref(), version, d -> d.withConfidentiality(Confidentiality.RESTRICTED));
    refused(
        TicketProblems.TICKET_NOT_FOUND, () -> desk.splitting.takeBack(OPERATOR, ref, part.ref()));
    refused(
        TicketProblems.SPLIT_ACROSS_CONFIDENTIALITIES,
        () -> desk.splitting.takeBack(SUPERVISOR, ref, part.ref()));
    assertEquals(List.of("ごみの件", "ごみは別の課", "あとから"), texts(part.ref()));
  }
}
