package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.kernel.access.Confidentiality.NORMAL;
import static org.madoguchi.kernel.access.Confidentiality.RESTRICTED;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;
import static org.madoguchi.tickets.internal.People.TAX;
import static org.madoguchi.tickets.internal.People.TAX_STAFF;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class ConfidentialityTest extends DatabaseMatrix {
  private Desk desk;
  private TicketRef ref;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    ref = Tickets.open().text("家のことで相談").at(desk);
    desk.handOver(OPERATOR, ref, PENSION);
  }

  private void becomes(AccessScope who, TicketRef ticket, Confidentiality level) {
    desk.editing.edit(
        who, ticket, desk.ticket(ticket).version(), d -> d.withConfidentiality(level));
  }

  private void assertUnknownTo(AccessScope who, TicketRef ticket) {
    DomainException refused = assertThrows(DomainException.class, () -> desk.view(who, ticket));
    assertEquals(TicketProblems.TICKET_NOT_FOUND, refused.type());
  }

  @Test
  public void restrictedIsForTheSectionAndSupervisorsOnly() {
    becomes(OPERATOR, ref, RESTRICTED);
    assertUnknownTo(OPERATOR, ref);
    assertEquals(List.of(), desk.list(OPERATOR, Queue.ALL_OPEN));
    assertEquals(
        0, desk.queues.counts(OPERATOR, Optional.empty()).get(Queue.ALL_OPEN).tickets().count());

    assertEquals(List.of(ref), desk.list(PENSION_STAFF, Queue.ALL_OPEN));
    assertEquals(List.of(ref), desk.list(SUPERVISOR, Queue.ALL_OPEN));
    desk.note(PENSION_STAFF, ref, "所管課のメモ");
    desk.reply(SUPERVISOR, ref, "回答");
  }

  @Test
  public void theHistoryTellsWhoDidIt() {
    becomes(OPERATOR, ref, RESTRICTED);
    List<Histories.Happening> told = desk.histories.of(SUPERVISOR, ref);
    Histories.Happening last = told.get(told.size() - 1);
    assertEquals(OPERATOR.who(), last.actor());
    assertEquals(
        Map.of("confidentiality", new FieldChange("normal", "restricted")), last.changes());
  }

  @Test
  public void onlyWhoSeesItMakesItNormalAgain() {
    becomes(OPERATOR, ref, RESTRICTED);
    assertThrows(DomainException.class, () -> becomes(OPERATOR, ref, NORMAL));
    becomes(SUPERVISOR, ref, NORMAL);
    assertEquals(List.of(ref), desk.list(OPERATOR, Queue.ALL_OPEN));
    desk.note(OPERATOR, ref, "また見える");
  }

  @Test
  public void whatHangsOnItGoesWithIt() {
    desk.editing.edit(
        OPERATOR, ref, desk.ticket(ref).version(), d -> d.withTags(new Tags(List.of("虐待の疑い"))));
    becomes(OPERATOR, ref, RESTRICTED);
    assertEquals(List.of(), tags(OPERATOR));
    assertEquals(List.of("虐待の疑い"), tags(SUPERVISOR));
  }

  private List<String> tags(AccessScope who) {
    return desk.queues.tags(who, Optional.of(People.MIHON), "虐待");
  }

  @Test
  public void whatWasMergedIntoItIsNotLeftBehind() {
    TicketRef other = Tickets.open().text("同じ人の別の便").at(desk);
    desk.merging.merge(OPERATOR, other, ref, true);
    becomes(OPERATOR, ref, RESTRICTED);
    assertUnknownTo(OPERATOR, other);
    assertEquals(RESTRICTED, desk.ticket(other).confidentiality());
    assertEquals(other, desk.view(SUPERVISOR, other).ticket().ref());
  }

  @Test
  public void whatTheCitizenWritesLaterStaysThere() {
    becomes(OPERATOR, ref, RESTRICTED);
    assertEquals(ref, Tickets.answering(ref).text("追伸").at(desk));
    assertUnknownTo(OPERATOR, ref);
    assertEquals(RESTRICTED, desk.ticket(ref).confidentiality());
  }

  /** Whether the newest event is told. */
  private boolean hears(AccessScope who) {
    List<CommittedEvent> told = desk.log.of(TicketEvents.STREAM, ref.toString());
    return who.may(Permission.TICKET_READ, told.get(told.size() - 1).access());
  }

  @Test
  @Covers("I3")
  public void whoeverSawItHearsThatItLeavesAndNothingMore() {
    becomes(OPERATOR, ref, RESTRICTED);
    assertTrue(hears(OPERATOR));
    assertTrue(hears(PENSION_STAFF));
    assertTrue(hears(SUPERVISOR));
    assertFalse(hears(TAX_STAFF));
    assertFalse(hears(AOBA_OPERATOR));
    desk.note(SUPERVISOR, ref, "関係者だけのメモ");
    assertFalse(hears(OPERATOR));
    assertTrue(hears(PENSION_STAFF));
    becomes(SUPERVISOR, ref, NORMAL);
    assertTrue(hears(OPERATOR));
  }

  @Test
  @Covers("I3")
  public void theSectionItIsTakenFromHearsOfItToo() {
    desk.handOver(OPERATOR, ref, TAX);
    assertTrue(hears(PENSION_STAFF));
    assertTrue(hears(TAX_STAFF));
    desk.note(TAX_STAFF, ref, "税のメモ");
    assertFalse(hears(PENSION_STAFF));
    // restricted ones are for one section at a time: only whom it comes to is told
    becomes(TAX_STAFF, ref, RESTRICTED);
    desk.handOver(SUPERVISOR, ref, PENSION);
    assertTrue(hears(PENSION_STAFF));
    assertFalse(hears(OPERATOR));
  }
}
