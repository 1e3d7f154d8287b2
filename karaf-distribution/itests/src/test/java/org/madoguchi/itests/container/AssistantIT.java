package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.instance.Calls.openByHand;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** The assistant over real HTTP, as the distribution has it: nothing leaves the house. */
public class AssistantIT extends ContainerTest {
  private static final String NOTES =
      """
      市民：もしもし、住民票をコンビニで取りたいんですけど、どうしたらいいですか。
      センター：マイナンバーカードがあれば、コンビニでお取りいただけます。
      市民：わかりました。ありがとうございます。
      センター：手数料は担当課で確認し、本日中に折り返しお電話いたします。
      """;

  @Test
  @Covers({"F11", "K10"})
  public void callIsSummarisedForWhoeverMayReadIt() throws Exception {
    String ref = openByHand(suzuki, "mihon", "要約される電話");
    HttpResponse<String> noted =
        suzuki.send(
            "POST",
            "/api/tickets/" + ref + "/notes",
            Map.of("requestId", UUID.randomUUID().toString(), "text", NOTES));
    assertEquals(noted.body(), 2, noted.statusCode() / 100);
    JsonNode summary = posted("/api/assistant/" + ref + "/summary", Map.of());
    String said = summary.toString();
    assertTrue(said, summary.get("request").asText().contains("住民票をコンビニで取りたい"));
    assertTrue(said, summary.get("answer").asText().contains("お取りいただけます"));
    assertTrue(said, summary.get("left").asText().contains("折り返しお電話"));
    assertEquals("embedded", summary.get("assistant").asText());
    assertTrue(said, summary.get("proposal").asBoolean());

    Api mori = new Api().login("mori", PASSWORD);
    assertProblem(
        mori.send("POST", "/api/assistant/" + ref + "/summary", Map.of()), 404, "ticket-not-found");
  }

  @Test
  @Covers("F11")
  public void runningTextIsAnsweredWithOrWithoutTheSearch() throws Exception {
    JsonNode proposed =
        posted("/api/assistant/suggestions", Map.of("municipality", "mihon", "text", NOTES));
    String state = proposed.get("state").asText();
    assertTrue(state, state.equals("answered") || state.equals("search-away"));
    assertProblem(
        suzuki.send(
            "POST",
            "/api/assistant/suggestions",
            Map.of("municipality", "mihon", "text", "あ".repeat(20_001))),
        400,
        "invalid-fields");
    assertProblem(
        suzuki.send(
            "POST", "/api/assistant/suggestions", Map.of("municipality", "aoba", "text", "住民票")),
        404,
        "municipality-not-found");
  }

  private JsonNode posted(String address, Map<String, ?> body) throws Exception {
    HttpResponse<String> answer = suzuki.send("POST", address, body);
    assertEquals(answer.body(), 200, answer.statusCode());
    return Api.json(answer.body());
  }
}
