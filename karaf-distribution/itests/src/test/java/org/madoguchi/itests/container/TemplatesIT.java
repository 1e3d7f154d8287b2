package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** Text modules over real HTTP. */
public class TemplatesIT extends ContainerTest {
  private static final String HEAD = "section,shortcut,title,text,language,order,active\n";

  private final Api sato = new Api();

  @Before
  public void logInWhoManages() throws Exception {
    sato.login("sato", PASSWORD);
  }

  private static Map<String, Object> written(String shortcut, String section) {
    Map<String, Object> body = new HashMap<>();
    body.put("municipality", "mihon");
    body.put("section", section);
    body.put("shortcut", shortcut);
    body.put("title", "題 " + shortcut);
    body.put("text", "{{氏名}}様\n" + shortcut + "についてお知らせします。");
    return body;
  }

  private String create(Api who, String shortcut, String section) throws Exception {
    HttpResponse<String> made = who.send("POST", "/api/templates", written(shortcut, section));
    assertEquals(made.body(), 201, made.statusCode());
    return URI.create(made.headers().firstValue("Location").orElseThrow()).getPath();
  }

  private static JsonNode found(Api who, String q) throws Exception {
    return who.read("/api/templates?municipality=mihon&active=true&q=" + q).get("items");
  }

  @Test
  public void moduleIsWrittenEditedWithdrawnAndBroughtBack() throws Exception {
    String address = create(sato, "rest-gomi", "");
    assertProblem(
        sato.send("POST", "/api/templates", written("rest-gomi", "")), 409, "shortcut-taken");
    JsonNode module = suzuki.read(address);
    assertEquals("{{氏名}}様\nrest-gomiについてお知らせします。", module.get("text").asText());
    assertFalse(module.get("editable").asBoolean());
    assertEquals(1, found(suzuki, "REST-GOMI").size());

    Map<String, Object> withdrawal = Map.of("active", false);
    assertProblem(sato.send("PATCH", address, withdrawal), 428, "version-required");
    String version = sato.get(address).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> withdrawn = sato.send("PATCH", address, withdrawal, "If-Match", version);
    assertEquals(withdrawn.body(), 200, withdrawn.statusCode());
    assertEquals(0, found(suzuki, "rest-gomi").size());
    HttpResponse<String> late =
        sato.send("PATCH", address, Map.of("title", "別の題"), "If-Match", version);
    assertProblem(late, 412, "stale-version");
    assertTrue(late.body(), Api.json(late.body()).get("changed").has("active"));
    String next = withdrawn.headers().firstValue("ETag").orElseThrow();
    assertEquals(
        200, sato.send("PATCH", address, Map.of("active", true), "If-Match", next).statusCode());
    assertEquals(1, found(suzuki, "rest-gomi").size());
  }

  @Test
  @Covers("I5")
  public void nobodySeesModulesOfAnotherMunicipalityOrSection() throws Exception {
    String waste = create(sato, "rest-shigen", "shigen");
    String own = create(new Api().login("tanaka", PASSWORD), "rest-own", "shimin-madoguchi");
    Api tanaka = new Api().login("tanaka", PASSWORD);
    assertEquals(200, tanaka.get(own).statusCode());
    assertProblem(tanaka.get(waste), 404, "template-not-found");
    assertEquals(0, found(tanaka, "rest-shigen").size());
    assertProblem(
        tanaka.send("POST", "/api/templates", written("rest-none", "")), 403, "forbidden");
    Api mori = new Api().login("mori", PASSWORD);
    assertProblem(mori.get(own), 404, "template-not-found");
    assertProblem(mori.get("/api/templates?municipality=mihon"), 404, "municipality-not-found");
    assertFalse(mori.read("/api/templates?q=rest-").toString().contains("rest-own"));
    assertProblem(
        suzuki.send("POST", "/api/templates", written("rest-none", "")), 403, "forbidden");
  }

  @Test
  public void filesAreTriedTakenAndGivenBack() throws Exception {
    String bad = HEAD + ",csv-a,題,文,,,\n,,題,文,,,\nnirvana,csv-b,題,文,,,\n";
    JsonNode tried = take("?dryRun=true", bad);
    assertEquals(2, tried.get("badLines").size());
    assertEquals("値がありません。", tried.at("/badLines/0/message").asText());
    assertFalse(take("", bad).get("taken").asBoolean());
    assertEquals(0, found(suzuki, "csv-a").size());

    String good = "\ufeff" + HEAD + ",csv-a,お礼,\"ありがとう\r\nございます\",ja,5,true\n";
    assertFalse(take("?dryRun=true", good).get("taken").asBoolean());
    JsonNode taken = take("", good);
    assertTrue(taken.toString(), taken.get("taken").asBoolean());
    assertEquals(1, taken.get("added").asInt());
    assertEquals(0, take("", good).get("changed").asInt());
    assertEquals("ありがとう\nございます", found(suzuki, "csv-a").get(0).get("text").asText());

    HttpResponse<String> file = sato.get("/api/templates/mihon/export");
    assertEquals("text/csv;charset=UTF-8", file.headers().firstValue("Content-Type").orElse(""));
    assertTrue(file.body(), file.body().startsWith("\ufeffsection,shortcut,"));
    assertEquals(0, take("?dryRun=true", file.body()).get("changed").asInt());
    assertProblem(suzuki.get("/api/templates/mihon/export"), 403, "forbidden");
  }

  private JsonNode take(String query, String csv) throws Exception {
    HttpResponse<String> answer =
        sato.sendText(
            "POST", "/api/templates/mihon/import" + query, csv, "Content-Type", "text/csv");
    assertEquals(answer.body(), 200, answer.statusCode());
    return Api.json(answer.body());
  }
}
