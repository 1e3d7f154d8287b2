package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.BOTH_TOWNS;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;
import static org.madoguchi.tickets.internal.People.TAX;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.TicketQueries.Order;
import org.madoguchi.tickets.internal.TicketQueries.Place;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;

public class TagsTest extends DatabaseMatrix {
  /** More than a list looks up one by one. */
  private static final int FREQUENT = 510;

  private CountingDataSource counting;
  private Desk desk;

  @Before
  public void openDesk() {
    counting = new CountingDataSource(database().dataSource());
    desk = new Desk(database(), counting.dataSource());
  }

  private TicketRef tagged(String... words) {
    return tag(Tickets.open().at(desk), words);
  }

  private TicketRef tag(TicketRef ref, String... words) {
    desk.editing.edit(
        AccessScope.system(),
        ref,
        desk.ticket(ref).version(),
        d -> d.withTags(new Tags(List.of(words))));
    return ref;
  }

  private List<String> suggested(AccessScope scope, String beginning) {
    return desk.queues.tags(scope, Optional.of(MIHON), beginning);
  }

  private List<TicketRef> listed(AccessScope scope, Optional<Queue> queue, String word) {
    List<TicketRef> refs = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    do {
      TicketQueues.Page page =
          desk.queues.page(scope, Optional.empty(), filter(queue, word), Order.NEWEST, after, 200);
      page.tickets().forEach(t -> refs.add(t.ref()));
      after = page.next();
    } while (after.isPresent());
    return refs;
  }

  private static Filter filter(Optional<Queue> queue, String word) {
    return new Filter(
        queue,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(word),
        Optional.empty());
  }

  @Test
  public void aWordHasOneSpelling() {
    assertEquals("LINE 予約", Tags.spelled("　ＬＩＮＥ\n 予約 "));
    assertEquals("ガス", Tags.spelled("ｶﾞｽ"));
    assertEquals("", Tags.spelled(" \t　"));
    assertTrue(Tags.fits("𠮷".repeat(30)));
    assertTrue(!Tags.fits("a".repeat(31)));
    assertTrue(!Tags.fits(Tags.spelled("台風，大雨")));
    assertEquals(List.of("一", "二"), new Tags(List.of("一", "二", "一")).words());
    Tags two = new Tags(List.of("一", "二 三"));
    assertEquals(two, Tags.of(two.joined()));
    assertEquals(Tags.NONE, Tags.of(Tags.NONE.joined()));
  }

  @Test
  public void tagsAreKeptInTheirOrderAndReplacedWhole() {
    TicketRef ref = tagged("台風", "ごみ");
    assertEquals(List.of("台風", "ごみ"), desk.ticket(ref).details().tags().words());
    tag(ref, "ごみ", "粗大");
    assertEquals(List.of("ごみ", "粗大"), desk.ticket(ref).details().tags().words());
    assertEquals(List.of(), listed(OPERATOR, Optional.empty(), "台風"));
    assertEquals(List.of(ref), listed(OPERATOR, Optional.empty(), "粗大"));
    assertEquals(List.of(), suggested(OPERATOR, "台"));
    tag(ref);
    assertEquals(List.of(), suggested(OPERATOR, ""));
  }

  @Test
  public void suggestionsBeginSoAndAreOfTicketsOneMayRead() {
    TicketRef pension = tagged("年金", "年末_調整", "a%b");
    TicketRef tax = tagged("年税", "年金");
    desk.handOver(OPERATOR, pension, PENSION);
    desk.handOver(OPERATOR, tax, TAX);
    tag(Tickets.open().to(People.AOBA).at(desk), "年賀");
    assertEquals(3, suggested(OPERATOR, "年").size());
    assertEquals(List.of("年末_調整"), suggested(OPERATOR, "年末_"));
    assertEquals(List.of(), suggested(OPERATOR, "年_"));
    assertEquals(List.of("a%b"), suggested(OPERATOR, "a%"));
    assertEquals(3, suggested(PENSION_STAFF, "").size());
    assertEquals(List.of(), suggested(PENSION_STAFF, "年税"));
    assertEquals(4, desk.queues.tags(BOTH_TOWNS, Optional.empty(), "年").size());
    desk.handOver(OPERATOR, tax, PENSION);
    assertEquals(List.of("年税"), suggested(PENSION_STAFF, "年税"));
    assertEquals(List.of(), listed(People.AOBA_OPERATOR, Optional.empty(), "年金"));
  }

  @Test
  public void manyWordsAreSuggestedAsFarAsOneLooks() {
    for (int i = 0; i < 3; i++) {
      int first = i * 10;
      tagged(IntStream.range(first, first + 10).mapToObj(n -> "語" + n).toArray(String[]::new));
    }
    assertEquals(20, suggested(OPERATOR, "語").size());
    assertEquals(List.of("語29"), suggested(OPERATOR, "語29"));
  }

  @Test
  public void rareAndFrequentTagsNarrowEveryListAlike() {
    final TicketRef rare = tagged("まれ", "多い");
    TicketRef closed = tagged("まれ", "多い");
    desk.close(OPERATOR, closed, "完了");
    for (int i = 0; i < FREQUENT; i++) {
      tagged("多い");
    }
    Tickets.open().at(desk);
    assertEquals(FREQUENT + 2, listed(OPERATOR, Optional.empty(), "多い").size());
    assertEquals(FREQUENT + 1, listed(OPERATOR, Optional.of(Queue.ALL_OPEN), "多い").size());
    assertEquals(List.of(closed), listed(OPERATOR, Optional.of(Queue.CLOSED), "まれ"));
    assertEquals(2, listed(OPERATOR, Optional.empty(), "まれ").size());
    assertEquals(List.of(rare), listed(OPERATOR, Optional.of(Queue.ALL_OPEN), "まれ"));
    assertEquals(List.of(), listed(OPERATOR, Optional.empty(), "ない"));
    for (String word : List.of("まれ", "多い")) {
      int statements = counting.during(() -> first(word));
      assertTrue(word + ": " + statements, statements <= 2);
    }
  }

  private List<Ticket> first(String word) {
    Filter filter = filter(Optional.of(Queue.ALL_OPEN), word);
    return desk.queues
        .page(OPERATOR, Optional.of(MIHON), filter, Order.DUE, Optional.empty(), 50)
        .tickets();
  }
}
