package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Validity;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.bulk.BulkChange;
import org.madoguchi.tickets.internal.bulk.BulkItem;
import org.madoguchi.tickets.internal.bulk.BulkItem.State;
import org.madoguchi.tickets.internal.bulk.BulkJobs;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.WrapUp;

/** A category is chosen on its days only; what was chosen stays. */
public class CategoryDaysTest extends DatabaseMatrix {
  private static final String OLD = "matsuri";
  private static final String NEW = "online";

  /** The clock stands at ten in the morning of 2 November 2026, in Japan. */
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  private static final Instant MIDNIGHT = Instant.parse("2026-11-02T15:00:00Z");

  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    category(OLD, new Validity(LocalDate.MIN, TODAY));
    category(NEW, new Validity(TODAY.plusDays(1), LocalDate.MAX));
  }

  private void category(String code, Validity days) {
    desk.directory.category(new Category(MIHON, code, "", code + "の名", PENSION, days));
  }

  private void choose(TicketRef ref, String category) {
    desk.editing.edit(OPERATOR, ref, desk.ticket(ref).version(), d -> d.withCategory(category));
  }

  private String categoryOf(TicketRef ref) {
    return desk.ticket(ref).details().category();
  }

  private static FieldProblem refused(ThrowingRunnable attempt) {
    DomainException refused = assertThrows(DomainException.class, attempt);
    assertEquals(Problems.INVALID_FIELDS, refused.type());
    return refused.fields().get(0);
  }

  private static final FieldProblem NO_LONGER =
      new FieldProblem("category", "no-longer", List.of("2026", "11", "2"));
  private static final FieldProblem NOT_YET =
      new FieldProblem("category", "not-yet", List.of("2026", "11", "3"));

  private TicketRef withOld() {
    TicketRef ref = Tickets.open().at(desk);
    choose(ref, OLD);
    return ref;
  }

  @Test
  public void categoryIsChosenUntilMidnightOfItsLastDayAndTheTicketKeepsIt() {
    desk.clock.set(MIDNIGHT.minusMillis(1));
    TicketRef ref = withOld();
    TicketRef other = Tickets.open().at(desk);
    desk.clock.set(MIDNIGHT);
    assertEquals(NO_LONGER, refused(() -> choose(other, OLD)));
    desk.editing.edit(
        OPERATOR, ref, desk.ticket(ref).version(), d -> d.withPriority(Priority.HIGH));
    choose(ref, OLD);
    assertEquals(OLD, categoryOf(ref));
    choose(ref, "");
    assertEquals(NO_LONGER, refused(() -> choose(ref, OLD)));
  }

  @Test
  public void categoryIsChosenFromMidnightOfItsFirstDay() {
    TicketRef ref = Tickets.open().at(desk);
    desk.clock.set(MIDNIGHT.minusMillis(1));
    assertEquals(NOT_YET, refused(() -> choose(ref, NEW)));
    desk.clock.set(MIDNIGHT);
    choose(ref, NEW);
    assertEquals(NEW, categoryOf(ref));
  }

  private OpenTicket.Opening opening(String requestId, String category) {
    return new OpenTicket.Opening(
        requestId,
        MIHON,
        TicketKind.INQUIRY,
        "phone",
        "件名",
        "本文",
        SectionId.NONE,
        category,
        Priority.NORMAL,
        Optional.empty(),
        new OpenTicket.Caller(OptionalLong.empty(), "田中", "", List.of()));
  }

  @Test
  public void newTicketHasACategoryOfItsDayAndTheSameRequestLaterIsTheSameTicket() {
    assertEquals(NOT_YET, refused(() -> desk.opening.open(OPERATOR, opening("r1", NEW))));
    TicketRef ref = desk.opening.open(OPERATOR, opening("r2", OLD)).ticket();
    desk.clock.set(MIDNIGHT);
    assertEquals(ref, desk.opening.open(OPERATOR, opening("r2", OLD)).ticket());
    assertEquals(NO_LONGER, refused(() -> desk.opening.open(OPERATOR, opening("r3", OLD))));
  }

  private void closeWith(TicketRef ref, String category) {
    desk.writing.reply(
        OPERATOR,
        ref,
        desk.written("以上です。"),
        new WrapUp(true, category, ContactResult.FIRST_CONTACT, SectionId.NONE));
  }

  @Test
  public void replyKeepsTheTicketsCategoryAndChoosesNoneOfOtherDays() {
    TicketRef ref = withOld();
    TicketRef other = Tickets.open().at(desk);
    desk.clock.set(MIDNIGHT);
    closeWith(ref, OLD);
    assertEquals(TicketStatus.CLOSED, desk.ticket(ref).details().status());
    assertEquals(OLD, categoryOf(ref));
    assertEquals(NO_LONGER, refused(() -> closeWith(other, OLD)));
    assertEquals(TicketStatus.NEW, desk.ticket(other).details().status());
  }

  private BulkJobs.Order order(String requestId, BulkChange change, TicketRef ref) {
    List<BulkItem> items = List.of(BulkItem.waiting(ref, desk.ticket(ref).version()));
    return new BulkJobs.Order(requestId, MIHON, items, Optional.empty(), change);
  }

  private static BulkChange to(String category) {
    return new BulkChange(null, null, null, null, category, null, List.of(), List.of());
  }

  @Test
  public void bulkChangeOrderedInTimeIsDoneAndUndoingBringsBackWhatWas() {
    TicketRef ref = withOld();
    TicketRef other = Tickets.open().at(desk);
    BulkJobs.Order inTime = order("b1", to(OLD), other);
    desk.bulk.order(OPERATOR, inTime);
    FieldProblem early = refused(() -> desk.bulk.order(OPERATOR, order("b2", to(NEW), ref)));
    assertEquals(new FieldProblem("change.category", "not-yet", NOT_YET.arguments()), early);
    desk.clock.set(MIDNIGHT);
    desk.bulkWorker.all();
    assertEquals(OLD, categoryOf(other));
    desk.bulk.order(OPERATOR, inTime);
    FieldProblem late = refused(() -> desk.bulk.order(OPERATOR, order("b3", to(OLD), other)));
    assertEquals(new FieldProblem("change.category", "no-longer", NO_LONGER.arguments()), late);

    long job = desk.bulk.order(OPERATOR, order("b4", to("nenkin"), ref)).job().id();
    desk.bulkWorker.all();
    assertEquals("nenkin", categoryOf(ref));
    long undoing = desk.bulk.undo(OPERATOR, job).job().id();
    desk.bulkWorker.all();
    assertEquals(Map.of(State.DONE, 1), desk.bulk.find(OPERATOR, undoing).counts());
    assertEquals(OLD, categoryOf(ref));
  }
}
