package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketImport.Author;
import org.madoguchi.tickets.TicketImport.HistoricCitizen;
import org.madoguchi.tickets.TicketImport.HistoricEntry;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.Ticket;

public class ImportTest extends DatabaseMatrix {
  private static final Instant OPENED = Instant.parse("2026-03-31T14:00:00Z");
  private Desk desk;

  @Before
  public void openDesk() {
    desk = new Desk(database());
  }

  static HistoricTicket closed(String key, Instant openedAt, ContactPoint citizen) {
    return new HistoricTicket(
        key,
        MIHON,
        TicketKind.COMPLAINT,
        TicketStatus.CLOSED,
        "phone",
        "ja",
        "住民税について " + key,
        PENSION,
        "nenkin",
        OPERATOR.who(),
        new HistoricCitizen("田中 花子", "たなか はなこ", "ja", List.of(citizen)),
        openedAt,
        Optional.of(openedAt.plusSeconds(86_400)),
        Optional.of(openedAt.plusSeconds(3_600)),
        List.of(
            new HistoricEntry(Author.CITIZEN, StaffId.NONE, "高いのですが。", openedAt),
            new HistoricEntry(Author.NOTE, OPERATOR.who(), "前年所得", openedAt.plusSeconds(60)),
            new HistoricEntry(
                Author.STAFF, OPERATOR.who(), "ご説明します。", openedAt.plusSeconds(3_600))));
  }

  @Test
  public void historyIsTakenOnceInTheOrderGiven() {
    List<HistoricTicket> batch =
        List.of(
            closed("a", OPENED, CITIZEN),
            closed("b", OPENED.plusSeconds(1), CITIZEN),
            closed("c", OPENED.plusSeconds(7_200), CITIZEN),
            closed("a", OPENED, CITIZEN));
    assertEquals(3, desk.historic.take(AccessScope.system(), batch));
    assertEquals(0, desk.historic.take(AccessScope.system(), batch));
    TicketRef first = new TicketRef(MIHON, 2025, 1);
    Ticket ticket = desk.ticket(first);
    assertEquals("住民税について a", ticket.details().subject());
    assertEquals(OPENED, ticket.createdAt());
    assertEquals(Optional.of(OPENED.plusSeconds(3_600)), ticket.closedAt());
    assertEquals("住民税について b", desk.ticket(new TicketRef(MIHON, 2025, 2)).details().subject());
    assertEquals("住民税について c", desk.ticket(new TicketRef(MIHON, 2026, 1)).details().subject());
    assertEquals(
        List.of(EntryType.CITIZEN, EntryType.NOTE, EntryType.REPLY),
        desk.entries(first).stream().map(Entry::type).toList());
    assertEquals(List.of(TicketEvents.IMPORTED), desk.events(first));
    assertEquals(2, desk.view(OPERATOR, first).earlier().newest().size());
    long citizen = ticket.citizen().id();
    assertEquals(citizen, desk.ticket(Tickets.open().from(CITIZEN).at(desk)).citizen().id());
  }

  @Test
  public void importedTicketIsEditedAndAnsweredLikeAnyOther() {
    desk.historic.take(AccessScope.system(), List.of(closed("a", OPENED, CITIZEN)));
    TicketRef ref = new TicketRef(MIHON, 2025, 1);
    desk.reply(OPERATOR, ref, "追伸");
    assertEquals(TicketStatus.ANSWERED, desk.ticket(ref).details().status());
  }

  @Test
  public void eightImportsOfTheSameBatchTakeItOnce() throws Exception {
    List<HistoricTicket> batch = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      batch.add(closed("k" + i, OPENED.plusSeconds(i), CITIZEN));
    }
    List<Integer> taken = Together.run(8, i -> desk.historic.take(AccessScope.system(), batch));
    assertEquals(50, taken.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  public void importNeedsTheRightEverywhere() {
    assertThrows(
        DomainException.class,
        () -> desk.historic.take(OPERATOR, List.of(closed("a", OPENED, CITIZEN))));
  }
}
