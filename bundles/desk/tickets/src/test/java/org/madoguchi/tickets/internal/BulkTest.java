package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.TAX;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.bulk.BulkChange;
import org.madoguchi.tickets.internal.bulk.BulkItem;
import org.madoguchi.tickets.internal.bulk.BulkItem.Reason;
import org.madoguchi.tickets.internal.bulk.BulkItem.State;
import org.madoguchi.tickets.internal.bulk.BulkJob;
import org.madoguchi.tickets.internal.bulk.BulkJobs;
import org.madoguchi.tickets.internal.bulk.BulkSelection;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class BulkTest extends DatabaseMatrix {
  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  private List<TicketRef> tickets(int count) {
    List<TicketRef> refs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      refs.add(Tickets.open().subject("件 " + i).at(desk));
    }
    return refs;
  }

  private static BulkChange change(String owner, String status, List<String> addTags) {
    return new BulkChange(owner, null, status, null, null, null, addTags, List.of());
  }

  private static BulkChange owner(AccessScope who) {
    return change(who.who().value(), null, List.of());
  }

  private BulkJobs.Order order(BulkChange change, List<TicketRef> refs) {
    List<BulkItem> items =
        refs.stream().map(r -> BulkItem.waiting(r, desk.ticket(r).version())).toList();
    return new BulkJobs.Order(UUID.randomUUID().toString(), MIHON, items, Optional.empty(), change);
  }

  private BulkJobs.Order order(BulkChange change, Queue queue) {
    return new BulkJobs.Order(
        UUID.randomUUID().toString(),
        MIHON,
        List.of(),
        Optional.of(BulkSelection.of(Desk.filter(queue))),
        change);
  }

  private long ordered(AccessScope who, BulkJobs.Order order) {
    return desk.bulk.order(who, order).job().id();
  }

  private Map<State, Integer> counts(long job) {
    return desk.bulk.find(OPERATOR, job).counts();
  }

  private Map<TicketRef, Reason> refused(AccessScope who, long job) {
    return desk.bulk.refused(who, job, "", 100).stream()
        .collect(Collectors.toMap(BulkItem::ticket, i -> i.outcome().reason()));
  }

  private long edits(TicketRef ref) {
    return desk.events(ref).stream().filter(TicketEvents.EDITED::equals).count();
  }

  @Test
  public void chosenTicketsAreChangedEachByThePersonWhoSaidSo() {
    List<TicketRef> refs = tickets(45);
    BulkChange change =
        new BulkChange(
            "takahashi", "shiminzei", "open", "high", null, null, List.of("台風"), List.of());
    long job = ordered(OPERATOR, order(change, refs));
    desk.bulkWorker.all();
    assertEquals(Map.of(State.DONE, 45), counts(job));
    assertEquals(BulkJob.State.FINISHED, desk.bulk.find(OPERATOR, job).job().state());
    for (TicketRef ref : refs) {
      Details now = desk.ticket(ref).details();
      assertEquals(COLLEAGUE.who(), now.owner());
      assertEquals(TAX, now.section());
      assertEquals(TicketStatus.OPEN, now.status());
      assertEquals(Priority.HIGH, now.priority());
      assertEquals(new Tags(List.of("台風")), now.tags());
      assertEquals(1, edits(ref));
    }
    assertEquals(
        OPERATOR.who(), desk.log.of(TicketEvents.STREAM, refs.get(0).toString()).get(1).actor());
  }

  @Test
  public void everythingAListShowsIsFoundFirstAndChangedAfterTheWord() {
    List<TicketRef> refs = tickets(30);
    desk.editing.edit(OPERATOR, refs.get(0), 1, d -> d.withOwner(COLLEAGUE.who()));
    long job = ordered(OPERATOR, order(owner(OPERATOR), Queue.UNASSIGNED));
    desk.bulkWorker.all();
    assertEquals(BulkJob.State.READY, desk.bulk.find(OPERATOR, job).job().state());
    assertEquals(Map.of(State.WAITING, 29), counts(job));
    assertEquals(0, edits(refs.get(1)));
    desk.bulk.start(OPERATOR, job);
    desk.bulkWorker.all();
    assertEquals(Map.of(State.DONE, 29), counts(job));
    assertEquals(COLLEAGUE.who(), desk.ticket(refs.get(0)).details().owner());
  }

  @Test
  public void whateverCannotBeChangedIsToldWithItsReason() {
    desk.settle(Map.of("close.required", "category,result"));
    List<TicketRef> refs = tickets(5);
    desk.handOver(OPERATOR, refs.get(0), PENSION);
    desk.handOver(OPERATOR, refs.get(1), PENSION);
    desk.editing.edit(
        OPERATOR, refs.get(1), desk.ticket(refs.get(1)).version(), d -> d.withCategory("nenkin"));
    BulkJobs.Order order = order(change(null, "closed", List.of()), refs.subList(0, 3));
    desk.editing.edit(
        OPERATOR, refs.get(1), desk.ticket(refs.get(1)).version(), d -> d.withSubject("その間に"));
    long job = ordered(PENSION_STAFF, order);
    desk.bulkWorker.all();
    assertEquals(
        Map.of(
            refs.get(0), Reason.MISSING,
            refs.get(1), Reason.CHANGED,
            refs.get(2), Reason.NOT_FOUND),
        refused(PENSION_STAFF, job));
    assertEquals(
        List.of("category", "result"),
        desk.bulk.refused(PENSION_STAFF, job, "", 1).get(0).outcome().missing());
    long again = ordered(OPERATOR, order(change(null, "new", List.of()), refs.subList(3, 4)));
    desk.bulkWorker.all();
    assertEquals(Map.of(State.UNCHANGED, 1), counts(again));
    desk.editing.edit(OPERATOR, refs.get(3), 1, d -> d.withStatus(TicketStatus.OPEN));
    long back = ordered(OPERATOR, order(change(null, "new", List.of()), refs.subList(3, 4)));
    desk.bulkWorker.all();
    assertEquals(Map.of(refs.get(3), Reason.STATUS_NOT_POSSIBLE), refused(OPERATOR, back));
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add("札" + i);
    }
    desk.editing.edit(OPERATOR, refs.get(4), 1, d -> d.withTags(new Tags(List.of("前から"))));
    long tags = ordered(OPERATOR, order(change(null, null, many), refs.subList(4, 5)));
    desk.bulkWorker.all();
    assertEquals(Map.of(refs.get(4), Reason.TOO_MANY_TAGS), refused(OPERATOR, tags));
    desk.merging.merge(OPERATOR, refs.get(3), refs.get(4), true);
    long merged = ordered(OPERATOR, order(owner(OPERATOR), refs.subList(3, 4)));
    desk.bulkWorker.all();
    assertEquals(Map.of(refs.get(3), Reason.MERGED_AWAY), refused(OPERATOR, merged));
  }

  @Test
  public void whoeverLeftChangesNothingAnyMore() {
    List<TicketRef> refs = tickets(2);
    long job = ordered(COLLEAGUE, order(owner(OPERATOR), refs));
    desk.directory.staff("takahashi", "高橋 健", "たかはし けん", false, COLLEAGUE.grants());
    desk.bulkWorker.all();
    assertEquals(
        Map.of(refs.get(0), Reason.NOT_FOUND, refs.get(1), Reason.NOT_FOUND),
        refused(COLLEAGUE, job));
    assertEquals(0, edits(refs.get(0)));
  }

  @Test
  public void undoingPutsBackWhatNobodyChangedSince() {
    List<TicketRef> refs = tickets(3);
    desk.editing.edit(OPERATOR, refs.get(0), 1, d -> d.withTags(new Tags(List.of("前から"))));
    List<Details> before = refs.stream().map(r -> desk.ticket(r).details()).toList();
    BulkChange change =
        new BulkChange(
            "suzuki",
            "shiminzei",
            "closed",
            "low",
            "nenkin",
            "first-contact",
            List.of("新"),
            List.of("前から"));
    long job = ordered(OPERATOR, order(change, refs));
    desk.bulkWorker.all();
    assertEquals(Map.of(State.DONE, 3), counts(job));
    desk.editing.edit(
        COLLEAGUE, refs.get(2), desk.ticket(refs.get(2)).version(), d -> d.withSubject("別件"));
    long undoing = desk.bulk.undo(OPERATOR, job).job().id();
    assertEquals(undoing, desk.bulk.undo(OPERATOR, job).job().id());
    desk.bulkWorker.all();
    assertEquals(Map.of(refs.get(2), Reason.CHANGED), refused(OPERATOR, undoing));
    assertEquals(before.get(0), desk.ticket(refs.get(0)).details());
    assertEquals(before.get(1), desk.ticket(refs.get(1)).details());
    assertTrue(desk.ticket(refs.get(1)).closedAt().isEmpty());
    assertEquals(TicketStatus.CLOSED, desk.ticket(refs.get(2)).details().status());
  }

  @Test
  public void stoppedInTheMiddleTheRestStaysAsItIsAndUndoingPutsBackTheBeginning() {
    List<TicketRef> refs = tickets(30);
    long job = ordered(OPERATOR, order(owner(OPERATOR), refs));
    desk.bulkWorker.some();
    desk.bulk.stop(OPERATOR, job);
    desk.bulkWorker.all();
    assertEquals(Map.of(State.DONE, 20, State.WAITING, 10), counts(job));
    long undoing = desk.bulk.undo(OPERATOR, job).job().id();
    desk.bulkWorker.all();
    assertEquals(Map.of(State.DONE, 20), counts(undoing));
    assertTrue(refs.stream().allMatch(r -> desk.ticket(r).details().owner().isNone()));
  }

  /** What the colleague was told: the kind, and of how many. */
  private List<String> told() {
    desk.tellNews();
    return ToldAlerts.to(COLLEAGUE, desk).stream()
        .map(told -> told.alert().kind() + " " + told.alert().tickets())
        .toList();
  }

  @Test
  public void whoOwnsThemAllIsToldOnceAndHistorySaysThatItWasAChangeOfMany() {
    List<TicketRef> refs = tickets(25);
    desk.tellNews();
    long job = ordered(OPERATOR, order(owner(COLLEAGUE), refs));
    desk.bulkWorker.all();
    assertEquals(List.of("ASSIGNED 25"), told());
    desk.bulk.undo(OPERATOR, job);
    desk.bulkWorker.all();
    assertEquals(List.of("ASSIGNED 25"), told());
    assertEquals(
        List.of("many", "many-undone"),
        desk.histories.of(AccessScope.system(), refs.get(0)).stream()
            .map(happening -> happening.payload().get("handover"))
            .filter(Objects::nonNull)
            .toList());
  }

  @Test
  public void ofAChangeBrokenOffTheOwnerIsToldWhatWasDone() {
    long job = ordered(OPERATOR, order(owner(COLLEAGUE), tickets(30)));
    desk.bulkWorker.some();
    desk.bulk.stop(OPERATOR, job);
    desk.bulk.stop(OPERATOR, job);
    assertEquals(List.of("ASSIGNED 20"), told());
  }

  @Test
  public void whoeverTakesManyIsToldNothing() {
    ordered(COLLEAGUE, order(owner(COLLEAGUE), tickets(3)));
    desk.bulkWorker.all();
    assertEquals(List.of(), told());
  }

  @Test
  public void sameRequestAgainIsTheSameJobAndJobsAreOnesOwn() {
    BulkJobs.Order order = order(owner(OPERATOR), tickets(1));
    long job = ordered(OPERATOR, order);
    assertEquals(job, ordered(OPERATOR, order));
    assertEquals(1, desk.bulk.own(OPERATOR).size());
    assertEquals(0, desk.bulk.own(COLLEAGUE).size());
    for (var attempt :
        List.<Runnable>of(
            () -> desk.bulk.find(COLLEAGUE, job),
            () -> desk.bulk.start(COLLEAGUE, job),
            () -> desk.bulk.stop(COLLEAGUE, job),
            () -> desk.bulk.undo(COLLEAGUE, job),
            () -> desk.bulk.refused(COLLEAGUE, job, "", 1))) {
      assertEquals(
          TicketProblems.BULK_NOT_FOUND, assertThrows(DomainException.class, attempt::run).type());
    }
  }

  @Test
  public void twoNodesAtOnceChangeEachTicketOnce() throws Exception {
    List<TicketRef> refs = tickets(6);
    long job = ordered(OPERATOR, order(change(null, null, List.of("印")), refs));
    Together.run(
        4,
        i -> {
          refs.forEach(ref -> desk.bulkWorker.one(job, ref, OPERATOR));
          return i;
        });
    desk.bulkWorker.all();
    assertEquals(Map.of(State.DONE, 6), counts(job));
    refs.forEach(ref -> assertEquals(1, edits(ref)));
  }

  @Test
  public void whereverItBreaksOffTheTicketIsChangedOnceAfterwards() {
    Interruption interruption = new Interruption(database().dataSource());
    Desk breaking = new Desk(database(), interruption.dataSource());
    for (int step = 1; ; step++) {
      TicketRef ref = tickets(1).get(0);
      long job = ordered(OPERATOR, order(change(null, null, List.of("印")), List.of(ref)));
      boolean survived =
          interruption.survives(step, () -> breaking.bulkWorker.one(job, ref, OPERATOR));
      desk.bulkWorker.all();
      assertEquals(Map.of(State.DONE, 1), counts(job));
      assertEquals(1, edits(ref));
      if (survived) {
        assertTrue("it did not come that far", step > 5);
        return;
      }
    }
  }
}
