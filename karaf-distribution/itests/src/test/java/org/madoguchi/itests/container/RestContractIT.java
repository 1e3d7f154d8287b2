package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.instance.Calls.openByHand;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** What the REST interface promises, over real HTTP. */
public class RestContractIT extends ContainerTest {
  @Test
  public void theOpenApiDocumentDescribesEveryRoom() throws Exception {
    JsonNode paths = suzuki.read("/api/openapi.json").get("paths");
    for (String path :
        List.of(
            "/tickets",
            "/tickets/{ref}",
            "/tickets/{ref}/replies",
            "/directory/me",
            "/channels",
            "/channels/inbox")) {
      assertTrue(path + " in " + paths.fieldNames().next(), paths.has(path));
    }
    List<String> unanswered = new ArrayList<>();
    Api nobody = new Api();
    paths
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          try {
                            String url = "/api" + path.getKey().replaceAll("\\{[^}]*}", "x");
                            int status =
                                nobody
                                    .send(method.toUpperCase(java.util.Locale.ROOT), url, null)
                                    .statusCode();
                            if (status != 401) {
                              unanswered.add(method + " " + url + " " + status);
                            }
                          } catch (Exception e) {
                            unanswered.add(method + " " + path.getKey() + " " + e);
                          }
                        }));
    assertEquals("operations that answer without a login", List.of(), unanswered);
  }

  @Test
  @Covers({"I5"})
  public void foreignMunicipalitiesAndSectionsAreNotThere() throws Exception {
    String subject = "見えない " + UUID.randomUUID();
    CitizenMail.send(subject, "ほかの自治体からは見えません。", UUID.randomUUID() + "@mail.example", "");
    String ref = awaitTicket(subject);
    Api mori = new Api().login("mori", PASSWORD);
    assertProblem(mori.get("/api/tickets/" + ref), 404, "ticket-not-found");
    assertFalse(mori.read("/api/tickets?queue=all-open").toString().contains(subject));
    assertProblem(mori.get("/api/tickets?municipality=mihon"), 404, "municipality-not-found");
    Api tanaka = new Api().login("tanaka", PASSWORD);
    assertProblem(tanaka.get("/api/tickets/" + ref), 404, "ticket-not-found");
  }

  @Test
  public void badInputGetsAClearProblem() throws Exception {
    assertProblem(suzuki.sendText("POST", "/api/tickets", "{\"subject\":"), 400, "malformed-body");
    HttpResponse<String> empty =
        suzuki.send("POST", "/api/tickets", Map.of("municipality", "mihon"));
    assertProblem(empty, 400, "invalid-fields");
    assertTrue(empty.body(), empty.body().contains("\"field\":\"subject\""));
    assertProblem(
        suzuki.send("POST", "/api/tickets", Map.of("nonsense", "x")), 400, "invalid-fields");
    assertProblem(
        suzuki.send("POST", "/api/tickets", Map.of(), "Content-Type", "text/plain"),
        415,
        "unsupported-media-type");
    assertProblem(suzuki.get("/api/tickets?limit=abc"), 400, "invalid-fields");
    assertProblem(suzuki.get("/api/tickets?municipality=nirvana"), 404, "municipality-not-found");
    assertProblem(suzuki.get("/api/tickets/mihon-2026-999999"), 404, "ticket-not-found");
    assertProblem(
        suzuki.get("/api/tickets/%27%3B%20drop%20table%20ticket%3B--"), 404, "ticket-not-found");
    assertProblem(suzuki.get("/api/nothing"), 404, "not-found");
    assertProblem(
        suzuki.sendText("POST", "/api/tickets", "{\"subject\":\"" + "あ".repeat(400_000) + "\"}"),
        413,
        "body-too-large");

    String ref = openByHand(suzuki, "mihon", "<script>alert(1)</script>'; drop table TICKET; --");
    JsonNode ticket = suzuki.read("/api/tickets/" + ref);
    assertEquals(
        "<script>alert(1)</script>'; drop table TICKET; --", ticket.get("subject").asText());
    assertProblem(
        suzuki.send("PATCH", "/api/tickets/" + ref, Map.of("priority", "high")),
        428,
        "version-required");
    assertProblem(
        suzuki.send(
            "PATCH", "/api/tickets/" + ref, Map.of("priority", "high"), "If-Match", "\"0\""),
        412,
        "stale-version");
  }

  @Test
  public void noOperationChokesOnWhatNobodyShouldSend() throws Exception {
    JsonNode document = suzuki.read("/api/openapi.json");
    String ref = openByHand(suzuki, "mihon", "何でも受け取る");
    Api admin = new Api().login("admin", PASSWORD);
    for (Api caller : List.of(suzuki, admin)) {
      NastyInput input =
          new NastyInput(caller, document, Map.of("municipality", "mihon", "ref", ref));
      assertEquals(List.of(), input.unworthyAnswers());
      assertTrue("requests: " + input.sent(), input.sent() > 500);
    }
    assertEquals(200, suzuki.get("/api/session").statusCode());
  }

  @Test
  public void changingRequestsNeedTheSessionsToken() throws Exception {
    HttpResponse<String> answer =
        suzuki.send("DELETE", "/api/session", null, "X-CSRF-Token", "wrong");
    assertProblem(answer, 403, "csrf-token-wrong");
    assertEquals(200, suzuki.get("/api/session").statusCode());
  }
}
