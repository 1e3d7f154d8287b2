package org.madoguchi.search.internal.records;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.search.internal.SearchRoom.AOBA;
import static org.madoguchi.search.internal.SearchRoom.AOBA_SUPERVISOR;
import static org.madoguchi.search.internal.SearchRoom.MIHON;
import static org.madoguchi.search.internal.SearchRoom.OPERATOR;
import static org.madoguchi.search.internal.SearchRoom.SUPERVISOR;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.testkit.Breakable;
import org.madoguchi.persistence.Sql;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchRecords;
import org.madoguchi.search.SearchRecords.Made;
import org.madoguchi.search.SearchRecords.Use;
import org.madoguchi.search.internal.SearchRoom;
import org.madoguchi.search.internal.SearchTransactions;
import org.madoguchi.search.internal.jpa.JpaFindingStore;
import org.madoguchi.search.internal.jpa.JpaRecordStore;
import org.madoguchi.search.internal.records.FindingStore.Figures;
import org.madoguchi.search.internal.records.FindingStore.Finding;
import org.madoguchi.search.internal.records.FindingStore.Listed;
import org.madoguchi.search.internal.records.FindingStore.Period;
import org.madoguchi.search.internal.records.FindingStore.Place;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

/** What is kept of searches, and what is read from it; the thread that writes is not started. */
public class RecordsTest extends DatabaseMatrix {
  private static final DocumentKey CARD = new DocumentKey(DocumentKind.ARTICLE, "12");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  private SearchRoom room;
  private JpaRecordStore store;
  private RecordWriter writer;
  private Findings findings;

  @Before
  public void openRoom() {
    room = new SearchRoom(database());
    store = new JpaRecordStore(room.unit);
    writer = writer(room.unit);
    findings = new Findings(room.unit, new JpaFindingStore(room.unit), room.directory, room.day);
  }

  private RecordWriter writer(SearchTransactions transactions) {
    return new RecordWriter(
        transactions, store, room.directory, text -> text.replace("は？", "").strip(), room.day);
  }

  private UUID search(String text, long total) {
    return search(MIHON, SearchRecords.Place.PORTAL, text, total);
  }

  private UUID search(
      MunicipalityId municipality, SearchRecords.Place place, String text, long total) {
    UUID id = UUID.randomUUID();
    List<DocumentKey> shown = total == 0 ? List.of() : List.of(CARD);
    writer.made(new Made(id, municipality, place, text, "ja", shown, total));
    return id;
  }

  private void used(UUID search, Use use) {
    Optional<DocumentKey> key = use == Use.ASKED_ON ? Optional.empty() : Optional.of(CARD);
    writer.used(search, MIHON, key, use);
  }

  private List<Finding> listed(Listed listed) {
    return page(listed, TODAY.minusDays(27), Optional.empty(), 50).findings();
  }

  private Findings.Page page(Listed listed, LocalDate from, Optional<Place> after, int limit) {
    writer.writeAll();
    return findings.page(SUPERVISOR, MIHON, listed, new Period(from, TODAY), after, limit);
  }

  private static List<String> told(List<Finding> findings) {
    return findings.stream().map(f -> f.count() + " " + f.group()).toList();
  }

  private List<String> column(String column) {
    writer.writeAll();
    return room.unit.read(
        () ->
            Sql.of("SELECT r." + column + " FROM SEARCH_RECORD r ORDER BY r.TEXT")
                .strings(room.unit.manager()));
  }

  @Test
  @Covers({"X11", "K6"})
  public void whatFoundNothingAndWhatWasNotOpenedIsListedTheMostFrequentFirst() {
    search("ごみの日", 0);
    search("ごみの日は？", 0);
    search("ごみの日", 0);
    search("転入届", 0);
    search("証明書", 3);
    used(search("保険証", 3), Use.OPENED);
    used(search("年金", 2), Use.ASKED_ON);
    used(search("税", 2), Use.UNHELPFUL);
    List<Finding> none = listed(Listed.NO_HITS);
    assertEquals(List.of("3 ごみの日", "1 転入届"), told(none));
    assertEquals(List.of("ごみの日", "ごみの日は？"), none.get(0).texts());
    assertEquals(room.day.now, none.get(0).last());
    List<Finding> unused = listed(Listed.NO_USE);
    assertEquals(3, unused.size());
    assertEquals(
        1, unused.stream().filter(f -> f.group().equals("年金")).findFirst().get().askedOn());
    assertTrue(told(unused).containsAll(List.of("1 証明書", "1 年金", "1 税")));
  }

  @Test
  public void listIsPagedWithoutGapsAndDoubles() {
    IntStream.range(0, 5)
        .forEach(i -> IntStream.rangeClosed(0, i / 2).forEach(n -> search("語" + i, 0)));
    LocalDate from = TODAY.minusDays(1);
    Findings.Page first = page(Listed.NO_HITS, from, Optional.empty(), 2);
    Findings.Page second = page(Listed.NO_HITS, from, first.next(), 2);
    Findings.Page third = page(Listed.NO_HITS, from, second.next(), 2);
    assertEquals(List.of("3 語4", "2 語2"), told(first.findings()));
    assertEquals(List.of("2 語3", "1 語0"), told(second.findings()));
    assertEquals(List.of("1 語1"), told(third.findings()));
    assertEquals(Optional.empty(), third.next());
  }

  @Test
  public void whatIsDismissedComesBackWhenItIsAskedMuchMore() {
    Period period = new Period(TODAY.minusDays(27), TODAY);
    IntStream.range(0, 2).forEach(i -> search("ごみの日", 0));
    assertEquals(1, listed(Listed.NO_HITS).size());
    findings.dismiss(SUPERVISOR, MIHON, Listed.NO_HITS, "ごみの日", period, true);
    assertEquals(List.of(), listed(Listed.NO_HITS));
    findings.dismiss(SUPERVISOR, MIHON, Listed.NO_HITS, "ごみの日", period, false);
    assertEquals(List.of("2 ごみの日"), told(listed(Listed.NO_HITS)));
    findings.dismiss(SUPERVISOR, MIHON, Listed.NO_HITS, "ごみの日", period, true);
    room.day.now = room.day.now.plus(Duration.ofHours(1));
    IntStream.range(0, 3).forEach(i -> search("ごみの日", 0));
    assertEquals(List.of(), listed(Listed.NO_HITS));
    search("ごみの日", 0);
    assertEquals(List.of("4 ごみの日"), told(listed(Listed.NO_HITS)));
  }

  @Test
  @Covers("X11")
  public void figuresTellHowManySearchesEndedInAnAnswer() {
    UUID answered = search("保険証", 3);
    used(answered, Use.OPENED);
    used(answered, Use.HELPFUL);
    UUID asked = search("年金", 2);
    used(asked, Use.OPENED);
    used(asked, Use.ASKED_ON);
    search("転入届", 0);
    search(MIHON, SearchRecords.Place.CONSOLE, "証明書", 1);
    search(AOBA, SearchRecords.Place.PORTAL, "よその", 1);
    writer.writeAll();
    Period day = new Period(TODAY, TODAY);
    assertEquals(
        List.of(
            new Figures(TODAY, SearchRecords.Place.CONSOLE, 1, 1, 0, 0, 0),
            new Figures(TODAY, SearchRecords.Place.PORTAL, 3, 2, 2, 1, 1)),
        findings.figures(SUPERVISOR, MIHON, day));
    Period before = new Period(TODAY.minusDays(3), TODAY.minusDays(1));
    assertEquals(List.of(), findings.figures(SUPERVISOR, MIHON, before));
  }

  @Test
  @Covers("I5")
  public void anotherMunicipalitysSearchesAreNeitherUsedNorSeen() {
    UUID search = search("保険証", 1);
    writer.used(search, AOBA, Optional.of(CARD), Use.OPENED);
    writer.made(new Made(search, AOBA, SearchRecords.Place.PORTAL, "奪う", "ja", List.of(), 0));
    writer.made(
        new Made(
            UUID.randomUUID(),
            new MunicipalityId("nowhere"),
            SearchRecords.Place.PORTAL,
            "どこか",
            "ja",
            List.of(),
            0));
    assertEquals(List.of("1 保険証"), told(listed(Listed.NO_USE)));
    assertEquals(List.of("保険証"), column("TEXT"));
    Period period = new Period(TODAY, TODAY);
    refused(Problems.FORBIDDEN.name(), OPERATOR, period);
    refused(Problems.MUNICIPALITY_NOT_FOUND.name(), AOBA_SUPERVISOR, period);
  }

  private void refused(String type, AccessScope scope, Period period) {
    DomainException problem =
        assertThrows(DomainException.class, () -> findings.figures(scope, MIHON, period));
    assertEquals(type, problem.type().name());
  }

  @Test
  public void numbersAddressesAndWhatIsTooLongAreNotKept() {
    search("あ".repeat(190) + " 090-1234-5678", 0);
    search("hanako@example.jp", 0);
    search("  ", 0);
    assertEquals(List.of("***", "あ".repeat(190) + " ***"), column("TEXT"));
    assertEquals(List.of("", "あ".repeat(190)), column("GROUPED"));
    // whoever looked for a number only asked nothing
    assertEquals(1, listed(Listed.NO_HITS).size());
  }

  @Test
  public void whatComesTwiceIsKeptOnce() {
    UUID search = search("保険証", 1);
    writer.made(new Made(search, MIHON, SearchRecords.Place.PORTAL, "別", "ja", List.of(), 0));
    used(search, Use.OPENED);
    used(search, Use.OPENED);
    used(UUID.randomUUID(), Use.OPENED);
    assertEquals(List.of("保険証"), column("TEXT"));
    assertEquals(
        List.of(1L),
        room.unit.read(
            () -> Sql.of("SELECT COUNT(*) FROM SEARCH_USE").numbers(room.unit.manager())));
    assertFalse(writer.loses());
  }

  @Test
  public void tooManyInAMinuteAreLostAndNobodyWaits() {
    IntStream.rangeClosed(0, RecordWriter.A_MINUTE).forEach(i -> search("語" + i, 0));
    assertTrue(writer.loses());
    assertEquals(RecordWriter.A_MINUTE, column("ID").size());
    room.day.now = room.day.now.plus(Duration.ofMinutes(1));
    search("次の分", 0);
    assertEquals(RecordWriter.A_MINUTE + 1, column("ID").size());
    room.day.now = room.day.now.plus(Duration.ofHours(2));
    assertFalse(writer.loses());
  }

  @Test
  public void withTheDatabaseAwayRecordsAreLostAndLaterOnesAreKept() {
    Breakable<SearchTransactions> database = new Breakable<>(SearchTransactions.class, room.unit);
    writer = writer(database.port());
    database.breakDown();
    search("消える", 0);
    writer.writeAll();
    assertTrue(writer.loses());
    database.repair();
    search("残る", 0);
    assertEquals(List.of("残る"), column("TEXT"));
  }

  @Test
  public void oldOnesAreThrownAwayAsEachMunicipalitySettled() {
    used(search("古い", 1), Use.OPENED);
    search(AOBA, SearchRecords.Place.PORTAL, "よそ", 0);
    writer.writeAll();
    OldRecords old =
        new OldRecords(room.unit, store, room.directory, database().leases(), room.day);
    room.day.now = room.day.now.plus(Duration.ofDays(30));
    assertEquals(0, old.forgetSome());
    room.day.now = room.day.now.plus(Duration.ofDays(1));
    assertEquals(1, old.forgetSome());
    assertEquals(List.of("古い"), column("TEXT"));
    room.day.now = room.day.now.plus(Duration.ofDays(OldRecords.KEPT - 31));
    assertEquals(0, old.forgetSome());
    room.day.now = room.day.now.plus(Duration.ofDays(1));
    assertEquals(1, old.forgetSome());
    assertEquals(
        List.of(0L),
        room.unit.read(
            () -> Sql.of("SELECT COUNT(*) FROM SEARCH_USE").numbers(room.unit.manager())));
  }
}
