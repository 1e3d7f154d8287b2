package org.madoguchi.demo.content.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.PreparedArticles;
import org.madoguchi.tickets.PreparedTemplates.Prepared;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.madoguchi.tickets.TicketStatus;

public class HistoryTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final Instant NOW = Instant.parse("2026-11-20T05:00:00Z");

  private final DemoFiles files = new DemoFiles(HistoryTest::find);

  @Test
  public void atLeastTwoHundredHandWrittenCases() {
    assertTrue(files.cases("mihon").size() >= 200);
    assertTrue(files.cases("aoba").size() >= 10);
  }

  @Test
  public void textsAndMacrosAreThereToBeginWith() {
    for (String slug : List.of("mihon", "aoba")) {
      List<Prepared> prepared = files.templates(slug).stream().map(DemoTemplate::prepared).toList();
      long shortcuts = prepared.stream().map(Prepared::shortcut).distinct().count();
      assertEquals(prepared.size(), shortcuts);
      assertTrue(prepared.stream().anyMatch(p -> p.steps().isEmpty()));
      assertTrue(prepared.stream().anyMatch(p -> p.steps().isPresent()));
    }
  }

  @Test
  public void articlesAreThereInEachStage() throws IOException {
    List<PreparedArticles.Prepared> prepared =
        files.articles("mihon").stream().map(DemoArticle::prepared).toList();
    assertEquals(
        prepared.size(),
        prepared.stream().map(PreparedArticles.Prepared::externalId).distinct().count());
    Set<PreparedArticles.Stage> stages =
        prepared.stream().map(PreparedArticles.Prepared::stage).collect(Collectors.toSet());
    assertEquals(Set.of(PreparedArticles.Stage.values()), stages);
    String sections = Files.readString(Path.of("src/main/resources/demo/mihon/sections.csv"));
    String categories = Files.readString(Path.of("src/main/resources/demo/mihon/categories.csv"));
    for (PreparedArticles.Prepared one : prepared) {
      assertTrue(one.externalId(), sections.contains("\n" + one.section().value() + ","));
      assertTrue(one.externalId(), categories.contains("\n" + one.category() + ","));
    }
    assertEquals(List.of(), files.articles("aoba"));
  }

  @Test
  public void threeYearsWithASeasonalCurveAndTheRightMix() {
    List<HistoricTicket> tickets = history().tickets(5_400, 3);
    assertTrue("only " + tickets.size(), tickets.size() >= 5_000);
    Map<String, Long> channels =
        tickets.stream()
            .collect(Collectors.groupingBy(HistoricTicket::channel, Collectors.counting()));
    double phone = channels.get("phone") / (double) tickets.size();
    assertTrue("phone " + phone, phone > 0.6 && phone < 0.8);
    long march = inMonth(tickets, 3);
    long august = inMonth(tickets, 8);
    assertTrue("March " + march + ", August " + august, march > august);
  }

  @Test
  public void onlyRecentTicketsAreOpen() {
    List<HistoricTicket> tickets = history().tickets(5_400, 3);
    Instant old = NOW.minusSeconds(60L * 60 * 24 * 45);
    assertTrue(
        tickets.stream()
            .filter(t -> t.openedAt().isBefore(old))
            .allMatch(t -> !t.status().isOpen()));
    long open = tickets.stream().filter(t -> t.status().isOpen()).count();
    assertTrue("open " + open, open >= 5 && open < 200);
    assertTrue(tickets.stream().anyMatch(t -> t.status() == TicketStatus.WAITING_DEPARTMENT));
  }

  @Test
  public void keysAreUniqueAndNothingLiesInTheFuture() {
    List<HistoricTicket> tickets = history().tickets(5_400, 3);
    Set<String> keys = new HashSet<>();
    for (HistoricTicket ticket : tickets) {
      assertTrue(keys.add(ticket.key()));
      ticket.entries().forEach(e -> assertTrue(!e.at().isAfter(NOW)));
    }
  }

  @Test
  public void theSameSeedGivesTheSameHistory() {
    assertEquals(history().tickets(500, 3), history().tickets(500, 3));
  }

  private History history() {
    List<StaffId> operators = List.of(new StaffId("suzuki"), new StaffId("takahashi"));
    Map<SectionId, List<StaffId>> sections =
        Map.of(new SectionId("shimin-madoguchi"), List.of(new StaffId("tanaka")));
    History.Cast cast =
        new History.Cast(
            new MunicipalityId("mihon"),
            files.cases("mihon"),
            files.citizens("mihon"),
            operators,
            sections);
    return new History(cast, TOKYO, NOW, 42);
  }

  private static long inMonth(List<HistoricTicket> tickets, int month) {
    return tickets.stream()
        .filter(t -> t.openedAt().atZone(TOKYO).getMonthValue() == month)
        .count();
  }

  private static List<URL> find(String folder, String pattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    try (Stream<Path> list = Files.list(Path.of("src/main/resources", folder))) {
      return list.filter(p -> matcher.matches(p.getFileName())).map(HistoryTest::url).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
