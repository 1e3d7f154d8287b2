package org.madoguchi.portal.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.Test;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.knowledge.PublishedArticle.Quality;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.portal.internal.Town.Sent;
import org.madoguchi.testing.covers.Covers;

public class PagesTest {
  private static final List<String> PAGES =
      List.of(
          "",
          "faq",
          "faq?q=x",
          "faq?q=住民票",
          "faq/1",
          "faq/2",
          "faq/1/thanks?helped=no",
          "faq/c/juminhyo",
          "contact?q=何か",
          "accessibility",
          "privacy",
          "offline",
          "nothing");
  private static final String HOSTILE = "<script>alert(1)</script>\"'${7*7}<#assign a=1>&";

  private final Town town =
      new Town()
          .open(1, "住民票の写しを取るには")
          .article(
              2,
              Visibility.PUBLIC,
              "gomi",
              Town.text("ja", Quality.ORIGINAL, "ごみの出し方", "<p>朝8時まで</p>"),
              Town.text("en", Quality.MACHINE, "How to put out rubbish", "<p>By 8 a.m.</p>"))
          .article(
              3, Visibility.STAFF, "gomi", Town.text("ja", Quality.ORIGINAL, "庁内限り", "<p>職員向け</p>"))
          .article(
              4, Visibility.SECTIONS, "", Town.text("ja", Quality.ORIGINAL, "課内限り", "<p>課の中</p>"));

  private static String encoded(String address) {
    int at = address.indexOf("q=");
    return at < 0
        ? address
        : address.substring(0, at + 2) + Visit.encoded(address.substring(at + 2));
  }

  @Test
  @Covers({"F2", "S2", "K4", "S5"})
  public void everyPageIsThereInEachLanguage() {
    town.filled();
    for (Language language : Language.everyOne()) {
      for (String page : PAGES) {
        Sent sent = town.get("/mihon/" + language.tag() + "/" + encoded(page));
        String body = sent.body();
        assertEquals(page, page.equals("nothing") ? 404 : 200, sent.status());
        assertTrue(body, body.contains("<html lang=\"" + language.html() + "\""));
        assertEquals(page, 1, body.split("<h1", -1).length - 1);
        assertTrue(page, body.contains("</html>"));
        assertFalse(page, body.contains("style=") || body.contains("onclick"));
        assertFalse("leaks: " + page, body.contains("限り"));
      }
    }
  }

  @Test
  @Covers("I5")
  public void nothingIsToldOfWhatIsNotForEverybody() {
    town.filled();
    for (long id : List.of(3L, 4L, 99L)) {
      assertEquals(404, town.get("/mihon/ja/faq/" + id).status());
      assertEquals(404, town.get("/mihon/ja/faq/" + id + "/files/1").status());
    }
    assertTrue(town.get("/mihon/ja/").body().contains("(1)"));
    for (String page : List.of("sitemap.xml", "rss.xml", "faq", "faq?q=" + Visit.encoded("限り"))) {
      String body = town.get("/mihon/ja/" + page).body();
      assertFalse(page, body.contains("faq/3") || body.contains("faq/4"));
      assertFalse(page, body.replace("「限り」", "").contains("庁内限り"));
    }
    assertThrows(
        DomainException.class,
        () -> town.front.serve(new org.madoguchi.kernel.MunicipalityId("aoba"), null, null));
  }

  @Test
  @Covers("K7")
  public void whatIsHostileIsShownAsItIs() throws Exception {
    town.article(9, Visibility.PUBLIC, "", Town.text("ja", Quality.ORIGINAL, HOSTILE, "<p>安全</p>"))
        .filled();
    town.settings.put("portal.contact.phone", HOSTILE);
    String typed = Visit.encoded(HOSTILE + "\u0000\ud800" + "長".repeat(5_000));
    for (String page :
        List.of("faq/9", "faq?q=" + typed, "contact?q=" + typed, "rss.xml", "", "faq/9/thanks")) {
      String body = town.get("/mihon/ja/" + page).body();
      assertFalse(page, body.contains("<script>alert"));
      assertFalse(page, body.contains("49<"));
      assertTrue(page, body.contains("&lt;script&gt;alert(1)"));
    }
    String data =
        town.get("/mihon/ja/faq/9").body().replaceAll("(?s).*ld\\+json\">(.*?)</script>.*", "$1");
    assertEquals(HOSTILE, new ObjectMapper().readTree(data).at("/mainEntity/0/name").asText());
    for (String odd :
        List.of(
            "faq/0",
            "faq/-1",
            "faq/1/x",
            "faq/c/",
            "faq/c/%3C",
            "x/y/z",
            "faq?from=-1",
            "faq?from=99999999",
            "faq?c=zzz&s=!!")) {
      assertTrue(odd, Set.of(200, 404).contains(town.get("/mihon/ja/" + odd).status()));
    }
  }

  @Test
  public void languagesFallBackAndSayIt() {
    town.filled();
    String english = town.get("/mihon/en/faq/2").body();
    assertTrue(english, english.contains("translated by a machine"));
    assertTrue(english, english.contains("href=\"/mihon/ja/faq/2\">See the original"));
    String missing = town.get("/mihon/en/faq/1").body();
    assertTrue(missing, missing.contains("not available in English"));
    assertTrue(missing, missing.contains("<h1 lang=\"ja\">住民票"));
    assertTrue(missing, missing.contains("<html lang=\"en\""));
    assertTrue(town.get("/mihon/en/faq").body().contains("How to put out rubbish"));
    assertTrue(town.get("/mihon/ja-easy/faq/1").body().contains("やさしい"));
    assertEquals(404, town.get("/mihon/fr/").status());
  }

  @Test
  public void pagesAreKnownAgainAndCompressed() throws Exception {
    town.filled();
    Sent first = town.get("/mihon/ja/faq/1");
    assertEquals("private, no-cache", first.header("Cache-Control"));
    assertNotEquals(token(first), token(town.get("/mihon/ja/faq/1")));
    town.headers.put("If-None-Match", first.header("ETag"));
    assertEquals(304, town.get("/mihon/ja/faq/1").status());
    town.headers.put("If-None-Match", "\"other\"");
    town.headers.put("Accept-Encoding", "gzip, br");
    Sent compressed = town.get("/mihon/ja/faq/1");
    assertEquals("gzip", compressed.header("Content-Encoding"));
    assertTrue(compressed.bytes().length < 30_000);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed.bytes()))) {
      assertTrue(new String(in.readAllBytes(), "UTF-8").contains("住民票"));
    }
    assertEquals("/mihon/ja/", town.get("/mihon").header("Location"));
    assertEquals("/mihon/en/", town.get("/mihon/en").header("Location"));
  }

  private static String token(Sent sent) {
    Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(sent.body());
    assertTrue(sent.body(), token.find());
    assertNotEquals(Answer.TOKEN, token.group(1));
    return token.group(1);
  }

  @Test
  @Covers({"F2", "X11"})
  public void readersSayWhetherItHelped() {
    town.filled();
    String token = token(town.get("/mihon/ja/faq/1"));
    Sent thanks = vote(Map.of("helpful", "yes", "token", token));
    assertEquals(303, thanks.status());
    assertEquals("/mihon/ja/faq/1/thanks?helpful=yes", thanks.header("Location"));
    vote(Map.of("helpful", "no", "token", token, "fault", "outdated", "text", "古い"));
    assertTrue(town.counted.contains("helpful 1"));
    assertTrue(town.counted.contains("unhelpful 1 OUTDATED 古い"));
    assertEquals(400, vote(Map.of("helpful", "yes", "token", "x")).status());
    assertEquals(400, vote(Map.of("token", token)).status());
    assertEquals(404, town.ask("POST", "/mihon/ja/faq/3/feedback", valid()).status());
    assertEquals(404, town.ask("POST", "/mihon/ja/faq/1", valid()).status());
    assertEquals(405, town.ask("DELETE", "/mihon/ja/faq/1", Map.of()).status());
    town.headers.put("Sec-Fetch-Site", "cross-site");
    assertEquals(403, vote(valid()).status());
    town.headers.remove("Sec-Fetch-Site");
    town.headers.put("Origin", "https://evil.example");
    assertEquals(403, vote(valid()).status());
    town.headers.put("Origin", "https://faq.mihon.example");
    assertEquals(303, vote(valid()).status());
    for (int i = 0; i < 20; i++) {
      vote(valid());
    }
    Sent busy = vote(valid());
    assertEquals(429, busy.status());
    assertEquals("60", busy.header("Retry-After"));
  }

  private static Map<String, String> valid() {
    return Map.of("helpful", "yes", "token", UUID.randomUUID().toString());
  }

  private Sent vote(Map<String, String> fields) {
    return town.ask("POST", "/mihon/ja/faq/1/feedback", fields);
  }

  @Test
  public void whatHappensToArticlesIsFollowed() {
    assertEquals(503, town.get("/mihon/ja/faq").status());
    assertEquals(200, town.get("/mihon/ja/").status());
    town.filled();
    assertEquals(200, town.get("/mihon/ja/faq/1").status());
    town.articles.remove(1L);
    town.open(5, "新しい質問");
    town.follower.follow(List.of(happened(1), happened(5), happened(99)));
    assertEquals(410, town.get("/mihon/ja/faq/1").status());
    assertEquals(404, town.get("/mihon/ja/faq/99").status());
    assertTrue(town.get("/mihon/ja/faq/5").body().contains("新しい質問"));
    assertTrue(
        town.get("/mihon/ja/sitemap.xml")
            .body()
            .contains("https://faq.mihon.example/mihon/ja/faq/5"));
    town.follower.leave();
    assertEquals(503, town.get("/mihon/ja/faq/5").status());
    assertEquals(200, town.get("/mihon/ja/contact").status());
  }

  private static CommittedEvent happened(long article) {
    return new CommittedEvent(
        1, 1, "knowledge", "article-" + article, 1, "X", 1, "{}", null, null, Town.NOW);
  }

  @Test
  public void longListsComeByPages() {
    for (long id = 100; id < 150; id++) {
      town.open(id, "質問の番号 " + id);
    }
    town.filled();
    String first = town.get("/mihon/ja/faq/c/juminhyo").body();
    assertTrue(first.contains("faq/c/juminhyo?from=20"));
    String last = town.get("/mihon/ja/faq/c/juminhyo?from=40").body();
    assertTrue(last.contains("51件中 41~51件"));
    assertTrue(town.get("/mihon/ja/faq?q=" + Visit.encoded("番号 質問")).body().contains("50件"));
    assertTrue(town.get("/mihon/ja/faq?q=zzz").body().contains("見つかりませんでした"));
  }

  @Test
  public void linksWithinTextsLeadToPages() {
    town.article(
            8,
            Visibility.PUBLIC,
            "",
            Town.text(
                "ja",
                Quality.ORIGINAL,
                "様式",
                "<a href=\"article:1\">写し</a><img src=\"attachment:7\" alt=\"図\" />"))
        .filled();
    String body = town.get("/mihon/ja/faq/8").body();
    assertTrue(body, body.contains("<a href=\"/mihon/ja/faq/1\">"));
    assertTrue(body, body.contains("<img src=\"/mihon/ja/faq/8/files/7\" alt=\"図\" />"));
    assertEquals(503, town.get("/mihon/ja/faq/8/files/7").status());
    town.desk.files = (municipality, article, file) -> Optional.empty();
    assertEquals(404, town.get("/mihon/ja/faq/8/files/7").status());
  }

  @Test
  public void whereToAskIsNeverADeadLink() {
    town.filled();
    town.settings.put("portal.contact.mail", "shimin@city.mihon.example");
    assertTrue(town.get("/mihon/ja/faq/1?q=x").body().contains("contact?q=x&amp;article=1"));
    assertFalse(town.get("/mihon/ja/").body().contains("/opinion"));
    String contact = town.get("/mihon/ja/contact?q=a%20b").body();
    assertTrue(contact, contact.contains("mailto:shimin@city.mihon.example?body=a%20b"));
    town.front.addPage(
        new PortalPage() {
          @Override
          public String name() {
            return "inquiry";
          }

          @Override
          public Answer show(Visit visit) {
            return Answer.Page.of(
                "text", Map.of("title", "問い合わせ", "heading", "問い合わせ", "text", visit.typed()));
          }
        });
    assertTrue(town.get("/mihon/ja/faq/1?q=x").body().contains("inquiry?q=x&amp;article=1"));
    assertTrue(town.get("/mihon/ja/inquiry?q=x").body().contains("<h1>問い合わせ</h1>"));
  }
}
