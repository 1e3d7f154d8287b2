package org.madoguchi.demo.seed.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.tickets.TicketImport.HistoricEntry;
import org.madoguchi.tickets.TicketImport.HistoricTicket;

public class SeedHistoryTest {
  private static final LocalDate UNTIL = LocalDate.of(2026, 11, 22);
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
  private static final long TICKETS = 10_000;

  private final SeedFiles files = new SeedFiles(SeedHistoryTest::find);
  private final SeedCity city =
      new SeedCity("oomihon", "大みほん市", TICKETS, files.lines("sections.csv"));

  @Test
  public void everyTicketAskedForIsThereOnceAndUnderItsOwnKey() {
    Set<String> keys = new HashSet<>();
    all(history(1)).forEach(t -> assertTrue(t.key(), keys.add(t.key())));
    assertEquals(TICKETS, keys.size());
  }

  @Test
  public void theSameSeedGivesTheSameDaysInWhateverOrder() {
    LocalDate day = LocalDate.of(2024, 4, 1);
    SeedHistory another = history(1);
    another.day(day.plusYears(1));
    assertEquals(history(1).day(day), another.day(day));
    assertFalse(history(1).day(day).equals(history(2).day(day)));
  }

  @Test
  public void aboutOneInTwentyIsOpenAndEveryConversationRunsForward() {
    List<HistoricTicket> tickets = all(history(1));
    Instant end = UNTIL.atStartOfDay(ZONE).toInstant();
    long open = tickets.stream().filter(t -> t.status().isOpen()).count();
    assertTrue("open: " + open, open > TICKETS * 3 / 100 && open < TICKETS * 7 / 100);
    for (HistoricTicket ticket : tickets) {
      assertEquals(ticket.openedAt(), ticket.entries().get(0).at());
      assertTrue(
          ticket.key(), ticket.entries().stream().noneMatch(e -> e.text().contains("{name}")));
      assertTrue(ticket.key(), ticket.entries().stream().noneMatch(e -> e.at().isAfter(end)));
      assertTrue(
          ticket.key(),
          ticket.closedAt().isEmpty()
              || ticket.entries().stream()
                  .map(HistoricEntry::at)
                  .noneMatch(at -> at.isAfter(ticket.closedAt().get())));
    }
  }

  @Test
  public void ticketsOfADayAreInTheOrderTheirNumbersAreGiven() {
    history(1)
        .fiscalYears()
        .forEach(
            days -> {
              List<LocalDate> sorted = new ArrayList<>(days);
              sorted.sort(null);
              assertEquals(sorted, days);
              assertEquals(
                  days.get(0).minusMonths(3).getYear(),
                  days.get(days.size() - 1).minusMonths(3).getYear());
            });
    List<HistoricTicket> day = history(1).day(LocalDate.of(2026, 6, 1));
    for (int i = 1; i < day.size(); i++) {
      assertFalse(day.get(i).openedAt().isBefore(day.get(i - 1).openedAt()));
    }
  }

  @Test
  public void thereAreAHundredAndTenSectionsAndThousandsOfStaffForManyTickets() {
    SeedCity large = new SeedCity("oomihon", "大みほん市", 1_000_000, files.lines("sections.csv"));
    assertEquals(110, large.staffOfSections().size());
    assertTrue(large.staff().lines().count() > 3_000);
  }

  private SeedHistory history(long seed) {
    return new SeedHistory(
        new MunicipalityId("oomihon"), ZONE, UNTIL, seed, TICKETS, files.cases(), city);
  }

  private static List<HistoricTicket> all(SeedHistory history) {
    return history.fiscalYears().stream()
        .flatMap(List::stream)
        .flatMap(day -> history.day(day).stream())
        .toList();
  }

  /** As the bundle finds its own, from where they are built in. */
  private static List<URL> find(String pattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    try (Stream<Path> all = Files.list(Path.of("../content/src/main/resources/demo/mihon"))) {
      List<URL> found = new ArrayList<>();
      for (Path path : all.filter(p -> matcher.matches(p.getFileName())).toList()) {
        found.add(path.toUri().toURL());
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
