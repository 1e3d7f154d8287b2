package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;
import static org.madoguchi.itests.instance.Calls.openByHand;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** Articles (FAQ) over real HTTP. */
public class ArticlesIT extends ContainerTest {
  private final Api sato = new Api();
  private final Api tanaka = new Api();

  @Before
  public void logInWhoWriteAndApprove() throws Exception {
    sato.login("sato", PASSWORD);
    tanaka.login("tanaka", PASSWORD);
  }

  private String draft(String question) throws Exception {
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
                "body", "<h2>必要なもの</h2><ul><li>本人確認書類</li></ul><script>x()</script>",
                "visibility", "public",
                "scope", "answer"));
    assertEquals(made.body(), 201, made.statusCode());
    return "/api/articles/" + Api.json(made.body()).at("/head/id").asText();
  }

  private static JsonNode step(Api who, String address, String step, Map<String, ?> more)
      throws Exception {
    String version = who.get(address).headers().firstValue("ETag").orElseThrow();
    Map<String, Object> body = new HashMap<>(more);
    body.put("step", step);
    HttpResponse<String> done = who.send("POST", address + "/steps", body, "If-Match", version);
    assertEquals(done.body(), 200, done.statusCode());
    return Api.json(done.body());
  }

  @Test
  @Covers({"F4", "F2"})
  public void sectionWritesSomebodyElseApprovesAndOperatorsReadIt() throws Exception {
    String address = draft("rest-FAQ 被保険者証の再交付");
    assertProblem(suzuki.get(address), 404, "article-not-found");
    step(tanaka, address, "submit", Map.of());
    step(sato, address, "approve", Map.of());
    JsonNode read = suzuki.read(address);
    assertEquals("rest-FAQ 被保険者証の再交付", read.at("/head/question").asText());
    assertFalse(read.get("body").asText().contains("script"));
    assertEquals(1, suzuki.read("/api/articles?municipality=mihon&q=REST-faq").get("items").size());
    Api mori = new Api().login("mori", PASSWORD);
    assertProblem(mori.get(address), 404, "article-not-found");
    step(tanaka, address, "withdraw", Map.of());
    assertProblem(suzuki.get(address), 404, "article-not-found");
  }

  @Test
  @Covers("F4")
  public void itIsPublishedWhenItsTimeHasCome() throws Exception {
    String address = draft("rest-timed 年度の切り替え");
    step(tanaka, address, "submit", Map.of("publishAt", Instant.now().plusSeconds(3).toString()));
    step(sato, address, "approve", Map.of());
    await("the publication")
        .until(() -> suzuki.read(address).at("/head/standing").asText().equals("current"));
  }

  @Test
  @Covers("F4")
  public void operatorProposesFromATicketAndSeesWhatBecameOfIt() throws Exception {
    String ref = openByHand(suzuki, "mihon", "年金手帳");
    Map<String, Object> proposal =
        new HashMap<>(
            Map.of(
                "requestId", UUID.randomUUID().toString(),
                "municipality", "mihon",
                "section", "shimin-madoguchi",
                "question", "年金手帳をなくした",
                "ticket", ref));
    HttpResponse<String> made = suzuki.send("POST", "/api/article-proposals", proposal);
    assertEquals(made.body(), 201, made.statusCode());
    assertEquals(ref, Api.json(made.body()).get("ticket").asText());
    String address = "/api/article-proposals/" + Api.json(made.body()).get("id").asText();
    // 田中 does not see the ticket, which is nobody's yet
    assertFalse(tanaka.read(address).has("ticket"));
    proposal.put("requestId", UUID.randomUUID().toString());
    proposal.put("ticket", "mihon-2026-999999");
    HttpResponse<String> nowhere = suzuki.send("POST", "/api/article-proposals", proposal);
    assertProblem(nowhere, 400, "invalid-fields");
    HttpResponse<String> decided =
        tanaka.send(
            "PATCH",
            address,
            Map.of("state", "done", "answer", "公開しました"),
            "If-Match",
            tanaka.get(address).headers().firstValue("ETag").orElseThrow());
    assertEquals(decided.body(), 200, decided.statusCode());
    assertEquals("公開しました", suzuki.read(address).get("answer").asText());
  }

  @Test
  @Covers("X1")
  public void filesAreTriedTakenAndGivenBack() throws Exception {
    String head = "externalId,question,conclusion,body,state,section\n";
    String bad = head + "rest-1,,結論,,published,\n,問い,,,,nirvana\n";
    JsonNode tried = take("?dryRun=true", bad);
    assertEquals("refused", tried.get("state").asText());
    assertEquals(3, tried.get("badLines").size());
    assertEquals("値がありません。", tried.at("/badLines/0/message").asText());
    String good = head + "rest-1,rest-file 印鑑登録,窓口へ,<p>本人が来庁</p>,published,shimin-madoguchi\n";
    assertEquals(1, take("", good).get("added").asInt());
    assertEquals(0, take("", good).get("added").asInt());
    assertEquals(
        1, suzuki.read("/api/articles?municipality=mihon&q=rest-file").get("items").size());
    HttpResponse<String> file = sato.get("/api/article-files/mihon/export");
    assertTrue(file.body(), file.body().startsWith("\ufeffexternalId,question,"));
    assertEquals(0, take("?dryRun=true", file.body()).get("changed").asInt());
    String address = "/api/article-imports/" + tried.get("id").asText();
    assertProblem(tanaka.get(address), 404, "article-import-not-found");
    for (Api who : List.of(tanaka, suzuki)) {
      assertProblem(who.get("/api/article-files/mihon/export"), 403, "forbidden");
    }
  }

  private JsonNode take(String query, String csv) throws Exception {
    HttpResponse<String> kept =
        sato.sendText(
            "POST",
            "/api/article-files/mihon/import" + query,
            csv,
            "Content-Type",
            "text/csv;charset=UTF-8");
    assertEquals(kept.body(), 202, kept.statusCode());
    String address = "/api/article-imports/" + Api.json(kept.body()).get("id").asText();
    await("the file of articles")
        .until(() -> sato.read(address).get("state").asText().matches("taken|refused"));
    return sato.read(address);
  }
}
