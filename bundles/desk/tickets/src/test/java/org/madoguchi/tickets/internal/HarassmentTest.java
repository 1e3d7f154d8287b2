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

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.alerts.Alert;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.harassment.Harassment;
import org.madoguchi.tickets.internal.harassment.HarassmentRecord;

public class HarassmentTest extends DatabaseMatrix {
  private static final Instant YESTERDAY = Instant.parse("2026-11-01T01:00:00Z");

  private Desk desk;
  private TicketRef ref;

  @Before
  public void openDesk() {
    desk = new Desk(database());
    ref = Tickets.open().from(People.CITIZEN).text("責任者を出せ").at(desk);
  }

  private static Harassment.Order order(StaffId handOver, long corrects) {
    return new Harassment.Order(
        UUID.randomUUID().toString(),
        HarassmentRecord.Kind.ABUSE,
        "大声で怒鳴られた",
        true,
        Optional.of(YESTERDAY),
        corrects,
        handOver);
  }

  private long recorded(TicketRef ticket) {
    return desk.harassment.record(OPERATOR, ticket, order(StaffId.NONE, 0));
  }

  private List<HarassmentRecord> known(AccessScope who, TicketRef ticket) {
    return desk.harassment.known(who, ticket).records();
  }

  private void assertUnknown(String field, Harassment.Order order) {
    DomainException refused =
        assertThrows(DomainException.class, () -> desk.harassment.record(OPERATOR, ref, order));
    assertEquals(field, refused.fields().get(0).field());
  }

  @Test
  @Covers("X7")
  public void oneActionRecordsItAndHandsTheTicketToTheSupervisor() {
    desk.tellNews();
    assertEquals(
        List.of(SUPERVISOR.who()),
        desk.harassment.known(OPERATOR, ref).supervisors().stream().map(Staff::id).toList());
    long entry = desk.harassment.record(OPERATOR, ref, order(SUPERVISOR.who(), 0));
    assertEquals(SUPERVISOR.who(), desk.ticket(ref).details().owner());
    Entry note = desk.entries(ref).stream().filter(e -> e.id() == entry).findFirst().orElseThrow();
    assertEquals(EntryType.NOTE, note.type());
    assertTrue(note.text().endsWith("大声で怒鳴られた"));
    HarassmentRecord known = known(COLLEAGUE, ref).get(0);
    assertEquals("大声で怒鳴られた", known.text());
    assertEquals(HarassmentRecord.Kind.ABUSE, known.kind());
    assertTrue(known.warned());
    assertEquals(YESTERDAY, known.happenedAt());
    assertEquals(OPERATOR.who(), known.author());

    List<Histories.Happening> told = desk.histories.of(COLLEAGUE, ref);
    Histories.Happening happening = told.get(told.size() - 2);
    assertEquals(TicketEvents.NOTE_ADDED, happening.type());
    assertEquals("abuse", happening.payload().get("harassment"));
    desk.tellNews();
    assertEquals(List.of(Alert.Kind.ASSIGNED, Alert.Kind.MENTION), alerts());
  }

  private List<Alert.Kind> alerts() {
    return ToldAlerts.to(SUPERVISOR, desk).stream().map(told -> told.alert().kind()).toList();
  }

  @Test
  @Covers("X7")
  public void whoOpensATicketOfTheSameCitizenIsTold() {
    TicketRef other = Tickets.open().from(People.CITIZEN).text("別の件").at(desk);
    TicketRef strangers = Tickets.open().from(People.STRANGER).text("別の人").at(desk);
    assertFalse(desk.view(COLLEAGUE, other).caution());
    recorded(ref);
    assertTrue(desk.view(COLLEAGUE, other).caution());
    assertEquals(ref, known(COLLEAGUE, other).get(0).ticket());
    assertFalse(desk.view(COLLEAGUE, strangers).caution());
    assertEquals(List.of(), known(COLLEAGUE, strangers));
  }

  @Test
  @Covers("X7")
  public void whoMayNotSeeTheTicketSeesNoRecord() {
    TicketRef other = Tickets.open().from(People.CITIZEN).text("年金の件").at(desk);
    desk.handOver(OPERATOR, other, PENSION);
    recorded(ref);
    assertFalse(desk.view(PENSION_STAFF, other).caution());
    assertEquals(List.of(), known(PENSION_STAFF, other));
    desk.editing.edit(
        SUPERVISOR,
        ref,
        desk.ticket(ref).version(),
        d -> d.withConfidentiality(Confidentiality.RESTRICTED));
    assertFalse(desk.view(OPERATOR, other).caution());
    assertTrue(desk.view(SUPERVISOR, other).caution());
    DomainException refused =
        assertThrows(DomainException.class, () -> desk.harassment.known(OPERATOR, ref));
    assertEquals(TicketProblems.TICKET_NOT_FOUND, refused.type());
  }

  @Test
  @Covers("X7")
  public void nothingOfItIsEverSent() {
    recorded(ref);
    assertFalse(desk.events(ref).contains(TicketEvents.REPLY_QUEUED));
    desk.reply(OPERATOR, ref, "お調べします。");
    Entry reply =
        desk.entries(ref).stream()
            .filter(e -> e.type() == EntryType.REPLY)
            .findFirst()
            .orElseThrow();
    String sent = desk.conversation.outbound(ref, Long.toString(reply.id())).orElseThrow().text();
    assertFalse(sent.contains("怒鳴"));
  }

  @Test
  @Covers("X7")
  public void aFurtherRecordPutsAnEarlierOneRight() {
    long first = recorded(ref);
    long second = desk.harassment.record(OPERATOR, ref, order(StaffId.NONE, first));
    List<HarassmentRecord> known = known(OPERATOR, ref);
    assertEquals(List.of(second, first), known.stream().map(HarassmentRecord::entry).toList());
    assertEquals(first, known.get(0).corrects());
    assertTrue(known.get(1).corrected());
    assertUnknown("corrects", order(StaffId.NONE, 987_654));
    TicketRef other = Tickets.open().from(People.CITIZEN).text("別の件").at(desk);
    assertUnknown("corrects", order(StaffId.NONE, recorded(other)));
  }

  @Test
  @Covers("X7")
  public void onlyASupervisorWhoSeesItIsHandedTheTicket() {
    assertUnknown("handOver", order(COLLEAGUE.who(), 0));
    assertUnknown("handOver", order(new StaffId("nobody"), 0));
    assertEquals(List.of(), known(OPERATOR, ref));
    assertEquals(StaffId.NONE, desk.ticket(ref).details().owner());
  }

  @Test
  @Covers("X7")
  public void theSameRequestIsTheSameRecord() {
    Harassment.Order order = order(SUPERVISOR.who(), 0);
    assertEquals(
        desk.harassment.record(OPERATOR, ref, order), desk.harassment.record(OPERATOR, ref, order));
    assertEquals(1, known(OPERATOR, ref).size());
  }
}
