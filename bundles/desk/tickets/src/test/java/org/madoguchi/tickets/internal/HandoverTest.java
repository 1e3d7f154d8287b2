package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.ADMINISTRATOR;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.directory.StaffChangeEvents;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.alerts.Alert;
import org.madoguchi.tickets.internal.alerts.AlertStore;
import org.madoguchi.tickets.internal.bulk.BulkItem.Reason;
import org.madoguchi.tickets.internal.bulk.BulkJob;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.rest.HandoverResource.HandoverView;

/** What becomes of somebody's tickets, as the directory tells that they leave. */
public class HandoverTest extends DatabaseMatrix {
  private static final long CHANGE = 7;
  private static final StaffId LEAVER = OPERATOR.who();

  private final AtomicLong positions = new AtomicLong();
  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  private List<TicketRef> owned(int count) {
    List<TicketRef> refs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      refs.add(Tickets.open().subject("件 " + i).at(desk));
    }
    refs.forEach(ref -> edit(ref, LEAVER, TicketStatus.OPEN));
    return refs;
  }

  private void edit(TicketRef ref, StaffId owner, TicketStatus status) {
    desk.editing.edit(
        AccessScope.system(),
        ref,
        desk.ticket(ref).version(),
        d -> d.withOwner(owner).withStatus(status));
  }

  private CommittedEvent effective(String kind, String tickets, String successor, String section) {
    return event(
        StaffChangeEvents.EFFECTIVE,
        """
        {"change":7,"municipality":"mihon","kind":"%s","on":"2027-04-01","tickets":"%s",\
        "successor":"%s","section":"%s"}"""
            .formatted(kind, tickets, successor, section));
  }

  private CommittedEvent undone() {
    return event(StaffChangeEvents.UNDONE, "{\"change\":7,\"municipality\":\"mihon\"}");
  }

  private CommittedEvent event(String type, String payload) {
    long position = positions.incrementAndGet();
    return new CommittedEvent(
        position,
        position,
        StaffChangeEvents.STREAM,
        StaffChangeEvents.AGGREGATE + LEAVER,
        position,
        type,
        1,
        payload,
        AccessTag.of(MIHON),
        StaffId.SYSTEM,
        Instant.parse("2027-03-31T15:00:00Z"));
  }

  private void told(CommittedEvent event) {
    desk.handovers.follow(List.of(event));
    desk.handovers.follow(List.of(event));
    desk.bulkWorker.all();
  }

  private List<Alert> alerts(AccessScope who) {
    return ToldAlerts.to(who, desk).stream().map(AlertStore.Told::alert).toList();
  }

  private List<HandoverView> progress() {
    return desk.handoverRest.of(ADMINISTRATOR, "mihon", Long.toString(CHANGE));
  }

  private StaffId owner(TicketRef ref) {
    return desk.ticket(ref).details().owner();
  }

  @Test
  @Covers("X4")
  public void openAndAnsweredTicketsGoBackToTheQueueOfTheirSectionOnce() {
    List<TicketRef> refs = owned(25);
    TicketRef answered = refs.get(0);
    TicketRef closed = refs.get(1);
    desk.reply(OPERATOR, answered, "回答です。");
    edit(closed, LEAVER, TicketStatus.CLOSED);
    SectionId section = desk.ticket(answered).details().section();
    long before = edits(refs.get(5));
    told(effective("retirement", "queue", "", ""));
    for (TicketRef ref : refs) {
      assertEquals(ref.equals(closed) ? LEAVER : StaffId.NONE, owner(ref));
    }
    assertEquals(section, desk.ticket(answered).details().section());
    assertEquals(before + 1, edits(refs.get(5)));
    assertEquals(
        List.of(new HandoverView("7", false, BulkJob.State.FINISHED, 24, 24, 0, 0)), progress());
  }

  private long edits(TicketRef ref) {
    return desk.events(ref).stream().filter(TicketEvents.EDITED::equals).count();
  }

  @Test
  public void theHistoryOfEachTicketSaysWhy() {
    TicketRef ref = owned(1).get(0);
    told(effective("absence", "queue", "", ""));
    List<Histories.Happening> history = desk.histories.of(AccessScope.system(), ref);
    Histories.Happening last = history.get(history.size() - 1);
    assertEquals(StaffId.SYSTEM, last.actor());
    assertEquals("absence", last.payload().get("handover"));
    assertEquals("suzuki", last.changes().get("owner").before());
    told(undone());
    history = desk.histories.of(AccessScope.system(), ref);
    assertEquals("undone", history.get(history.size() - 1).payload().get("handover"));
  }

  @Test
  public void theSuccessorIsToldOnceOfAll() {
    List<TicketRef> refs = owned(25);
    desk.tellNews();
    told(effective("retirement", "successor", "takahashi", ""));
    desk.tellNews();
    refs.forEach(ref -> assertEquals(COLLEAGUE.who(), owner(ref)));
    List<Alert> told = alerts(COLLEAGUE);
    assertEquals(1, told.size());
    assertEquals(Alert.Kind.HANDED_OVER, told.get(0).kind());
    assertEquals(25, told.get(0).tickets());
    assertEquals(LEAVER, told.get(0).actor());
  }

  @Test
  public void whatTheSuccessorMayNotWorkOnIsNobodysAndToldOf() {
    List<TicketRef> refs = owned(3);
    desk.editing.edit(
        AccessScope.system(),
        refs.get(0),
        desk.ticket(refs.get(0)).version(),
        d -> d.withConfidentiality(Confidentiality.RESTRICTED));
    told(effective("transfer", "successor", "takahashi", "shiminzei"));
    assertEquals(StaffId.NONE, owner(refs.get(0)));
    assertEquals(COLLEAGUE.who(), owner(refs.get(1)));
    var problems = desk.handoverRest.problems(ADMINISTRATOR, "mihon", "7");
    assertEquals(1, problems.size());
    assertEquals(refs.get(0).number(), problems.get(0).number());
    assertTrue(problems.get(0).done());
    assertEquals(Reason.SUCCESSOR_CANNOT, problems.get(0).reason());
    assertEquals(2, alerts(COLLEAGUE).get(0).tickets());
  }

  @Test
  public void carriedTicketsKeepTheirOwnerAndGoAlong() {
    List<TicketRef> refs = owned(2);
    told(effective("transfer", "carry", "", "hoken-nenkin"));
    for (TicketRef ref : refs) {
      Details details = desk.ticket(ref).details();
      assertEquals(LEAVER, details.owner());
      assertEquals(PENSION, details.section());
    }
    assertEquals(List.of(), alerts(OPERATOR));
  }

  @Test
  public void undoingGivesBackWhatNobodyChangedSince() {
    List<TicketRef> refs = owned(3);
    told(effective("retirement", "queue", "", ""));
    edit(refs.get(0), COLLEAGUE.who(), TicketStatus.OPEN);
    told(undone());
    assertEquals(COLLEAGUE.who(), owner(refs.get(0)));
    assertEquals(LEAVER, owner(refs.get(1)));
    assertEquals(LEAVER, owner(refs.get(2)));
    HandoverView back = progress().stream().filter(HandoverView::back).findFirst().orElseThrow();
    assertEquals(new HandoverView("7", true, BulkJob.State.FINISHED, 3, 2, 0, 1), back);
    assertEquals(
        Reason.CHANGED, desk.handoverRest.problems(ADMINISTRATOR, "mihon", "7").get(0).reason());
  }

  @Test
  public void undoingWhileItRunsStopsIt() {
    List<TicketRef> refs = owned(45);
    desk.handovers.follow(List.of(effective("retirement", "queue", "", "")));
    desk.bulkWorker.some();
    told(undone());
    refs.forEach(ref -> assertEquals(LEAVER, owner(ref)));
  }

  @Test
  public void whatIsSomebodyElsesByThenIsLeftAndWhatWasEditedIsHandedOver() {
    List<TicketRef> refs = owned(2);
    desk.handovers.follow(List.of(effective("retirement", "queue", "", "")));
    edit(refs.get(0), COLLEAGUE.who(), TicketStatus.OPEN);
    edit(refs.get(1), LEAVER, TicketStatus.CALLBACK_DUE);
    desk.bulkWorker.all();
    assertEquals(COLLEAGUE.who(), owner(refs.get(0)));
    assertEquals(StaffId.NONE, owner(refs.get(1)));
    assertEquals(
        List.of(new HandoverView("7", false, BulkJob.State.FINISHED, 2, 1, 1, 0)), progress());
  }

  @Test
  public void whoComesBackHandsNothingOver() {
    TicketRef ref = owned(1).get(0);
    told(effective("return", "queue", "", ""));
    assertEquals(LEAVER, owner(ref));
    assertEquals(List.of(), progress());
    told(undone());
    assertEquals(LEAVER, owner(ref));
  }

  @Test
  public void draftsFollowsAndNamesStayAndTellNobodyWhoLeft() {
    TicketRef ref = owned(1).get(0);
    desk.drafts.put(OPERATOR, ref, Draft.Kind.REPLY, "書きかけです。");
    desk.directory.staff("suzuki", "鈴木 美咲", "すずき みさき", false, OPERATOR.grants());
    told(effective("absence", "queue", "", ""));
    desk.tellNews();
    int before = alerts(OPERATOR).size();
    desk.unit.decide(
        () -> {
          desk.alertStore.watch(desk.ticket(ref).id(), LEAVER, true);
          return ref;
        });
    desk.note(COLLEAGUE, ref, "引き継ぎました。");
    desk.tellNews();
    assertEquals(before, alerts(OPERATOR).size());
    assertTrue(desk.drafts.find(OPERATOR, ref, Optional.empty()).isPresent());
  }

  @Test
  public void howManyAreOwnedIsCountedWhereTheCallerManagesStaffOnly() {
    owned(3);
    TicketRef closed = owned(1).get(0);
    edit(closed, LEAVER, TicketStatus.CLOSED);
    assertEquals(
        Map.of("suzuki", 3, "kato", 0),
        desk.handoverRest.owned(ADMINISTRATOR, "mihon", "suzuki,kato"));
    assertFalse(desk.handoverRest.owned(ADMINISTRATOR, "aoba", "suzuki").containsValue(3));
    assertEquals(
        Problems.FORBIDDEN,
        assertThrows(
                DomainException.class,
                () -> desk.handoverRest.owned(PENSION_STAFF, "mihon", "suzuki"))
            .type());
    assertEquals(
        Problems.MUNICIPALITY_NOT_FOUND,
        assertThrows(
                DomainException.class,
                () -> desk.handoverRest.owned(AOBA_OPERATOR, "mihon", "suzuki"))
            .type());
  }
}
