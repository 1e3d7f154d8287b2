package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.TAX_STAFF;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.Macro;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.bulk.BulkChange;
import org.madoguchi.tickets.internal.bulk.BulkItem.Reason;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.macros.ApplyMacro;
import org.madoguchi.tickets.internal.macros.ApplyMacro.Foreseen;
import org.madoguchi.tickets.internal.macros.ApplyMacro.Hindrance;
import org.madoguchi.tickets.internal.macros.ApplyMacro.Order;

public class ApplyMacroTest extends DatabaseMatrix {
  private static final String NOTE = "{{氏名}}様の件。担当 {{担当者名}}";
  private static final BulkChange HAND_OVER =
      new BulkChange(
          "suzuki",
          PENSION.value(),
          "waiting-department",
          "high",
          "nenkin",
          null,
          List.of("年金"),
          List.of());
  private static final BulkChange NOTHING = BulkChange.NONE;
  private static final BulkChange CLOSE =
      new BulkChange(null, null, "closed", null, "nenkin", "first-contact", null, null);

  private Desk desk;
  private TicketRef ref;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    ref = Tickets.open().at(desk);
  }

  private static Order order(
      BulkChange change, String reply, Integer days, String note, boolean follow, boolean sends) {
    return new Order(
        new Macro(
            7,
            MIHON,
            2,
            "年金の取次",
            "ja",
            reply,
            new Macro.Steps(
                null, null, null, null, null, null, null, null, days, note, follow, sends)),
        change,
        List.of());
  }

  private static Order handOver() {
    return order(HAND_OVER, "{{課名}}に確認します。", 3, NOTE, true, false);
  }

  private static Order closing() {
    return order(CLOSE, "{{氏名}}様 お答えします。", 1, null, false, true);
  }

  private Ticket apply(AccessScope scope, Order order) {
    long version = desk.ticket(ref).version();
    return desk.macros.apply(scope, ref, version, order, UUID.randomUUID().toString());
  }

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  /** Not one of the steps was taken. */
  private void unchanged(Ticket before, List<String> events) {
    assertEquals(before, desk.ticket(ref));
    assertEquals(events, desk.events(ref));
    assertEquals(1, desk.entries(ref).size());
  }

  @Test
  public void whatItWouldDoIsShownAndNothingIsDone() {
    Ticket before = desk.ticket(ref);
    List<String> events = desk.events(ref);
    Foreseen foreseen = desk.macros.preview(OPERATOR, ref, handOver());
    assertEquals(List.of(), foreseen.obstacles());
    assertEquals("山田 花子様の件。担当 鈴木 美咲", foreseen.note());
    // of the section it goes to
    assertEquals("保険年金課に確認します。", foreseen.reply());
    assertTrue(foreseen.follows());
    assertEquals(
        Set.of("status", "owner", "section", "priority", "category", "tags", "dueAt"),
        foreseen.changes().keySet());
    assertEquals("new", foreseen.changes().get("status").before());
    assertEquals("waiting-department", foreseen.changes().get("status").after());
    // the end of the third day there
    assertEquals("2026-11-05T08:15:00Z", foreseen.changes().get("dueAt").after());
    unchanged(before, events);
  }

  @Test
  public void itIsDoneAtOnceAndTheHistoryNamesTheMacro() {
    Foreseen foreseen = desk.macros.preview(OPERATOR, ref, handOver());
    Ticket before = desk.ticket(ref);
    Ticket after = apply(OPERATOR, handOver());
    assertEquals(after.details(), desk.ticket(ref).details());
    assertEquals(foreseen.changes(), after.details().changesSince(before.details()));
    assertEquals(before.version() + 1, after.version());
    List<Entry> entries = desk.entries(ref);
    assertEquals(2, entries.size());
    assertEquals(EntryType.NOTE, entries.get(1).type());
    assertEquals(foreseen.note(), entries.get(1).text());
    List<Histories.Happening> told = desk.histories.of(OPERATOR, ref);
    List<Histories.Happening> last = told.subList(told.size() - 3, told.size());
    assertEquals(
        List.of(TicketEvents.MACRO_APPLIED, TicketEvents.NOTE_ADDED, TicketEvents.EDITED),
        last.stream().map(Histories.Happening::type).toList());
    assertEquals(Map.of("id", "7", "version", 2, "macro", "年金の取次"), last.get(0).payload());
    assertEquals(1, last.stream().map(Histories.Happening::at).distinct().count());
  }

  @Test
  public void theSameRequestAgainDoesNothingMore() throws Exception {
    long version = desk.ticket(ref).version();
    Together.run(3, i -> desk.macros.apply(OPERATOR, ref, version, handOver(), "once"));
    assertEquals(2, desk.entries(ref).size());
    assertEquals(1, desk.events(ref).stream().filter(TicketEvents.MACRO_APPLIED::equals).count());
    // also after somebody went on
    desk.handOver(OPERATOR, ref, SectionId.NONE);
    Ticket now = desk.ticket(ref);
    assertEquals(now, desk.macros.apply(OPERATOR, ref, version, handOver(), "once"));
    assertEquals(now, desk.ticket(ref));
  }

  @Test
  public void whoAppliesItFollowsTheTicket() {
    Order order = order(NOTHING, "", null, null, true, false);
    Ticket before = desk.ticket(ref);
    apply(COLLEAGUE, order);
    assertEquals(before, desk.ticket(ref));
    assertFalse(desk.macros.preview(COLLEAGUE, ref, order).follows());
    assertTrue(desk.macros.preview(OPERATOR, ref, order).follows());
    assertTrue(follows(COLLEAGUE));
  }

  private boolean follows(AccessScope scope) {
    return desk.unit.read(
        () -> desk.alertStore.watchers(List.of(desk.ticket(ref).id())).containsKey(scope.who()));
  }

  @Test
  public void ofATicketEditedSinceNothingIsChanged() {
    long version = desk.ticket(ref).version();
    desk.editing.edit(COLLEAGUE, ref, version, d -> d.withCategory("nenkin"));
    Ticket before = desk.ticket(ref);
    List<String> events = desk.events(ref);
    EditTicket.Stale stale =
        assertThrows(
            EditTicket.Stale.class,
            () -> desk.macros.apply(OPERATOR, ref, version, handOver(), "late"));
    assertEquals(COLLEAGUE.who(), stale.changed().get("category").by());
    assertTrue(stale.wanted().containsKey("section"));
    unchanged(before, events);
    // shown again, it can be applied
    assertEquals(PENSION, apply(OPERATOR, handOver()).details().section());
  }

  @Test
  public void whatNamesSomethingThatIsGoneIsToldAndNotHalfDone() {
    Order order = new Order(handOver().macro(), HAND_OVER, List.of("section", "owner"));
    Foreseen foreseen = desk.macros.preview(OPERATOR, ref, order);
    assertEquals(
        List.of(new ApplyMacro.Obstacle(Hindrance.GONE, Reason.NONE, List.of("section", "owner"))),
        foreseen.obstacles());
    Ticket before = desk.ticket(ref);
    List<String> events = desk.events(ref);
    refused(TicketProblems.MACRO_NOT_APPLICABLE, () -> apply(OPERATOR, order));
    unchanged(before, events);
  }

  @Test
  public void aStepThatIsNotPossibleKeepsAllOthersFromBeingTaken() {
    desk.settle(Map.of("close.required", "result"));
    BulkChange change = new BulkChange(null, null, "closed", null, null, null, null, null);
    Order order = order(change, "", null, "メモ", true, false);
    ApplyMacro.Obstacle missing =
        new ApplyMacro.Obstacle(Hindrance.REFUSED, Reason.MISSING, List.of("result"));
    assertEquals(List.of(missing), desk.macros.preview(OPERATOR, ref, order).obstacles());
    Ticket before = desk.ticket(ref);
    List<String> events = desk.events(ref);
    refused(TicketProblems.MISSING_BEFORE_CLOSING, () -> apply(OPERATOR, order));
    unchanged(before, events);
    assertFalse(follows(OPERATOR));
  }

  @Test
  public void aReplyIsSentAndTakenBackWithAllThatItChanged() {
    Details before = desk.ticket(ref).details();
    assertEquals(List.of(), desk.macros.preview(OPERATOR, ref, closing()).obstacles());
    Ticket after = apply(OPERATOR, closing());
    assertEquals(TicketStatus.CLOSED, after.details().status());
    Entry reply = desk.entries(ref).get(1);
    assertEquals(EntryType.REPLY, reply.type());
    assertEquals("山田 花子様 お答えします。", reply.text());
    assertEquals(Instant.parse("2026-11-03T08:15:00Z"), after.details().dueAt().orElseThrow());
    assertEquals(
        "山田 花子様 お答えします。", desk.takingBack.takeBack(OPERATOR, ref, reply.id()).draft().text());
    assertEquals(before, desk.ticket(ref).details());
    assertEquals(1, desk.entries(ref).size());
  }

  @Test
  public void whatOneIsWritingStays() {
    desk.drafts.put(OPERATOR, ref, Draft.Kind.NOTE, "途中");
    apply(OPERATOR, handOver());
    assertEquals(
        "途中", desk.draft(OPERATOR, ref, Optional.of(Draft.Kind.NOTE)).orElseThrow().text());
  }

  @Test
  public void nothingIsSentWithAHole() {
    Order sending = order(NOTHING, "電話は{{課電話番号}}です。", null, null, false, true);
    assertEquals(
        List.of(new ApplyMacro.Obstacle(Hindrance.LEFT_OPEN, Reason.NONE, List.of("{{課電話番号}}"))),
        desk.macros.preview(OPERATOR, ref, sending).obstacles());
    refused(TicketProblems.MACRO_NOT_APPLICABLE, () -> apply(OPERATOR, sending));
    Order note = order(NOTHING, "", null, "{{合言葉}}", false, false);
    refused(TicketProblems.MACRO_NOT_APPLICABLE, () -> apply(OPERATOR, note));
    assertEquals(1, desk.entries(ref).size());
    // what is only begun is finished by whoever writes
    Order begun = order(NOTHING, "電話は{{課電話番号}}です。", null, null, false, false);
    assertEquals(List.of(), desk.macros.preview(OPERATOR, ref, begun).obstacles());
  }

  @Test
  public void thereIsNoReplyWithoutAnAddress() {
    ref = desk.call(OPERATOR, "佐藤", new ContactPoint(ContactPoint.Kind.PHONE, "0466000001"));
    assertEquals(
        Reason.NO_ADDRESS,
        desk.macros.preview(OPERATOR, ref, closing()).obstacles().get(0).reason());
    refused(TicketProblems.NO_ADDRESS_TO_REPLY_TO, () -> apply(OPERATOR, closing()));
    assertEquals(TicketStatus.OPEN, desk.ticket(ref).details().status());
  }

  @Test
  public void itDoesNothingThePersonMayNotDo() {
    refused(
        TicketProblems.TICKET_NOT_FOUND, () -> desk.macros.preview(PENSION_STAFF, ref, handOver()));
    refused(TicketProblems.TICKET_NOT_FOUND, () -> apply(PENSION_STAFF, handOver()));
    long version = desk.ticket(ref).version();
    desk.editing.edit(
        OPERATOR,
        ref,
        version,
        d -> d.withSection(PENSION).withContributors(new Contributors(List.of(People.TAX))));
    // who contributes reads it and writes notes, by their own hand
    List<ApplyMacro.Obstacle> obstacles =
        desk.macros.preview(TAX_STAFF, ref, handOver()).obstacles();
    assertTrue(obstacles.stream().anyMatch(o -> o.reason() == Reason.FORBIDDEN));
    refused(Problems.FORBIDDEN, () -> apply(TAX_STAFF, handOver()));
    assertEquals(1, desk.entries(ref).size());
  }

  @Test
  public void whatIsAsItWantsItAlreadyIsNoNews() {
    apply(OPERATOR, order(HAND_OVER, "", null, null, false, false));
    List<String> events = desk.events(ref);
    apply(OPERATOR, order(HAND_OVER, "始めるだけ", null, null, false, false));
    assertEquals(events, desk.events(ref));
  }
}
