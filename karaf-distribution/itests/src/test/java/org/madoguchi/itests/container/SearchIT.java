package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;
import static org.madoguchi.itests.instance.Calls.openByHand;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/**
 * The search over real HTTP. It is installed once, because its dictionary is large, and taken away
 * again.
 */
public class SearchIT extends ContainerTest {
  private static final String FEATURE = "madoguchi-search";

  private final Api sato = new Api();
  private final Api tanaka = new Api();
  private final Api admin = new Api();

  @Before
  public void logInTheOthers() throws Exception {
    sato.login("sato", PASSWORD);
    tanaka.login("tanaka", PASSWORD);
    admin.login("admin", PASSWORD);
  }

  @Test
  @Covers({"F2", "K2", "I5"})
  public void theSearchComesFindsWhatOneMaySeeAndGoes() throws Exception {
    String early = word();
    String before = noted("検索より前の件", early);
    assertTrue(suzuki.get(address("", early)).statusCode() > 400);
    features.installFeature(FEATURE);
    try {
      awaitFound(suzuki, early, before);
      whatIsSaidIsFound();
      articlesAreFoundByThoseWhoReadThem();
      citizensAreFoundByThoseWhoKnowThem();
      aSynonymHoldsForTheNextSearch();
      searchesInVainAreListed();
      itIsTaughtWhenItsKeepersSaySo();
      whatOneMayNotSeeLeavesNoTrace();
      anotherMunicipalityIsNotThere();
      itTellsHowItDoes();
      itIsFilledAnewWhileItAnswers(early, before);
      badInputIsAnswered();
    } finally {
      features.uninstallFeature(FEATURE);
    }
    await("the search is gone").until(() -> suzuki.get(address("", early)).statusCode() != 200);
    await("its threads ended").until(() -> threads().isEmpty());
    assertNull(context.getServiceReference("org.madoguchi.search.SearchIndex"));
    await("the desk goes on").until(() -> new Api().get("/health/ready").statusCode() == 200);
  }

  private void whatIsSaidIsFound() throws Exception {
    String word = word();
    String ref = noted("転入届の窓口 " + word, "受給者証をなくしたとのこと");
    JsonNode found =
        await("title and note are found together")
            .until(
                () -> suzuki.read(address("", "受給者証 " + word)),
                answer -> answer.get("total").asInt() == 1 && !answer.get("loosened").asBoolean())
            .get("items")
            .get(0);
    assertEquals("ticket", found.get("kind").asText());
    assertEquals(ref, found.get("id").asText());
    assertEquals("転入届の窓口 " + word, found.at("/title/text").asText());
    assertTrue(found.toString(), found.at("/title/marks").size() > 0);
    assertTrue(found.toString(), found.at("/excerpt/text").asText().contains("受給者証"));
    assertEquals(List.of(ref), suggested(suzuki, "転入届の窓口 " + word));
    assertEquals("by its number", ref, ids(suzuki, ref).get(0));
  }

  /** A citizen's word finds the office's, and a draft is not there. */
  private void articlesAreFoundByThoseWhoReadThem() throws Exception {
    String word = word();
    String all = published("被保険者証の再交付 " + word, "staff");
    String own = published("被保険者証の番号 " + word, "sections");
    await("who writes them finds both")
        .until(() -> Set.copyOf(ids(sato, word)).equals(Set.of(all, own)));
    assertEquals(List.of(all), ids(suzuki, word));
    assertEquals(List.of(all), ids(suzuki, "保険証なくした " + word));
    JsonNode hit = suzuki.read(address("", word)).get("items").get(0);
    assertEquals("article", hit.get("kind").asText());
    step(sato, "/api/articles/" + all, "withdraw");
    await("nobody reads it any more").until(() -> ids(suzuki, word).isEmpty());
  }

  private void citizensAreFoundByThoseWhoKnowThem() throws Exception {
    String name = word();
    String ref = noted("住民票の写し", "メモ");
    String citizen = sato.read("/api/tickets/" + ref).at("/citizen/id").asText();
    String address = "/api/citizens/mihon/" + citizen;
    String version = sato.get(address).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> named =
        sato.send("PATCH", address, Map.of("name", name, "kana", "ミズシマ"), "If-Match", version);
    assertEquals(named.body(), 200, named.statusCode());
    await("the citizen is found")
        .until(() -> ids(suzuki, name).contains(citizen) && ids(suzuki, name).contains(ref));
    assertEquals(
        List.of(citizen), suggested(suzuki, name).stream().filter(citizen::equals).toList());
    assertEquals(List.of(), ids(tanaka, name));
  }

  private void aSynonymHoldsForTheNextSearch() throws Exception {
    String citizens = word();
    String official = word();
    String article = published("手続 " + official, "staff");
    await("it is found by its own word").until(() -> ids(suzuki, official).contains(article));
    assertEquals(List.of(), ids(suzuki, citizens));
    String synonyms = "/api/search-synonyms/mihon";
    Map<String, Object> group =
        Map.of("requestId", UUID.randomUUID().toString(), "words", List.of(citizens, official));
    HttpResponse<String> made = sato.send("POST", synonyms, group);
    assertEquals(made.body(), 201, made.statusCode());
    assertEquals(List.of(article), ids(suzuki, citizens));
    Map<String, Object> again =
        Map.of("requestId", UUID.randomUUID().toString(), "words", List.of(official, citizens));
    assertProblem(sato.send("POST", synonyms, again), 409, "synonyms-taken");
    assertProblem(suzuki.send("POST", synonyms, again), 403, "forbidden");
    String one = synonyms + "/" + Api.json(made.body()).get("id").asText();
    HttpResponse<String> gone = sato.send("DELETE", one, null, "If-Match", "\"1\"");
    assertEquals(gone.body(), 204, gone.statusCode());
    assertEquals(List.of(), ids(suzuki, citizens));
    step(sato, "/api/articles/" + article, "withdraw");
  }

  private void itIsTaughtWhenItsKeepersSaySo() throws Exception {
    String teaching = "/api/search-ranking/mihon/teaching";
    String ranking = "/api/search-ranking/mihon";
    assertProblem(suzuki.send("POST", teaching, null), 403, "forbidden");
    HttpResponse<String> begun = sato.send("POST", teaching, null);
    assertEquals(begun.body(), 202, begun.statusCode());
    JsonNode state =
        await("it was taught")
            .until(() -> sato.read(ranking), answer -> !answer.at("/last/outcome").isMissingNode());
    assertEquals("too-few", state.at("/last/outcome").asText());
    assertEquals("sato", state.at("/last/by").asText());
    assertEquals("shipped", state.get("weights").asText());
    assertTrue(state.get("on").asBoolean());
    assertEquals(200, sato.send("DELETE", ranking, null).statusCode());
  }

  private void searchesInVainAreListed() throws Exception {
    String vain = word();
    String found = word();
    recorded(vain, List.of());
    String search = recorded(found, List.of("ARTICLE/1"));
    String findings = "/api/search-findings?municipality=mihon&limit=200&list=";
    await("both are listed")
        .until(
            () ->
                sato.read(findings + "no-hits").findValuesAsText("group").contains(vain)
                    && sato.read(findings + "no-use").findValuesAsText("group").contains(found));
    Map<String, Object> use =
        Map.of("municipality", "mihon", "document", "ARTICLE/1", "use", "opened");
    HttpResponse<String> used = suzuki.send("POST", "/api/search-records/" + search + "/uses", use);
    assertEquals(used.body(), 204, used.statusCode());
    await("it was opened")
        .until(() -> !sato.read(findings + "no-use").findValuesAsText("group").contains(found));
    JsonNode figures = sato.read("/api/search-findings/figures?municipality=mihon");
    assertTrue(figures.toString(), figures.at("/all/ended").asLong() >= 1);
    assertProblem(suzuki.get(findings + "no-hits"), 403, "forbidden");
  }

  private String recorded(String q, List<String> shown) throws Exception {
    String id = UUID.randomUUID().toString();
    HttpResponse<String> kept =
        suzuki.send(
            "POST",
            "/api/search-records",
            Map.of(
                "requestId",
                id,
                "municipality",
                "mihon",
                "place",
                "console",
                "q",
                q,
                "shown",
                shown,
                "total",
                shown.size()));
    assertEquals(kept.body(), 204, kept.statusCode());
    return id;
  }

  private String published(String question, String visibility) throws Exception {
    HttpResponse<String> made =
        tanaka.send(
            "POST",
            "/api/articles",
            Map.of(
                "requestId", UUID.randomUUID().toString(),
                "municipality", "mihon",
                "section", "shimin-madoguchi",
                "question", question,
                "conclusion", "窓口で再交付します。",
                "body", "<p>本人確認書類をお持ちください。</p>",
                "visibility", visibility));
    assertEquals(made.body(), 201, made.statusCode());
    String id = Api.json(made.body()).at("/head/id").asText();
    step(tanaka, "/api/articles/" + id, "submit");
    step(sato, "/api/articles/" + id, "approve");
    return id;
  }

  private static void step(Api who, String article, String step) throws Exception {
    String version = who.get(article).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> done =
        who.send("POST", article + "/steps", Map.of("step", step), "If-Match", version);
    assertEquals(done.body(), 200, done.statusCode());
  }

  private void whatOneMayNotSeeLeavesNoTrace() throws Exception {
    String word = word();
    String ref = noted("児童相談 " + word, word);
    awaitFound(suzuki, word, ref);
    edit(ref, Map.of("section", "shigen", "confidentiality", "restricted"));
    // who may see everything sees that the index has followed
    await("it belongs to the section")
        .until(() -> facet(sato, word).equals("shigen") && ids(suzuki, word).isEmpty());
    assertEquals(List.of(ref), ids(sato, word));
    for (Api other : List.of(suzuki, tanaka)) {
      JsonNode answer = other.read(address("", word) + "&facets=kind,section,category,language");
      assertEquals(answer.toString(), 0, answer.get("total").asInt());
      answer.get("facets").forEach(values -> assertEquals(answer.toString(), 0, values.size()));
      assertFalse(answer.toString(), answer.has("meant"));
      assertEquals(List.of(), suggested(other, word));
      assertFalse(ids(other, ref).contains(ref));
    }
    String own = word();
    String handed = noted("窓口の件 " + own, own);
    edit(handed, Map.of("section", "shimin-madoguchi"));
    awaitFound(tanaka, own, handed);
  }

  private void anotherMunicipalityIsNotThere() throws Exception {
    Api mori = new Api().login("mori", PASSWORD);
    assertProblem(mori.get(address("", "件")), 404, "municipality-not-found");
    assertProblem(mori.get(address("/suggestions", "件")), 404, "municipality-not-found");
    JsonNode there = mori.read("/api/search?municipality=aoba&q=" + encoded("検索より前の件"));
    assertFalse(there.toString(), there.toString().contains("mihon-"));
  }

  private void itTellsHowItDoes() throws Exception {
    JsonNode index =
        await("it is whole").until(() -> admin.read("/api/search/index"), i -> !i.has("reason"));
    assertTrue(index.toString(), index.at("/documents/ticket").asLong() > 0);
    assertTrue(index.toString(), index.at("/positions/tickets").asLong() > 0);
    assertFalse(index.toString(), index.get("filling").asBoolean());
    await("nothing is wrong")
        .until(() -> !new Api().get("/health/ready").body().contains("\"search-"));
    assertProblem(suzuki.get("/api/search/index"), 403, "forbidden");
    assertProblem(suzuki.send("POST", "/api/search/index/rebuild", null), 403, "forbidden");
  }

  private void itIsFilledAnewWhileItAnswers(String word, String ref) throws Exception {
    HttpResponse<String> asked = admin.send("POST", "/api/search/index/rebuild", null);
    assertEquals(asked.body(), 202, asked.statusCode());
    assertEquals(List.of(ref), ids(suzuki, word));
    await("it is filled").until(() -> !admin.read("/api/search/index").get("filling").asBoolean());
    awaitFound(suzuki, word, ref);
    String newer = word();
    awaitFound(suzuki, newer, noted("作り直した後の件", newer));
  }

  private void badInputIsAnswered() throws Exception {
    assertProblem(suzuki.get("/api/search?q=a"), 400, "invalid-fields");
    assertProblem(suzuki.get(address("", "a") + "&kind=nonsense"), 400, "invalid-fields");
    assertProblem(suzuki.get(address("", "a") + "&limit=101"), 400, "invalid-fields");
    assertProblem(suzuki.get(address("", "a") + "&from=-1"), 400, "invalid-fields");
    for (String q : List.of("", "\"", "*:*", "a AND (", "\u0000\u0007", "あ".repeat(700), "😀")) {
      assertEquals(q, 200, suzuki.get(address("", q)).statusCode());
      assertEquals(q, 200, suzuki.get(address("/suggestions", q)).statusCode());
    }
  }

  /** Letters nobody else writes. */
  private static String word() {
    StringBuilder word = new StringBuilder();
    UUID.randomUUID().toString().chars().limit(13).forEach(c -> word.append((char) ('a' + c % 26)));
    return word.toString();
  }

  private String noted(String subject, String text) throws Exception {
    String ref = openByHand(sato, "mihon", subject);
    Map<String, Object> note = Map.of("requestId", UUID.randomUUID().toString(), "text", text);
    HttpResponse<String> made = sato.send("POST", "/api/tickets/" + ref + "/notes", note);
    assertEquals(made.body(), 2, made.statusCode() / 100);
    return ref;
  }

  private void edit(String ref, Map<String, Object> edit) throws Exception {
    String address = "/api/tickets/" + ref;
    String version = sato.get(address).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> edited = sato.send("PATCH", address, edit, "If-Match", version);
    assertEquals(edited.body(), 200, edited.statusCode());
  }

  private static String encoded(String q) {
    return URLEncoder.encode(q, StandardCharsets.UTF_8);
  }

  private static String address(String below, String q) {
    return "/api/search" + below + "?municipality=mihon&q=" + encoded(q);
  }

  private static List<String> ids(Api who, String q) throws Exception {
    return who.read(address("", q)).findValuesAsText("id");
  }

  private static List<String> suggested(Api who, String typed) throws Exception {
    return who.read(address("/suggestions", typed)).findValuesAsText("id");
  }

  private static String facet(Api who, String q) throws Exception {
    return who.read(address("", q) + "&facets=section").at("/facets/section/0/value").asText();
  }

  private static void awaitFound(Api who, String q, String ref) {
    await(q + " finds " + ref).until(() -> ids(who, q).equals(List.of(ref)));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("madoguchi-search") || name.contains("follower-search"))
        .toList();
  }
}
