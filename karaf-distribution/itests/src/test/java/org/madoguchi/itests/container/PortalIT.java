package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** The citizens' pages over real HTTP, without the search. */
public class PortalIT extends ContainerTest {
  private final Api sato = new Api();
  private final Api tanaka = new Api();
  private final Api citizen = new Api();

  @Before
  public void logInTheOthers() throws Exception {
    sato.login("sato", PASSWORD);
    tanaka.login("tanaka", PASSWORD);
  }

  private String draft(String question, String visibility) throws Exception {
    HttpResponse<String> made =
        tanaka.send(
            "POST",
            "/api/articles",
            Map.of(
                "requestId", UUID.randomUUID().toString(),
                "municipality", "mihon",
                "section", "shimin-madoguchi",
                "question", question,
                "conclusion", "結論です。",
                "body", "<h2>必要なもの</h2><p>本人確認書類</p>",
                "visibility", visibility));
    assertEquals(made.body(), 201, made.statusCode());
    return Api.json(made.body()).at("/head/id").asText();
  }

  private String published(String question, String visibility) throws Exception {
    String id = draft(question, visibility);
    publish(id);
    return id;
  }

  private void publish(String id) throws Exception {
    step(tanaka, id, "submit");
    step(sato, id, "approve");
  }

  private static void step(Api who, String id, String step) throws Exception {
    String article = "/api/articles/" + id;
    String version = who.get(article).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> done =
        who.send("POST", article + "/steps", Map.of("step", step), "If-Match", version);
    assertEquals(done.body(), 200, done.statusCode());
  }

  private String page(String path) throws Exception {
    HttpResponse<String> answer = citizen.get("/mihon/" + path);
    assertEquals(path + ": " + answer.body(), 200, answer.statusCode());
    assertEquals(List.of(), answer.headers().allValues("Set-Cookie"));
    return answer.body();
  }

  private void awaitPage(String id, int status) {
    await("/mihon/ja/faq/" + id + " answers " + status)
        .until(() -> citizen.get("/mihon/ja/faq/" + id).statusCode() == status);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  @Covers({"F2", "S2", "S5", "K4"})
  public void citizensReadWhatIsPublishedInTheirLanguage() throws Exception {
    String id = published("portal-印鑑登録の手続き", "public");
    awaitPage(id, 200);
    String article = page("ja/faq/" + id);
    assertTrue(article, article.contains("<h2>必要なもの</h2>"));
    assertTrue(article, article.contains("市民窓口課"));
    assertTrue(page("en/faq/" + id).contains("not available in English"));
    for (String language : List.of("ja", "ja-easy", "en")) {
      for (String route :
          List.of(
              "",
              "faq",
              "faq?q=" + encoded("portal-印鑑"),
              "contact",
              "accessibility",
              "privacy",
              "offline",
              "sitemap.xml",
              "rss.xml")) {
        assertFalse(page(language + "/" + route).isEmpty());
      }
      assertTrue(page(language + "/sitemap.xml").contains("/" + language + "/faq/" + id + "<"));
      assertTrue(page(language + "/faq?q=" + encoded("portal-印鑑")).contains("faq/" + id + "?"));
    }
    assertTrue(page("ja/rss.xml").contains("portal-印鑑登録の手続き"));
    assertTrue(page("sw.js").contains("/mihon/ja/offline"));
    assertEquals(200, citizen.get("/portal/portal.css").statusCode());
    for (String short_ : List.of("/mihon", "/mihon/", "/mihon/ja")) {
      HttpResponse<String> moved = citizen.get(short_);
      assertEquals(301, moved.statusCode());
      assertEquals("/mihon/ja/", moved.headers().firstValue("Location").orElseThrow());
    }
    step(tanaka, id, "withdraw");
    awaitPage(id, 410);
    assertFalse(page("ja/rss.xml").contains("portal-印鑑登録の手続き"));
  }

  @Test
  @Covers({"I5", "K7"})
  public void nothingIsToldOfWhatIsForStaff() throws Exception {
    String staff = published("portal-庁内の取扱い", "staff");
    String sections = published("portal-課内の取扱い", "sections");
    String draft = draft("portal-下書きの取扱い", "public");
    String open = published("portal-公開の取扱い", "public");
    awaitPage(open, 200);
    for (String id : List.of(staff, sections, draft)) {
      for (Api who : List.of(citizen, tanaka)) {
        assertEquals(404, who.get("/mihon/ja/faq/" + id).statusCode());
        assertEquals(404, who.get("/mihon/ja/faq/" + id + "/files/1").statusCode());
        assertEquals(404, who.get("/mihon/ja/faq/" + id + "/thanks").statusCode());
      }
      HttpResponse<String> vote = vote(id, UUID.randomUUID().toString(), "helpful=yes");
      assertEquals(404, vote.statusCode());
    }
    for (String route : List.of("", "faq", "faq?q=" + encoded("取扱い"), "rss.xml", "sitemap.xml")) {
      String body = page("ja/" + route);
      for (String hidden : List.of("庁内の", "課内の", "下書きの")) {
        assertFalse(route, body.contains("portal-" + hidden));
      }
      for (String id : List.of(staff, sections, draft)) {
        assertFalse(route, body.contains("faq/" + id + "\"") || body.contains("faq/" + id + "<"));
      }
    }
    assertTrue(page("ja/faq?q=" + encoded("portal- 取扱い")).contains("1件"));
    // あおば町 has no pages
    assertProblem(citizen.get("/aoba/ja/faq/" + open), 404, "not-found");
    assertProblem(citizen.get("/nowhere/ja/"), 404, "not-found");
    step(tanaka, open, "withdraw");
  }

  @Test
  @Covers({"F2", "K7"})
  public void filesAreThoseThatOpenTextsName() throws Exception {
    String id = draft("portal-様式の配布", "public");
    String named = file(id, "様式.txt");
    String unnamed = file(id, "内部.txt");
    String address = "/api/articles/" + id;
    HttpResponse<String> edited =
        tanaka.send(
            "PATCH",
            address,
            Map.of("body", "<p><a href=\"attachment:" + named + "\">様式</a></p>"),
            "If-Match",
            tanaka.get(address).headers().firstValue("ETag").orElseThrow());
    assertEquals(edited.body(), 200, edited.statusCode());
    publish(id);
    awaitPage(id, 200);
    String file = "/mihon/ja/faq/" + id + "/files/";
    assertTrue(page("ja/faq/" + id).contains("href=\"" + file + named + "\""));
    HttpResponse<String> sent = citizen.get(file + named);
    assertEquals("中身 様式.txt", sent.body());
    assertEquals("sandbox; default-src 'none'", header(sent, "Content-Security-Policy"));
    assertTrue(header(sent, "Content-Disposition").startsWith("attachment"));
    assertEquals("nosniff", header(sent, "X-Content-Type-Options"));
    assertEquals(404, citizen.get(file + unnamed).statusCode());
    step(tanaka, id, "withdraw");
    await("the file is gone")
        .until(() -> List.of(404, 410).contains(citizen.get(file + named).statusCode()));
  }

  private String file(String article, String name) throws Exception {
    HttpResponse<String> made =
        tanaka.sendText(
            "POST",
            "/api/article-attachments/" + article + "?fileName=" + encoded(name),
            "中身 " + name,
            "Content-Type",
            "application/octet-stream");
    assertEquals(made.body(), 201, made.statusCode());
    return Api.json(made.body()).get("id").asText();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  @Covers({"F2", "F8", "X11"})
  public void readersSayWhetherItHelped() throws Exception {
    String id = published("portal-役に立つ案内", "public");
    awaitPage(id, 200);
    Matcher token =
        Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page("ja/faq/" + id));
    assertTrue(token.find());
    String said = "helpful=no&fault=outdated&text=" + encoded("手数料が\u0000古い");
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> thanks = vote(id, token.group(1), said);
      assertEquals(thanks.body(), 303, thanks.statusCode());
      assertTrue(page(header(thanks, "Location").substring("/mihon/".length())).contains("ありがとう"));
    }
    JsonNode uses = tanaka.read("/api/article-uses/" + id);
    assertEquals(1, uses.get("days").get(0).get("unhelpful").asInt());
    assertEquals(1, uses.get("complaints").size());
    assertEquals("手数料が古い", uses.get("complaints").get(0).get("text").asText());
    HttpResponse<String> elsewhere =
        vote(id, UUID.randomUUID().toString(), "helpful=yes", "Sec-Fetch-Site", "cross-site");
    assertEquals(403, elsewhere.statusCode());
    assertEquals(400, vote(id, "x", "helpful=yes").statusCode());
    assertTrue(page("ja/contact?q=" + encoded("粗大ごみ")).contains("<blockquote>粗大ごみ</blockquote>"));
    citizen.sendText("GET", "/mihon/ja/faq/" + id, null, "User-Agent", "Mozilla/5.0 (Test)");
    await("somebody looked at it")
        .until(() -> tanaka.read("/api/article-uses/" + id).at("/days/0/views").asInt() == 1);
    step(tanaka, id, "withdraw");
  }

  private HttpResponse<String> vote(String id, String token, String fields, String... headers)
      throws Exception {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/x-www-form-urlencoded";
    return citizen.sendText(
        "POST", "/mihon/ja/faq/" + id + "/feedback", "token=" + token + "&" + fields, all);
  }

  @Test
  public void pagesAreKnownAgain() throws Exception {
    String id = published("portal-再訪する人", "public");
    awaitPage(id, 200);
    for (String path : List.of("/mihon/ja/privacy", "/mihon/ja/faq/" + id)) {
      HttpResponse<String> first = citizen.get(path);
      String tag = header(first, "ETag");
      assertFalse(path, tag.isEmpty());
      assertEquals(304, citizen.sendText("GET", path, null, "If-None-Match", tag).statusCode());
      HttpResponse<String> zipped = citizen.sendText("GET", path, null, "Accept-Encoding", "gzip");
      assertEquals("gzip", header(zipped, "Content-Encoding"));
      assertTrue(Integer.parseInt(header(zipped, "Content-Length")) < 30_000);
      HttpResponse<String> head = citizen.sendText("HEAD", path, null);
      assertEquals(200, head.statusCode());
      assertEquals("", head.body());
    }
    assertNotEquals(page("ja/faq/" + id), page("ja/faq/" + id));
    step(tanaka, id, "withdraw");
  }

  @Test
  @Covers("K7")
  public void oddRequestsAreAnsweredWithAPage() throws Exception {
    for (String path :
        List.of(
            "ja/nothing",
            "fr/",
            "ja/faq/0",
            "ja/faq/99999999999999999999",
            "ja/faq/c/none",
            "ja/privacy/x",
            "ja/" + "x/".repeat(50),
            "ja/inquiry",
            "xx/sw.js")) {
      HttpResponse<String> answer = citizen.get("/mihon/" + path);
      assertEquals(path, 404, answer.statusCode());
      assertTrue(path, answer.body().contains("ページが見つかりません"));
    }
    for (String q :
        List.of("\"", "<script>x</script>", "${7*7}", "a AND (", "\u0007", "あ".repeat(500), "😀")) {
      String body = page("ja/faq?q=" + encoded(q));
      assertFalse(body, body.contains("<script>x"));
      assertTrue(body.contains("検索結果"));
    }
    assertTrue(List.of(200, 400).contains(citizen.get("/mihon/ja/faq?q=%E3%81").statusCode()));
    for (String method : List.of("PUT", "PATCH", "DELETE", "OPTIONS")) {
      assertEquals(method, 405, citizen.sendText(method, "/mihon/ja/faq", null).statusCode());
    }
    HttpResponse<String> top = citizen.get("/mihon/ja/");
    assertTrue(header(top, "Content-Security-Policy").contains("script-src 'self'"));
    assertFalse(header(top, "Content-Security-Policy").contains("unsafe"));
  }
}
