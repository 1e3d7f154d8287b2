package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.Test;

/** Before a reply is sent, and many tickets at once, over real HTTP. */
public class SendingIT extends ContainerTest {
  private final Api mori = new Api();

  private static Map<String, Object> call(String subject) {
    return Map.of(
        "requestId",
        UUID.randomUUID().toString(),
        "municipality",
        "aoba",
        "kind",
        "inquiry",
        "channel",
        "phone",
        "subject",
        subject,
        "text",
        "教えてください。",
        "citizen",
        Map.of(
            "name",
            "青葉 花子",
            "contacts",
            List.of(Map.of("kind", "mail", "value", "aoba-hanako@mail.example"))));
  }

  private JsonNode made(String path, Map<String, Object> body) throws Exception {
    HttpResponse<String> answer = mori.send("POST", path, body);
    assertEquals(answer.body(), 2, answer.statusCode() / 100);
    return Api.json(answer.body());
  }

  @Test
  public void replyWaitsForItsAuthorWhoTakesItBack() throws Exception {
    mori.login("mori", PASSWORD);
    String ref = made("/api/tickets", call("取り消す返信")).get("ref").asText();
    Map<String, Object> reply =
        Map.of("requestId", UUID.randomUUID().toString(), "text", "早すぎた回答", "close", true);
    String entry = made("/api/tickets/" + ref + "/replies", reply).get("id").asText();
    JsonNode view = mori.read("/api/tickets/" + ref);
    assertEquals("closed", view.get("status").asText());
    assertEquals(entry, view.at("/waiting/0/entry").asText());
    assertTrue(view.at("/waiting/0/own").asBoolean());
    HttpResponse<String> back = mori.send("DELETE", "/api/replies/" + ref + "/" + entry, null);
    assertEquals(back.body(), 200, back.statusCode());
    assertEquals("早すぎた回答", Api.json(back.body()).at("/draft/text").asText());
    JsonNode now = mori.read("/api/tickets/" + ref);
    assertEquals("open", now.get("status").asText());
    assertEquals(0, now.get("waiting").size());
    assertEquals(
        "早すぎた回答", mori.read("/api/tickets/" + ref + "/draft?kind=reply").get("text").asText());
    assertProblem(
        mori.send("DELETE", "/api/replies/" + ref + "/" + entry, null), 409, "reply-gone");
  }

  @Test
  public void chosenTicketsAreChangedInTheBackground() throws Exception {
    mori.login("mori", PASSWORD);
    String ref = made("/api/tickets", call("まとめて変える")).get("ref").asText();
    Map<String, Object> order =
        Map.of(
            "requestId", UUID.randomUUID().toString(),
            "municipality", "aoba",
            "tickets", List.of(Map.of("ref", ref, "version", 1)),
            "change", Map.of("priority", "urgent", "addTags", List.of("台風")));
    String job = "/api/bulk/" + made("/api/bulk", order).get("id").asText();
    Waiting.await("the job").until(() -> mori.read(job).get("state").asText().equals("finished"));
    assertEquals(1, mori.read(job).get("done").asInt());
    JsonNode view = mori.read("/api/tickets/" + ref);
    assertEquals("urgent", view.get("priority").asText());
    assertEquals("台風", view.at("/tags/0").asText());
    suzuki.login("suzuki", PASSWORD);
    assertProblem(suzuki.get(job), 404, "bulk-not-found");
  }
}
