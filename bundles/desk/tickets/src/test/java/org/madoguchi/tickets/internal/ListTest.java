package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.SUPERVISOR;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketImport.HistoricCitizen;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketQueries.CitizenKey;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.domain.Ticket;

public class ListTest extends DatabaseMatrix {
  private Desk desk;
  private CountingDataSource counting;

  @Before
  public void openDesk() {
    counting = new CountingDataSource(database().dataSource());
    desk = new Desk(database(), counting.dataSource());
  }

  @Test
  public void pagesNeitherDoubleNorMissWhileTicketsComeIn() {
    for (Order order : Order.values()) {
      Set<TicketRef> before = new HashSet<>(desk.list(OPERATOR, Queue.ALL_OPEN));
      for (int i = 0; i < 23; i++) {
        before.add(Tickets.open().at(desk));
        if (i % 4 == 0) {
          desk.clock.pass(Duration.ofMillis(1));
        }
      }
      List<TicketRef> seen = new ArrayList<>();
      Optional<Place> after = Optional.empty();
      do {
        TicketQueues.Page page = page(Desk.filter(Queue.ALL_OPEN), order, after, 5);
        page.tickets().forEach(t -> seen.add(t.ref()));
        after = page.next();
        Tickets.open().at(desk);
        desk.clock.pass(Duration.ofMillis(1));
        Tickets.open().receivedAt(desk.clock.instant().minusSeconds(60)).at(desk);
      } while (after.isPresent());
      assertEquals(order + " doubles nothing", seen.size(), new HashSet<>(seen).size());
      assertTrue(order + " misses nothing", seen.containsAll(before));
    }
  }

  private TicketQueues.Page page(Filter filter, Order order, Optional<Place> after, int limit) {
    return desk.queues.page(OPERATOR, Optional.of(MIHON), filter, order, after, limit);
  }

  @Test
  public void queuesHoldWhatTheirNamesSay() {
    TicketRef late = Tickets.open().at(desk);
    desk.clock.pass(Duration.ofDays(2));
    TicketRef fresh = Tickets.open().at(desk);
    TicketRef waiting = Tickets.open().at(desk);
    desk.editing.edit(
        OPERATOR,
        waiting,
        1,
        d -> d.withStatus(TicketStatus.WAITING_DEPARTMENT).withOwner(OPERATOR.who()));
    TicketRef answered = Tickets.open().at(desk);
    desk.reply(OPERATOR, answered, "回答");
    TicketRef closed = Tickets.open().at(desk);
    desk.close(OPERATOR, closed, "完了");

    assertEquals(List.of(waiting), desk.list(OPERATOR, Queue.MINE));
    assertEquals(List.of(late, fresh), desk.list(OPERATOR, Queue.UNASSIGNED));
    assertEquals(List.of(late), desk.list(OPERATOR, Queue.ATTENTION));
    assertEquals(List.of(waiting), desk.list(OPERATOR, Queue.WAITING_DEPARTMENT));
    assertEquals(List.of(late, fresh, waiting), desk.list(OPERATOR, Queue.ALL_OPEN));
    assertEquals(List.of(answered), desk.list(OPERATOR, Queue.ANSWERED));
    assertEquals(List.of(closed), desk.list(OPERATOR, Queue.CLOSED));
    Map<Queue, TicketQueues.QueueCount> counts = desk.queues.counts(OPERATOR, Optional.of(MIHON));
    assertEquals(3, counts.get(Queue.ALL_OPEN).tickets().count());
    assertEquals(1, counts.get(Queue.ALL_OPEN).overdue().count());
    assertEquals(1, counts.get(Queue.UNASSIGNED).overdue().count());
    assertEquals(0, counts.get(Queue.MINE).overdue().count());
    assertEquals(1, counts.get(Queue.ATTENTION).tickets().count());
  }

  @Test
  public void wordsAreDataWhateverTheyAre() {
    TicketRef odd = Tickets.open().subject("100%_の'謎' <b>!</b>\r\nBcc: x").at(desk);
    TicketRef other = Tickets.open().subject("別の件").named("佐藤 次郎").at(desk);
    assertEquals(List.of(odd), found("100%_"));
    assertEquals(List.of(odd), found("'謎'"));
    assertEquals(List.of(odd), found("<B>!"));
    assertEquals(List.of(), found("%別%"));
    assertEquals(List.of(other), found("別の"));
    assertEquals(List.of(other), found(other.number()));
    assertEquals(List.of(other), found(other.toString()));
    assertEquals(List.of(other), found("2"));
    assertEquals("100%_の'謎' <b>!</b>  Bcc: x", desk.ticket(odd).details().subject());
  }

  private List<TicketRef> found(String words) {
    Filter filter = Desk.filter(Optional.empty(), Optional.empty(), Optional.of(words));
    return page(filter, Order.UPDATED, Optional.empty(), 50).tickets().stream()
        .map(Ticket::ref)
        .toList();
  }

  @Test
  public void statementsDoNotGrowWithRows() {
    TicketRef ref = Tickets.open().at(desk);
    desk.note(OPERATOR, ref, "メモ");
    desk.reply(SUPERVISOR, ref, "回答");
    int list = counting.during(() -> desk.list(OPERATOR, Queue.ATTENTION));
    int view = counting.during(() -> desk.view(OPERATOR, ref));
    int counts = counting.during(() -> desk.queues.counts(OPERATOR, Optional.empty()));
    int citizens = counting.during(() -> desk.citizens.search(OPERATOR, Optional.of(MIHON), ""));
    CitizenKey citizen = new CitizenKey(MIHON, desk.ticket(ref).citizen().id());
    int look = counting.during(() -> desk.citizens.look(OPERATOR, MIHON, citizen.id()));
    int history = counting.during(() -> history(citizen));
    desk.clock.pass(Duration.ofDays(2));
    for (int i = 0; i < 30; i++) {
      TicketRef more = Tickets.open().from(CITIZEN).at(desk);
      desk.note(OPERATOR, more, "メモ");
      Tickets.answering(ref).at(desk);
      desk.reply(SUPERVISOR, ref, "回答");
    }
    assertEquals(list, counting.during(() -> desk.list(OPERATOR, Queue.ATTENTION)));
    int grown = counting.during(() -> desk.view(OPERATOR, ref));
    assertTrue("one more to count earlier contacts beyond 20", grown <= view + 1);
    assertEquals(counts, counting.during(() -> desk.queues.counts(OPERATOR, Optional.empty())));
    int looked = counting.during(() -> desk.citizens.look(OPERATOR, MIHON, citizen.id()));
    assertTrue("one more to count contacts beyond 20", looked <= look + 1 && looked <= 4);
    assertEquals(history, counting.during(() -> history(citizen)));
    assertTrue("history " + history, history <= 2);
    assertEquals(
        citizens, counting.during(() -> desk.citizens.search(OPERATOR, Optional.of(MIHON), "")));
    assertTrue("list " + list, list <= 3);
    assertTrue("view " + view, grown <= 10);
    assertEquals(1, counts);
  }

  /** As a person reads it: is there such a citizen, and which tickets? */
  private void history(CitizenKey citizen) {
    desk.citizens.mustBeKnown(OPERATOR, citizen);
    Filter filter = Desk.filter(Optional.empty(), Optional.of(citizen), Optional.empty());
    desk.queues.page(OPERATOR, Optional.of(MIHON), filter, Order.NEWEST, Optional.empty(), 50);
  }

  @Test
  public void countsAreExactToAThousandAndCappedBeyond() {
    take(1_001);
    Map<Queue, TicketQueues.QueueCount> counts = desk.queues.counts(OPERATOR, Optional.of(MIHON));
    assertEquals(1_000, counts.get(Queue.ALL_OPEN).tickets().count());
    assertTrue(counts.get(Queue.ALL_OPEN).tickets().capped());
    assertEquals(0, counts.get(Queue.MINE).tickets().count());
  }

  private void take(int tickets) {
    List<HistoricTicket> batch = new ArrayList<>();
    for (int i = 0; i < tickets; i++) {
      batch.add(historic("count-" + i, desk.clock.instant().minusSeconds(tickets - i)));
      if (batch.size() == 500 || i == tickets - 1) {
        assertEquals(batch.size(), desk.historic.take(AccessScope.system(), batch));
        batch.clear();
      }
    }
  }

  static HistoricTicket historic(String key, Instant openedAt) {
    return new HistoricTicket(
        key,
        MIHON,
        TicketKind.INQUIRY,
        TicketStatus.OPEN,
        "phone",
        "ja",
        "件名 " + key,
        PENSION,
        "nenkin",
        StaffId.NONE,
        new HistoricCitizen("田中 花子", "たなか はなこ", "ja", List.of(CITIZEN)),
        openedAt,
        Optional.of(openedAt.plusSeconds(3_600)),
        Optional.empty(),
        List.of());
  }

  @Test
  public void filtersNarrowTheList() {
    TicketRef pension = Tickets.open().at(desk);
    desk.handOver(OPERATOR, pension, PENSION);
    Tickets.open().at(desk);
    Filter filter =
        new Filter(
            Optional.of(Queue.ALL_OPEN),
            Optional.of(TicketStatus.NEW),
            Optional.<SectionId>of(PENSION),
            Optional.empty(),
            Optional.of(TicketKind.INQUIRY),
            Optional.of("mail"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertEquals(1, page(filter, Order.NEWEST, Optional.empty(), 50).tickets().size());
  }
}
