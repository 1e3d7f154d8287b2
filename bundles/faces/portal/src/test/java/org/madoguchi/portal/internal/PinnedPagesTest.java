package org.madoguchi.portal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswer.Said;
import org.madoguchi.testing.covers.Covers;

/** Answers that stand on every page. */
@Covers("X6")
public class PinnedPagesTest {
  private static final Said HALL = new Said("ja", "台風の避難所", "市民会館です。\n毛布を<b>お持ち</b>ください。");

  private final Town town = new Town().open(1, "避難所はどこですか").filled();

  private static PinnedAnswer pinned(
      MunicipalityId municipality, Said said, Optional<Said> english, long article) {
    return new PinnedAnswer(7, municipality, said, english, article, Town.NOW, Optional.empty());
  }

  private String get(String page) {
    return town.get("/mihon/" + page).body();
  }

  @Test
  public void everyPageShowsWhatIsPinnedBeforeItsContent() {
    town.pinned.add(pinned(Town.MIHON, HALL, Optional.empty(), 1));
    for (Language language : Language.everyOne()) {
      for (String page : List.of("", "faq", "faq/1", "contact", "privacy", "nothing")) {
        String body = get(language.tag() + "/" + page);
        assertTrue(page, body.contains("<section class=\"pinned\" aria-label=\""));
        assertTrue(page, body.indexOf("台風の避難所") < body.indexOf("<main"));
        assertTrue(body, body.contains("市民会館です。<br>毛布を&lt;b&gt;お持ち&lt;/b&gt;ください。"));
        assertTrue(page, body.contains("href=\"/mihon/" + language.tag() + "/faq/1\""));
        boolean japanese = language.html().equals("ja");
        assertEquals(page, !japanese, body.contains("class=\"pinned-item\" lang=\"ja\""));
      }
    }
  }

  @Test
  public void englishIsShownWhereSomebodyWroteIt() {
    Said english = new Said("en", "Typhoon shelter", "The hall is open.");
    town.pinned.add(pinned(Town.MIHON, HALL, Optional.of(english), 0));
    assertTrue(get("en/").contains("Typhoon shelter"));
    assertFalse(get("en/").contains("台風の避難所"));
    assertFalse(get("en/").contains("class=\"pinned-item\" lang"));
    assertTrue(get("ja/").contains("台風の避難所"));
  }

  @Test
  public void pageIsAnotherOneAsSoonAsSomethingIsPinned() {
    String before = town.get("/mihon/ja/faq/1").header("ETag");
    town.pinned.add(pinned(Town.MIHON, HALL, Optional.empty(), 0));
    String during = town.get("/mihon/ja/faq/1").header("ETag");
    assertNotEquals(before, during);
    town.pinned.clear();
    assertEquals(before, town.get("/mihon/ja/faq/1").header("ETag"));
  }

  @Test
  public void feedBeginsWithIt() {
    town.pinned.add(pinned(Town.MIHON, HALL, Optional.empty(), 1));
    String feed = get("ja/rss.xml");
    assertTrue(feed, feed.indexOf("台風の避難所") < feed.indexOf("<title>避難所はどこですか"));
    assertTrue(feed, feed.contains("<guid isPermaLink=\"false\">pinned-7-"));
    assertTrue(feed, feed.contains("毛布を&lt;b&gt;"));
  }

  @Test
  public void articlesCitizensDoNotReadAreNotLinked() {
    town.pinned.add(pinned(Town.MIHON, HALL, Optional.empty(), 99));
    assertFalse(get("ja/").contains("faq/99"));
    assertTrue(get("ja/").contains("台風の避難所"));
  }

  @Test
  public void keptPageSaysNothingThatMayHaveEnded() {
    town.pinned.add(pinned(Town.MIHON, HALL, Optional.empty(), 0));
    assertFalse(get("ja/offline").contains("台風"));
  }

  @Test
  public void othersPagesShowNothingOfIt() {
    town.pinned.add(pinned(new MunicipalityId("aoba"), HALL, Optional.empty(), 0));
    assertFalse(get("ja/").contains("台風"));
  }
}
