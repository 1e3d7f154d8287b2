package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.calendar.BusinessCalendar;
import org.madoguchi.calendar.testkit.MemoryCalendars;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswer.Said;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.tickets.TicketRef;

/** The date that is promised; it is Saturday, 21 November 2026. */
public class AcknowledgementTextTest {
  private static final Optional<BusinessCalendar> CALENDAR =
      Optional.of(
          new MemoryCalendars().holiday(LocalDate.of(2026, 11, 23), "勤労感謝の日").of(Room.MIHON));

  private static void assertPromised(
      String day, Map<String, String> settings, Optional<BusinessCalendar> calendar) {
    var town =
        new MemoryDirectory()
            .town(Room.MIHON, "みほん市", settings)
            .municipality(Room.MIHON)
            .orElseThrow();
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 1);
    String text =
        new AcknowledgementText(town, ticket, "ja", 0, calendar, List.of(), new TestClock()).text();
    assertTrue(text, text.contains("令和8年" + day));
  }

  @Test
  public void businessDaysAreCountedByTheCalendar() {
    Map<String, String> settled =
        Map.of("acknowledge.due.businessDays", "3", "acknowledge.due.days", "30");
    assertPromised("11月26日", settled, CALENDAR);
    assertPromised("12月21日", settled, Optional.empty());
  }

  private static String text(
      String language, Map<String, String> settings, PinnedAnswer... pinned) {
    var town =
        new MemoryDirectory()
            .town(Room.MIHON, "みほん市", settings)
            .municipality(Room.MIHON)
            .orElseThrow();
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 1);
    return new AcknowledgementText(
            town, ticket, language, 0, Optional.empty(), List.of(pinned), new TestClock())
        .text();
  }

  private static PinnedAnswer pinned(long article, Optional<Said> english) {
    return new PinnedAnswer(
        1,
        Room.MIHON,
        new Said("ja", "台風の避難所", "市民会館を開けています。\n毛布をお持ちください。"),
        english,
        article,
        Instant.EPOCH,
        Optional.empty());
  }

  @Test
  @Covers("X6")
  public void whatIsPinnedIsSaidBeforeTheClosingWords() {
    String plain = text("ja", Map.of());
    String said = text("ja", Map.of(), pinned(0, Optional.empty()));
    String paragraph = "【重要】台風の避難所\n市民会館を開けています。\n毛布をお持ちください。\n\n※このメッセージは自動";
    assertFalse(plain.contains("台風"));
    assertTrue(said, said.contains("\n\n" + paragraph));
    assertEquals(plain, said.replaceAll("(?s)【重要】.*\\n(?=※)", ""));
  }

  @Test
  @Covers("X6")
  public void everyPinnedAnswerIsSaidInTheCitizensLanguageWithItsLink() {
    Map<String, String> pages =
        Map.of("portal.enabled", "true", "portal.address", "https://faq.mihon.example/");
    PinnedAnswer both = pinned(12, Optional.of(new Said("en", "Typhoon", "The hall is open.")));
    String said = text("en", pages, both, pinned(0, Optional.empty()));
    assertTrue(
        said,
        said.contains(
            "IMPORTANT: Typhoon\nThe hall is open.\nhttps://faq.mihon.example/mihon/en/faq/12\n\n"
                + "IMPORTANT: 台風の避難所\n市民会館を開けています。\n毛布をお持ちください。\n\nThis message was sent"));
    assertFalse(text("en", Map.of(), both).contains("/faq/12"));
  }

  @Test
  @Covers("X6")
  public void ownWordsWithoutParagraphsAreFollowedByWhatIsPinned() {
    Map<String, String> own = Map.of("acknowledge.text.ja", "受け付けました。");
    assertEquals(
        "受け付けました。\n\n【重要】台風の避難所\n市民会館を開けています。\n毛布をお持ちください。\n",
        text("ja", own, pinned(0, Optional.empty())));
  }

  @Test
  public void daysAreDays() {
    assertPromised("11月24日", Map.of("acknowledge.due.days", "3"), CALENDAR);
    assertPromised("11月28日", Map.of("acknowledge.due.businessDays", "soon"), CALENDAR);
    assertPromised("11月28日", Map.of(), Optional.empty());
  }
}
