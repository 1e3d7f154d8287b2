package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.ADMINISTRATOR;
import static org.madoguchi.tickets.internal.People.AOBA;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.BOTH_TOWNS;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.STRANGER;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;
import static org.madoguchi.tickets.internal.People.TAX;

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class AccessTest extends DatabaseMatrix {
  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  @Test
  public void whatIsOutOfReachDoesNotExistForAnyUseCase() throws Exception {
    TicketRef ref = Tickets.open().at(desk);
    Attachment file = upload(OPERATOR, ref);
    desk.writing.note(OPERATOR, ref, Desk.written("添付", file.id()));
    Entry entry = desk.entries(ref).get(0);
    for (AccessScope stranger : List.of(AOBA_OPERATOR, PENSION_STAFF, ADMINISTRATOR)) {
      Map<String, ThrowingRunnable> attempts = new LinkedHashMap<>();
      attempts.put("view", () -> desk.view(stranger, ref));
      attempts.put("entries", () -> desk.views.conversation(stranger, ref, Optional.empty()));
      attempts.put("edit", () -> desk.editing.edit(stranger, ref, 1, d -> d.withSubject("x")));
      attempts.put("note", () -> desk.note(stranger, ref, "x"));
      attempts.put("reply", () -> desk.reply(stranger, ref, "x"));
      attempts.put("history", () -> desk.histories.of(stranger, ref));
      attempts.put("draft", () -> desk.drafts.find(stranger, ref, Optional.empty()));
      attempts.put("keep", () -> desk.drafts.put(stranger, ref, Draft.Kind.NOTE, "x"));
      attempts.put("drop", () -> desk.drafts.remove(stranger, ref, Optional.empty()));
      attempts.put("upload", () -> upload(stranger, ref));
      attempts.put("discard", () -> desk.files.discard(stranger, ref, file.id()));
      attempts.put("download", () -> desk.files.attachment(stranger, ref, file.id()));
      attempts.put("original", () -> desk.files.original(stranger, ref, entry.id()));
      attempts.forEach(
          (name, attempt) -> assertProblem(name, TicketProblems.TICKET_NOT_FOUND, attempt));
      for (Queue queue : Queue.values()) {
        assertEquals(List.of(), desk.list(stranger, queue));
        assertEquals(
            0, desk.queues.counts(stranger, Optional.empty()).get(queue).tickets().count());
      }
      assertEquals(Optional.empty(), desk.queues.next(stranger));
      assertEquals(List.of(), desk.citizens.search(stranger, Optional.empty(), ""));
    }
    assertProblem(
        "unknown",
        TicketProblems.TICKET_NOT_FOUND,
        () -> desk.view(OPERATOR, new TicketRef(MIHON, 2026, 999)));
  }

  private Attachment upload(AccessScope scope, TicketRef ref) throws Exception {
    return desk.files.upload(
        scope,
        ref,
        Optional.empty(),
        "地図.png",
        "image/png",
        new ByteArrayInputStream(new byte[] {1, 2, 3}));
  }

  private static void assertProblem(String name, ProblemType type, ThrowingRunnable attempt) {
    assertEquals(name, type, assertThrows(name, DomainException.class, attempt).type());
  }

  @Test
  public void sectionStaffSeeTheTicketsOfTheirSectionOnly() throws Exception {
    TicketRef ours = Tickets.open().from(CITIZEN).at(desk);
    TicketRef theirs = Tickets.open().from(CITIZEN).at(desk);
    TicketRef nobodys = Tickets.open().from(CITIZEN).at(desk);
    Attachment file = upload(OPERATOR, ours);
    desk.writing.note(OPERATOR, ours, Desk.written("添付", file.id()));
    desk.handOver(OPERATOR, ours, PENSION);
    desk.handOver(OPERATOR, theirs, TAX);

    assertEquals(List.of(ours), desk.list(PENSION_STAFF, Queue.ALL_OPEN));
    assertEquals(
        1,
        desk.queues
            .counts(PENSION_STAFF, Optional.of(MIHON))
            .get(Queue.ALL_OPEN)
            .tickets()
            .count());
    TicketViews.View view = desk.view(PENSION_STAFF, ours);
    assertEquals("earlier contacts elsewhere stay there", List.of(), view.earlier().newest());
    assertEquals(0, view.earlier().total().count());
    assertEquals(2, desk.view(OPERATOR, ours).earlier().newest().size());
    assertEquals(3, desk.files.attachment(PENSION_STAFF, ours, file.id()).content().available());
    assertEquals(1, desk.citizens.search(PENSION_STAFF, Optional.of(MIHON), "").size());
    assertProblem(
        "nobody's", TicketProblems.TICKET_NOT_FOUND, () -> desk.view(PENSION_STAFF, nobodys));

    Ticket moved = desk.handOver(PENSION_STAFF, ours, TAX);
    assertEquals(List.of(), desk.views.afterEdit(PENSION_STAFF, moved).actions());
    assertProblem(
        "handed over", TicketProblems.TICKET_NOT_FOUND, () -> desk.view(PENSION_STAFF, ours));
    assertProblem(
        "its file",
        TicketProblems.TICKET_NOT_FOUND,
        () -> desk.files.attachment(PENSION_STAFF, ours, file.id()));
    assertEquals(List.of(), desk.citizens.search(PENSION_STAFF, Optional.empty(), ""));
  }

  @Test
  public void restrictedTicketLeavesNoTraceForThoseWhoMayNotSeeIt() throws Exception {
    TicketRef open = Tickets.open().from(CITIZEN).at(desk);
    TicketRef secret = Tickets.open().from(CITIZEN).subject("通報").at(desk);
    TicketRef only = Tickets.open().from(STRANGER).named("秘密 太郎").subject("通報").at(desk);
    restrict(secret);
    restrict(only);
    desk = new Desk(database()); // nothing told the running one

    assertEquals(List.of(open), desk.list(OPERATOR, Queue.ALL_OPEN));
    assertEquals(List.of(), desk.view(OPERATOR, open).earlier().newest());
    assertEquals(1, desk.citizens.search(OPERATOR, Optional.of(MIHON), "").size());
    assertProblem("view", TicketProblems.TICKET_NOT_FOUND, () -> desk.view(OPERATOR, secret));
    assertEquals(
        1, desk.queues.counts(OPERATOR, Optional.empty()).get(Queue.UNASSIGNED).tickets().count());

    assertEquals(3, desk.list(SUPERVISOR, Queue.ALL_OPEN).size());
    assertEquals(1, desk.view(SUPERVISOR, open).earlier().newest().size());
    assertEquals(2, desk.citizens.search(SUPERVISOR, Optional.empty(), "").size());
  }

  /** No command restricts tickets yet; later rooms will. */
  private void restrict(TicketRef ref) throws Exception {
    long id = desk.ticket(ref).id();
    try (Connection connection = database().dataSource().getConnection();
        PreparedStatement update =
            connection.prepareStatement("UPDATE TICKET SET CONFIDENTIALITY = 10 WHERE ID = ?")) {
      update.setLong(1, id);
      assertEquals(1, update.executeUpdate());
    }
  }

  @Test
  public void personInTwoMunicipalitiesSeesBothMerged() {
    TicketRef here = Tickets.open().at(desk);
    TicketRef there = Tickets.open().to(AOBA).at(desk);
    TicketRef later = Tickets.open().at(desk);
    assertEquals(List.of(here, there, later), desk.list(BOTH_TOWNS, Queue.ALL_OPEN));
    assertEquals(
        Set.of(there),
        Set.copyOf(
            desk
                .queues
                .page(
                    BOTH_TOWNS,
                    Optional.of(AOBA),
                    Desk.filter(Queue.ALL_OPEN),
                    TicketQueries.Order.DUE,
                    Optional.empty(),
                    10)
                .tickets()
                .stream()
                .map(Ticket::ref)
                .toList()));
    assertProblem(
        "foreign list",
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> desk.queues.counts(OPERATOR, Optional.of(AOBA)));
  }

  @Test
  public void callerOfAnotherTownIsUnknownHere() {
    long there = desk.ticket(Tickets.open().to(AOBA).at(desk)).citizen().id();
    assertProblem(
        "citizen",
        TicketProblems.CITIZEN_NOT_FOUND,
        () -> desk.citizens.find(OPERATOR, MIHON, there));
    assertProblem(
        "town", Problems.MUNICIPALITY_NOT_FOUND, () -> desk.citizens.find(OPERATOR, AOBA, there));
    assertProblem(
        "open",
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> desk.opening.open(AOBA_OPERATOR, Desk.telephone("r", "田中")));
  }

  @Test
  public void citizensAreEditedByWhoMayAndOneVersionAtATime() {
    TicketRef ref = Tickets.open().at(desk);
    desk.handOver(OPERATOR, ref, PENSION);
    long id = desk.ticket(ref).citizen().id();
    assertProblem(
        "section staff",
        Problems.FORBIDDEN,
        () -> desk.citizens.edit(PENSION_STAFF, MIHON, id, 1, c -> renamed(c, "山本")));
    Citizen edited =
        desk.citizens
            .edit(OPERATOR, MIHON, id, 1, c -> withContact(renamed(c, "山本 花子")))
            .citizen()
            .nextVersion();
    assertEquals(3, edited.version());
    assertEquals("山本 花子", desk.ticket(ref).citizen().name());
    assertThrows(
        CitizenDesk.Stale.class,
        () -> desk.citizens.edit(OPERATOR, MIHON, id, 1, c -> renamed(c, "山口")));
    assertEquals(1, desk.citizens.search(OPERATOR, Optional.of(MIHON), "TARO@").size());
    Citizen again = desk.citizens.edit(OPERATOR, MIHON, id, 2, c -> renamed(c, "山下")).citizen();
    assertEquals(3, again.version());
    assertEquals(2, desk.log.of(Journal.CITIZENS, "mihon/" + id).size());
    assertFalse(desk.log.of(Journal.CITIZENS, "mihon/" + id).get(0).payload().contains("山"));
  }

  private static Citizen renamed(Citizen c, String name) {
    return new Citizen(
        c.id(),
        c.municipality(),
        name,
        c.kana(),
        c.language(),
        c.notes(),
        c.contacts(),
        c.version());
  }

  private static Citizen withContact(Citizen c) {
    return new Citizen(
        c.id(),
        c.municipality(),
        c.name(),
        c.kana(),
        c.language(),
        "メモ",
        List.of(c.contacts().get(0), STRANGER),
        c.version());
  }

  @Test
  public void uploadIsTheUploadersUntilItIsSent() throws Exception {
    TicketRef ref = Tickets.open().at(desk);
    Attachment file = upload(OPERATOR, ref);
    assertProblem(
        "somebody else's",
        TicketProblems.ATTACHMENT_NOT_FOUND,
        () -> desk.files.attachment(SUPERVISOR, ref, file.id()));
    assertProblem(
        "used by somebody else",
        Problems.INVALID_FIELDS,
        () -> desk.writing.note(SUPERVISOR, ref, Desk.written("x", file.id())));
    desk.writing.note(OPERATOR, ref, Desk.written("x", file.id()));
    assertEquals(3, desk.files.attachment(SUPERVISOR, ref, file.id()).content().available());
    assertProblem(
        "used twice",
        Problems.INVALID_FIELDS,
        () -> desk.writing.note(OPERATOR, ref, Desk.written("y", file.id())));
    assertEquals(2, desk.entries(ref).size());
    Attachment unused = upload(OPERATOR, ref);
    desk.files.discard(OPERATOR, ref, unused.id());
    assertProblem(
        "discarded",
        TicketProblems.ATTACHMENT_NOT_FOUND,
        () -> desk.files.attachment(OPERATOR, ref, unused.id()));
    assertTrue(desk.entries(ref).get(1).attachments().stream().anyMatch(a -> a.id() == file.id()));
  }
}
