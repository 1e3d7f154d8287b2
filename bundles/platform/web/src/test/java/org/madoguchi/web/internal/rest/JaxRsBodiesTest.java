package org.madoguchi.web.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.web.internal.WebServer.json;
import static org.madoguchi.web.internal.WebServer.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.web.internal.WebServer;

/** What a request or an answer carries. */
public class JaxRsBodiesTest {
  private static final String TICKET =
      "{\"ref\":\"mihon-12\",\"municipality\":\"mihon\",\"section\":\"kankyo\",\"owner\":\"suzuki\",\"kind\":"
          + "\"page-report\",\"dueAt\":\"2026-11-21T09:00:00Z\",\"count\":3,\"overdue\":true,\"citizen\":"
          + "{\"name\":\"田中\",\"contacts\":[{\"kind\":\"inquiry\",\"value\":\"a@b.example\"}]},\"counts\":{\"page-report\":1}}";

  @Rule public final WebServer web = new WebServer();

  @Test
  public void recordsGoThereAndBackUnchanged() {
    web.publish("/desk", new DeskResource());
    HttpResponse<String> response = web.post("suzuki", "/api/desk/echo", TICKET);
    assertEquals(response.body(), 200, response.statusCode());
    assertEquals(TICKET, response.body());
  }

  @Test
  public void nullMembersAndEmptyOptionalsAreLeftOut() {
    web.publish("/desk", new DeskResource());
    assertEquals(
        "{\"count\":0,\"overdue\":false}",
        web.post("suzuki", "/api/desk/echo", "{\"count\":0,\"overdue\":false}").body());
    assertEquals(
        "{\"text\":\"ok\",\"language\":\"ja-JP\"}",
        web.get("suzuki", "/api/desk/answer/none").body());
    assertEquals(
        "{\"text\":\"ok\",\"note\":\"n\",\"language\":\"ja-JP\"}",
        web.get("suzuki", "/api/desk/answer/n").body());
  }

  @Test
  public void wrongBodiesNameTheField() {
    web.publish("/desk", new DeskResource());
    assertEquals("invalid:count", errorOf("{\"count\":\"three\"}"));
    assertEquals("invalid:count", errorOf("{\"count\":1.5}"));
    assertEquals("invalid:overdue", errorOf("{\"overdue\":\"yes\"}"));
    assertEquals("invalid:municipality", errorOf("{\"municipality\":\"Not A Slug\"}"));
    assertEquals("invalid:municipality", errorOf("{\"municipality\":7}"));
    assertEquals("invalid:ref", errorOf("{\"ref\":\"nonsense\"}"));
    assertEquals("not-allowed:kind", errorOf("{\"kind\":\"PAGE_REPORT\"}"));
    assertEquals("not-allowed:kind", errorOf("{\"kind\":0}"));
    assertEquals("not-a-date:dueAt", errorOf("{\"dueAt\":\"tomorrow\"}"));
    assertEquals("not-a-date:dueAt", errorOf("{\"dueAt\":1700000000}"));
    assertEquals("invalid:citizen.name", errorOf("{\"citizen\":{\"name\":12}}"));
    assertEquals("invalid:citizen.contacts[1]", errorOf("{\"citizen\":{\"contacts\":[{},3]}}"));
    assertEquals("not-allowed:counts", errorOf("{\"counts\":{\"X\":1}}"));
  }

  @Test
  public void everyUnknownMemberIsNamed() {
    web.publish("/desk", new DeskResource());
    assertEquals(
        "unknown:citizen.contacts[1].bad unknown:citizen.worse unknown:worst",
        errorOf(
            "{\"worst\":{\"deep\":[1]},\"citizen\":{\"worse\":1,\"contacts\":[{\"value\":\"a\"},{\"bad\":[]}]}}"));
  }

  private String errorOf(String body) {
    HttpResponse<String> response = web.post("suzuki", "/api/desk/echo", body);
    assertEquals(response.body(), "400 invalid-fields", problem(response));
    StringBuilder errors = new StringBuilder();
    for (JsonNode error : json(response).path("errors")) {
      assertFalse(error.path("message").asText().isEmpty());
      errors.append(errors.isEmpty() ? "" : " ");
      errors.append(error.path("code").asText()).append(':').append(error.path("field").asText());
    }
    return errors.toString();
  }

  @Test
  public void whatIsNoJsonIsAMalformedBody() {
    web.publish("/desk", new DeskResource());
    String[] bodies = {
      "",
      "null",
      "{",
      "{\"count\":1}}",
      "{\"count\":1,\"count\":2}",
      "[]",
      "\"text\"",
      "{\"count\":NaN}",
      "{'count':1}",
      "{\"citizen\":{\"name\":\"a}",
      "[".repeat(5_000),
      "{\"citizen\":".repeat(60) + "{}",
      "{\"count\":" + "9".repeat(200) + "}",
      "\uFEFF\uFEFF{}",
      "{\"citizen\":{\"name\":\"\u0001\"}}"
    };
    for (String body : bodies) {
      HttpResponse<String> response = web.post("suzuki", "/api/desk/echo", body);
      String shown = body.substring(0, Math.min(40, body.length()));
      assertEquals(shown, 400, response.statusCode());
      assertTrue(
          shown + response.body(),
          problem(response).matches("400 (malformed-body|invalid-fields)"));
    }
  }

  @Test
  public void largeBodiesAreRefusedDeclaredOrNot() {
    web.publish("/desk", new DeskResource());
    String large = "{\"citizen\":{\"name\":\"" + "a".repeat(1_100_000) + "\"}}";
    HttpResponse<String> declared = web.post("suzuki", "/api/desk/echo", large);
    assertEquals("413 body-too-large", problem(declared));
    HttpResponse<String> chunked =
        web.send(
            web.as("suzuki", "/api/desk/echo")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large))));
    assertEquals("413 body-too-large", problem(chunked));
    HttpResponse<String> attachment =
        web.send(
            web.as("suzuki", "/api/desk/upload")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[2_000_000])));
    assertEquals("{\"size\":2000000}", attachment.body());
  }
}
