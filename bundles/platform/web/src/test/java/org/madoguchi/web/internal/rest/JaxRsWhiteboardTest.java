package org.madoguchi.web.internal.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.web.internal.WebServer.header;
import static org.madoguchi.web.internal.WebServer.json;
import static org.madoguchi.web.internal.WebServer.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.testkit.Patience;
import org.madoguchi.web.internal.WebServer;
import org.osgi.framework.ServiceRegistration;

public class JaxRsWhiteboardTest {
  @Rule public final WebServer web = new WebServer();

  /** Has no {@code @Produces}. */
  @Path("/")
  public static class Bare {
    @OwnOnly
    @GET
    public DeskResource.Row one() {
      return new DeskResource.Row("bare");
    }
  }

  @Test
  public void aResourceWithoutProducesAnswersJson() {
    web.publish("/bare", new Bare());
    HttpResponse<String> response = web.get("suzuki", "/api/bare");
    assertEquals("{\"name\":\"bare\"}", response.body());
    assertEquals("application/json", header(response, "Content-Type"));
  }

  @Test
  public void callerAndLanguageAreGivenToMethods() {
    web.publish("/desk", new DeskResource());
    assertEquals("suzuki", json(web.get("suzuki", "/api/desk/me")).path("who").asText());
    assertEquals(
        "en",
        json(web.send(
                web.as("suzuki", "/api/desk/me").header("Accept-Language", "fr, en-GB;q=0.8")))
            .path("language")
            .asText());
  }

  @Test
  public void everyFailureIsAProblemThatTellsNoInternals() {
    web.publish("/desk", new DeskResource());
    assertEquals(
        "404 municipality-not-found", problem(web.get("suzuki", "/api/desk/throws/domain")));
    assertEquals("403 forbidden", problem(web.get("suzuki", "/api/desk/throws/wrapped")));
    assertEquals("400 bad-request", problem(web.get("suzuki", "/api/desk/throws/bad")));
    assertEquals("409 conflict", problem(web.get("suzuki", "/api/desk/throws/entity")));
    assertEquals("404 not-found", problem(web.get("suzuki", "/api/desk/nothing")));
    assertEquals("404 not-found", problem(web.get("suzuki", "/api/nothing")));
    assertEquals("404 not-found", problem(web.get("suzuki", "/api")));
    assertEquals("404 not-found", problem(web.get("suzuki", "/api/")));
    for (String what : new String[] {"throws/other", "throws/error", "unwritable"}) {
      HttpResponse<String> response = web.get("suzuki", "/api/desk/" + what);
      assertEquals("500 internal-error", problem(response));
      assertFalse(response.body().contains("secret"));
      assertEquals(header(response, "X-Request-Id"), json(response).path("reference").asText());
    }
  }

  @Test
  public void aDatabaseThatIsAwayIsNoFaultOfTheProductAndMayBeTriedAgain() {
    web.publish("/desk", new DeskResource());
    for (String how : new String[] {"refused", "broken", "shutting-down", "exhausted"}) {
      HttpResponse<String> response = web.get("suzuki", "/api/desk/throws/database-" + how);
      assertEquals(how, "503 unavailable", problem(response));
      assertEquals("5", header(response, "Retry-After"));
    }
    assertEquals(
        "500 internal-error", problem(web.get("suzuki", "/api/desk/throws/database-wrong")));
  }

  @Test
  public void theWrongMethodOrMediaTypeIsAProblem() {
    web.publish("/desk", new DeskResource());
    HttpResponse<String> wrongMethod = web.get("suzuki", "/api/desk/echo");
    assertEquals("405 method-not-allowed", problem(wrongMethod));
    assertTrue(header(wrongMethod, "Allow").contains("POST"));
    assertEquals(
        "406 not-acceptable",
        problem(web.send(web.as("suzuki", "/api/desk/me").header("Accept", "text/calendar"))));
    assertEquals(
        "415 unsupported-media-type",
        problem(
            web.send(
                web.as("suzuki", "/api/desk/echo")
                    .header("Content-Type", "text/xml")
                    .POST(BodyPublishers.ofString("<a/>")))));
  }

  @Test
  public void problemsSpeakTheLanguageAskedForAndKeepTheirCoreMembers() {
    web.publish("/desk", new DeskResource());
    JsonNode english =
        json(web.send(web.as("suzuki", "/api/desk/throws/domain").header("Accept-Language", "en")));
    assertEquals("Municipality not found", english.path("title").asText());
    assertTrue(english.path("detail").asText().contains("\"atlantis\""));
    assertEquals("/api/desk/throws/domain", english.path("instance").asText());
    assertEquals(
        "自治体が見つかりません", json(web.get("suzuki", "/api/desk/throws/domain")).path("title").asText());
    JsonNode extended = json(web.get("suzuki", "/api/desk/throws/extended"));
    assertEquals(412, extended.path("status").asInt());
    assertEquals("x", extended.path("changed").path("subject").asText());
    assertEquals("7", header(web.get("suzuki", "/api/desk/throws/throttled"), "Retry-After"));
  }

  @Test
  public void aResourceThatIsReplacedIsUnavailableAndOthersDoNotNotice() {
    web.publish("/bare", new Bare());
    ServiceRegistration<?> desk = web.publish("/desk", new DeskResource());
    assertEquals(200, web.get("suzuki", "/api/desk/rows").statusCode());
    desk.unregister();
    HttpResponse<String> away = web.get("suzuki", "/api/desk/rows");
    assertEquals("503 unavailable", problem(away));
    assertFalse(header(away, "Retry-After").isEmpty());
    assertEquals("404 not-found", problem(web.get("suzuki", "/api/desktop")));
    assertEquals(200, web.get("suzuki", "/api/bare").statusCode());
    web.publish("/desk", new DeskResource());
    assertEquals(200, web.get("suzuki", "/api/desk/rows").statusCode());
  }

  @Test
  public void theLongestAddressWins() {
    web.publish("/desk", new DeskResource());
    web.publish("/desk/bare", new Bare());
    assertEquals("{\"name\":\"bare\"}", web.get("suzuki", "/api/desk/bare").body());
    assertEquals(200, web.get("suzuki", "/api/desk/rows").statusCode());
  }

  @Test
  public void aRunningRequestEndsBeforeItsResourceGoes() throws Exception {
    DeskResource resource = new DeskResource();
    ServiceRegistration<?> desk = web.publish("/desk", resource);
    CompletableFuture<HttpResponse<String>> running =
        CompletableFuture.supplyAsync(() -> web.get("suzuki", "/api/desk/slow"));
    assertTrue(resource.entered.await(60, SECONDS));
    CompletableFuture<Void> leaving = CompletableFuture.runAsync(desk::unregister);
    Patience.await()
        .untilAsserted(() -> assertEquals(503, web.get("suzuki", "/api/desk/rows").statusCode()));
    assertFalse(leaving.isDone());
    resource.proceed.countDown();
    assertEquals("{\"name\":\"slow\"}", running.get(60, SECONDS).body());
    leaving.get(60, SECONDS);
  }

  @Test
  public void aTakenOrUnsoundAddressIsLeftOut() {
    web.publish("/desk", new DeskResource());
    web.publish("/desk", new Bare());
    web.publish("desk/../x", new Bare());
    web.publish("/", new Bare());
    assertEquals(200, web.get("suzuki", "/api/desk/rows").statusCode());
    assertEquals("404 not-found", problem(web.get("suzuki", "/api/")));
  }

  @Test
  public void theDocumentDescribesEveryResource() {
    web.publish("/desk", new DeskResource());
    web.publish("/bare", new Bare());
    JsonNode document = json(web.get("suzuki", "/api/openapi.json"));
    assertEquals("3.0.1", document.path("openapi").asText());
    assertEquals("/api", document.path("servers").path(0).path("url").asText());
    JsonNode paths = document.path("paths");
    assertTrue(document.toString(), paths.has("/desk/echo") && paths.has("/bare"));
    Set<String> operations = new HashSet<>();
    paths.forEach(
        path -> path.forEach(op -> assertTrue(operations.add(op.path("operationId").asText()))));
    JsonNode me = paths.path("/desk/me").path("get");
    assertFalse("context parameters are no parameters: " + me, me.has("requestBody"));
    assertEquals(0, me.path("parameters").size());
    JsonNode ticket =
        document
            .path("components")
            .path("schemas")
            .path("desk.DeskResource.Ticket")
            .path("properties");
    assertEquals(
        document.path("components").toString(),
        "string",
        ticket.path("municipality").path("type").asText());
    assertEquals("string", ticket.path("ref").path("type").asText());
    assertEquals("date-time", ticket.path("dueAt").path("format").asText());
    assertEquals("[\"inquiry\",\"page-report\"]", ticket.path("kind").path("enum").toString());
    assertEquals(
        "#/components/schemas/desk.DeskResource.Citizen",
        ticket.path("citizen").path("$ref").asText());
    assertTrue(document.path("components").path("securitySchemes").has("token"));
    assertTrue(document.path("components").path("schemas").has("Problem"));
    assertTrue(document.path("components").path("schemas").has("bare.DeskResource.Row"));
  }
}
