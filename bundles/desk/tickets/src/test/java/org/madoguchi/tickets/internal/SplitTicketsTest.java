package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;
import static org.madoguchi.tickets.internal.People.TAX;
import static org.madoguchi.tickets.internal.People.TAX_STAFF;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketQueries.Part;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.harassment.Harassment;
import org.madoguchi.tickets.internal.harassment.HarassmentRecord;

/** What goes to the new ticket, what stays, and who sees it. */
public class SplitTicketsTest extends SplitTest {
  private Entry sent(String text) {
    Entry reply = desk.reply(OPERATOR, ref, text);
    String entry = Long.toString(reply.id());
    desk.conversation.outbound(ref, entry).orElseThrow();
    told(ref, entry, DeliveryState.SENT);
    desk.clock.pass(Duration.ofMinutes(1));
    return reply;
  }

  private void told(TicketRef where, String entry, DeliveryState state) {
    desk.conversation.deliveryChanged(
        where, entry, state, "sent-" + entry, "", desk.clock.instant());
  }

  @Test
  public void entriesGoToATicketOfTheirOwnAndBothTellOfIt() {
    desk.editing.edit(
        OPERATOR,
        ref,
        1,
        d -> d.withKind(TicketKind.COMPLAINT).withPriority(Priority.HIGH).withCategory("nenkin"));
    Ticket part = split(OPERATOR, second, note);

    assertEquals(List.of("住民票の件"), texts(ref));
    assertEquals(List.of("ごみの件", "ごみは別の課"), texts(part.ref()));
    Details details = desk.ticket(part.ref()).details();
    assertEquals("ごみ", details.subject());
    assertEquals(TicketKind.COMPLAINT, details.kind());
    assertEquals(Priority.HIGH, details.priority());
    assertEquals("nenkin", details.category());
    assertEquals(desk.ticket(ref).citizen(), part.citizen());
    List<Entry> moved = desk.entries(part.ref());
    assertEquals(second.at(), moved.get(0).at());
    assertEquals(second.messageReference(), moved.get(0).messageReference());
    assertEquals(second.original(), moved.get(0).original());
    assertEquals(note.author(), moved.get(1).author());

    Part away = parts(OPERATOR, ref).get(0);
    assertEquals(part.ref(), away.ticket().ref());
    assertTrue(away.away());
    assertEquals(2, away.entries());
    assertEquals(OPERATOR.who(), away.by());
    assertEquals(
        List.of(ref), parts(OPERATOR, part.ref()).stream().map(SplitTicketsTest::ref).toList());
    assertFalse(parts(OPERATOR, part.ref()).get(0).away());
    assertEquals(List.of(TicketEvents.OPENED, TicketEvents.SPLIT), desk.events(part.ref()));
    List<Histories.Happening> history = desk.histories.of(OPERATOR, ref);
    assertEquals(
        Map.of(
            "linked",
            part.ref().toString(),
            "relation",
            "split-into",
            "entries",
            List.of(Long.toString(second.id()), Long.toString(note.id()))),
        history.get(history.size() - 1).payload());
    assertEquals("it is no edit", 2, desk.ticket(ref).version());
  }

  private static TicketRef ref(Part part) {
    return part.ticket().ref();
  }

  @Test
  public void whatHangsOnAnEntryGoesAlong() {
    Tickets.answering(ref)
        .text("写真です")
        .with(new AttachmentContent("gomi.txt", "text/plain", "", Tickets.ORIGINAL))
        .at(desk);
    Entry photo =
        desk.entries(ref).stream().filter(e -> e.text().equals("写真です")).findFirst().orElseThrow();
    Attachment file = photo.attachments().get(0);
    long record =
        desk.harassment.record(
            OPERATOR,
            ref,
            new Harassment.Order(
                "h1",
                HarassmentRecord.Kind.ABUSE,
                "怒鳴られた",
                false,
                Optional.empty(),
                0,
                StaffId.NONE));
    Entry recorded =
        desk.entries(ref).stream().filter(e -> e.id() == record).findFirst().orElseThrow();
    Ticket part = split(OPERATOR, photo, recorded);
    assertEquals(part.ref(), desk.harassment.known(OPERATOR, ref).records().get(0).ticket());
    assertEquals(file.id(), desk.entries(part.ref()).get(0).attachments().get(0).id());
    assertTrue(found(OPERATOR, part.ref(), file));
    assertFalse("under its old address there is nothing", found(OPERATOR, ref, file));
    desk.handOver(OPERATOR, part.ref(), TAX);
    assertTrue(found(TAX_STAFF, part.ref(), file));
    assertFalse(found(PENSION_STAFF, part.ref(), file));
  }

  private boolean found(AccessScope scope, TicketRef where, Attachment file) {
    return desk.unit
        .read(
            () ->
                desk.queries.attachment(
                    where, file.id(), scope.who(), scope.reaches(Permission.TICKET_READ)))
        .isPresent();
  }

  @Test
  public void anAnswerReachesTheTicketItsMessageLiesInNow() {
    Entry reply = sent("ごみは火曜です");
    String entry = Long.toString(reply.id());
    assertEquals(ref, desk.intake.whereLies(ref, entry));
    Ticket part = split(OPERATOR, second, reply);
    assertEquals(part.ref(), desk.intake.whereLies(ref, entry));
    assertEquals("what was never here", ref, desk.intake.whereLies(ref, "987654"));
    assertEquals("what is no number", ref, desk.intake.whereLies(ref, "e1"));
    TicketRef there = Tickets.answering(desk.intake.whereLies(ref, entry)).text("火曜ですね").at(desk);
    assertEquals(part.ref(), there);
    assertEquals(List.of("ごみの件", "ごみは火曜です", "火曜ですね"), texts(part.ref()));
    desk.merging.merge(OPERATOR, part.ref(), ref, false);
    assertEquals(
        "and goes on with it", ref, Tickets.answering(desk.intake.whereLies(ref, entry)).at(desk));
  }

  @Test
  public void whatBecomesOfAMessageIsToldWhereItLiesNow() {
    Entry reply = sent("ごみは火曜です");
    String entry = Long.toString(reply.id());
    Ticket part = split(OPERATOR, second, reply);
    told(ref, entry, DeliveryState.FAILED);
    assertTrue(desk.ticket(part.ref()).deliveryProblem());
    assertFalse(desk.ticket(ref).deliveryProblem());
    assertTrue("it can be sent again", desk.conversation.outbound(ref, entry).isPresent());

    desk.splitting.takeBack(OPERATOR, ref, part.ref());
    assertTrue("the problem goes with the message", desk.ticket(ref).deliveryProblem());
    assertFalse(desk.ticket(part.ref()).deliveryProblem());
    Ticket again = split(OPERATOR, reply);
    assertTrue(desk.ticket(again.ref()).deliveryProblem());
    assertFalse(desk.ticket(ref).deliveryProblem());
  }

  @Test
  public void theSameMessageOnceMoreIsTakenOnce() {
    String id = UUID.randomUUID().toString();
    Tickets.answering(ref).id(id).text("三通目").at(desk);
    Ticket part = split(OPERATOR, desk.entries(ref).get(3));
    assertEquals(part.ref(), Tickets.answering(ref).id(id).text("三通目").at(desk));
    WriteEntry.Written written = Desk.written("確認した");
    Entry once = desk.writing.note(OPERATOR, ref, written);
    split(OPERATOR, once);
    assertEquals(once.id(), desk.writing.note(OPERATOR, ref, written).id());
  }

  @Test
  public void whatIsNotSentYetStays() {
    Entry reply = desk.reply(OPERATOR, ref, "まだ取り消せます");
    refused(TicketProblems.SPLIT_OF_UNSENT, () -> split(OPERATOR, second, reply));
    desk.conversation.outbound(ref, Long.toString(reply.id()));
    refused(TicketProblems.SPLIT_OF_UNSENT, () -> split(OPERATOR, reply));
    told(ref, Long.toString(reply.id()), DeliveryState.SENT);
    assertEquals(List.of("ごみの件", "まだ取り消せます"), texts(split(OPERATOR, second, reply).ref()));
  }

  @Test
  public void whatMayNotBeSplitIsRefusedAndNothingHappens() {
    final List<String> told = desk.events(ref);
    refused(TicketProblems.SPLIT_TAKES_ALL, () -> split(OPERATOR, first, second, note));
    TicketRef other = Tickets.open().text("別の件").at(desk);
    Entry foreign = desk.entries(other).get(0);
    refused(TicketProblems.ENTRY_NOT_FOUND, () -> split(OPERATOR, second, foreign));
    AccessScope reads =
        OPERATOR.narrowed(
            new Narrowing(Optional.of(Set.of(Permission.TICKET_READ)), Optional.empty()));
    refused(Problems.FORBIDDEN, () -> split(reads, second));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> split(People.AOBA_OPERATOR, second));
    assertEquals(told, desk.events(ref));

    desk.merging.merge(OPERATOR, other, ref, false);
    refused(TicketProblems.SPLIT_OF_MERGED, () -> split(OPERATOR, second, foreign));
    desk.merging.separate(OPERATOR, other, ref);
    desk.merging.merge(OPERATOR, ref, other, false);
    refused(TicketProblems.MERGED_AWAY, () -> split(OPERATOR, second));
  }

  @Test
  public void whoSawAnOldVersionIsToldWhatChanged() {
    desk.handOver(COLLEAGUE, ref, TAX);
    EditTicket.Stale stale =
        assertThrows(
            EditTicket.Stale.class,
            () -> desk.splitting.split(OPERATOR, ref, 1, order(d -> d, second)));
    assertEquals(Set.of("section"), stale.changed().keySet());
    assertEquals(TAX.value(), stale.changed().get("section").theirs());
    assertEquals(3, texts(ref).size());
  }

  @Test
  public void whoComesSecondIsToldWhereTheEntriesWent() {
    Ticket part = split(OPERATOR, second);
    DomainException late =
        refused(TicketProblems.ENTRIES_MOVED, () -> split(COLLEAGUE, second, note));
    assertEquals(Map.of("into", List.of(part.ref().toString())), late.extensions());
    desk.editing.edit(
        OPERATOR, part.ref(), 1, d -> d.withConfidentiality(Confidentiality.RESTRICTED));
    DomainException blind = refused(TicketProblems.ENTRIES_MOVED, () -> split(COLLEAGUE, second));
    assertEquals(Map.of("into", List.of()), blind.extensions());
  }

  @Test
  public void whoeverWorksOnItGoesOnUnlessItIsAnotherSections() {
    StaffId owner = COLLEAGUE.who();
    desk.editing.edit(
        OPERATOR, ref, 1, d -> d.withStatus(TicketStatus.OPEN).withOwner(owner).withSection(TAX));
    Ticket same = split(OPERATOR, second);
    assertEquals(owner, same.details().owner());
    assertEquals(TicketStatus.OPEN, same.details().status());
    assertTrue("somebody else gave it to them", same.unread());
    assertEquals(desk.ticket(ref).details().dueAt(), same.details().dueAt());
    Ticket other = split(OPERATOR, d -> d.withSection(PENSION), note);
    assertEquals(StaffId.NONE, other.details().owner());
    assertEquals(TicketStatus.NEW, other.details().status());
    assertTrue(desk.list(OPERATOR, Queue.UNASSIGNED).contains(other.ref()));
    assertEquals(owner, desk.ticket(ref).details().owner());
  }

  @Test
  public void aMatterInAFinishedTicketIsWorkAgain() {
    desk.close(OPERATOR, ref, "終わりました");
    desk.clock.pass(Duration.ofDays(3));
    Ticket part = split(OPERATOR, second);
    assertTrue(part.details().status().isOpen());
    assertTrue(part.details().dueAt().orElseThrow().isAfter(desk.clock.instant()));
    assertEquals(TicketStatus.CLOSED, status(ref));
    desk.splitting.takeBack(OPERATOR, ref, part.ref());
    assertEquals("as it was", TicketStatus.CLOSED, status(ref));
  }

  @Test
  public void theNewTicketIsAsConfidentialAndTellsNobodyMore() {
    desk.handOver(OPERATOR, ref, TAX);
    Ticket part = split(TAX_STAFF, d -> d.withSection(PENSION), second);
    assertEquals(List.of("ごみの件"), texts(part.ref()));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.view(TAX_STAFF, part.ref()));
    assertEquals("no trace of it", List.of(), parts(TAX_STAFF, ref));
    assertFalse(
        desk.histories.of(TAX_STAFF, ref).stream()
            .anyMatch(h -> h.type().equals(TicketEvents.SPLIT)));
    assertEquals(1, parts(OPERATOR, ref).size());
    assertEquals(List.of(), parts(PENSION_STAFF, part.ref()));

    desk.editing.edit(
        OPERATOR,
        ref,
        desk.ticket(ref).version(),
        d -> d.withConfidentiality(Confidentiality.RESTRICTED));
    Ticket secret = split(SUPERVISOR, note);
    assertEquals(Confidentiality.RESTRICTED, secret.confidentiality());
    refused(TicketProblems.TICKET_NOT_FOUND, () -> desk.view(OPERATOR, secret.ref()));
  }

  @Test
  public void followersStayAndWhoWasNamedIsLedToTheNote() {
    Entry named =
        desk.writing.note(
            OPERATOR,
            ref,
            new WriteEntry.Written("r1", "@高橋さん", List.of(), List.of(COLLEAGUE.who())));
    desk.tellNews();
    Ticket part = split(OPERATOR, named);
    assertEquals(
        List.of(part.ref()),
        ToldAlerts.to(COLLEAGUE, desk).stream()
            .filter(told -> told.alert().entry() == named.id())
            .map(told -> told.ticket().ref())
            .toList());
  }

  @Test
  public void aSplitCostsAViewNoStatement() {
    CountingDataSource counting = new CountingDataSource(database().dataSource());
    Desk counted = new Desk(database(), counting.dataSource());
    int whole = counting.during(() -> counted.view(OPERATOR, ref));
    final Ticket part = split(OPERATOR, second);
    assertTrue(counting.during(() -> counted.view(OPERATOR, ref)) <= whole);
    assertTrue(counting.during(() -> counted.view(OPERATOR, part.ref())) <= whole);
  }

  @Test
  public void aSectionIsChosenFreelyLikeInAnEdit() {
    Ticket part = split(OPERATOR, d -> d.withSection(SectionId.NONE), second);
    assertEquals(SectionId.NONE, part.details().section());
  }
}
