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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.web.internal.WebServer;
import org.osgi.framework.ServiceRegistration;

public class JaxRsWhiteboardTest {
  private static final String TICKET =
      "{\"ref\":\"mihon-12\",\"municipality\":\"mihon\",\"section\":\"kankyo\",\"owner\":\"suzuki\",\"kind\":"
          + "\"page-report\",\"dueAt\":\"2026-11-21T09:00:00Z\",\"count\":3,\"overdue\":true,\"citizen\":"
          + "{\"name\":\"田中\",\"contacts\":[{\"kind\":\"inquiry\",\"value\":\"a@b.example\"}]},\"counts\":{\"page-report\":1}}";

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

  /** Says at one of two operations who may call it, and nothing about what its path names. */
  @Path("/")
  @Produces(MediaType.APPLICATION_JSON)
  public static class Careless {
    @OwnOnly
    @GET
    public DeskResource.Row one() {
      return new DeskResource.Row("one");
    }

    @GET
    @Path("{ref}")
    public DeskResource.Row other(@PathParam("ref") String ref) {
      return new DeskResource.Row(ref);
    }
  }

  /** Guarded. */
  @Path("/")
  @Produces(MediaType.APPLICATION_JSON)
  public static class Guarded {
    /** What is sent. */
    public record Wanted(@Refers(Refers.To.SECTION) String section, List<Part> parts) {}

    /** A part of it. */
    public record Part(@Refers(Refers.To.ATTACHMENT) List<String> files) {}

    @Needs({Permission.CHANNEL_MANAGE, Permission.DIRECTORY_MANAGE})
    @GET
    public DeskResource.Row managers() {
      return new DeskResource.Row("managers");
    }

    @Needs(Permission.TICKET_WRITE)
    @POST
    @Path("{ref}")
    @Consumes(MediaType.APPLICATION_JSON)
    public DeskResource.Row write(
        @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
        @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality,
        Wanted wanted) {
      return new DeskResource.Row(ref);
    }

    @OwnOnly(inPerson = true)
    @GET
    @Path("account")
    public DeskResource.Row account() {
      return new DeskResource.Row("account");
    }
  }

  @Test
  public void aResourceThatDoesNotSayWhoMayCallItIsNotServed() {
    web.publish("/careless", new Careless());
    assertEquals("404 not-found", problem(web.get("suzuki", "/api/careless")));
    assertEquals("404 not-found", problem(web.get("kanri", "/api/careless/x")));
  }

  @Test
  public void whoeverLacksThePermissionIsRefusedBeforeTheBodyIsRead() {
    web.publish("/guarded", new Guarded());
    assertEquals("403 forbidden", problem(web.get("suzuki", "/api/guarded")));
    assertEquals(200, web.get("kanri", "/api/guarded").statusCode());
    assertEquals(200, web.post("suzuki", "/api/guarded/x", "{}").statusCode());
    assertEquals("403 forbidden", problem(web.post("kanri", "/api/guarded/x", "{nonsense")));
  }

  @Test
  public void aTokenDoesWhatIsLeftToItAndNothingInPerson() {
    web.publish("/guarded", new Guarded());
    web.ports.tokens.put("token-of-a-machine-1", new StaffId("suzuki"));
    assertEquals(200, withToken("POST", "/api/guarded/x").statusCode());
    assertEquals("403 forbidden", problem(withToken("GET", "/api/guarded/account")));
    assertEquals(200, web.get("suzuki", "/api/guarded/account").statusCode());
    web.ports.narrowings.put(
        "token-of-a-machine-1",
        new Narrowing(Optional.of(Set.of(Permission.TICKET_READ)), Optional.empty()));
    assertEquals("403 forbidden", problem(withToken("POST", "/api/guarded/x")));
  }

  private HttpResponse<String> withToken(String method, String path) {
    return web.send(
        web.request(path)
            .header("Authorization", "Bearer token-of-a-machine-1")
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString("{}")));
  }

  @Test
  public void theDocumentTellsWhoMayCallAndWhatArgumentsName() {
    web.publish("/guarded", new Guarded());
    JsonNode document = json(web.get("suzuki", "/api/openapi.json"));
    JsonNode paths = document.path("paths");
    assertEquals(
        "{\"needs\":[\"channel-manage\",\"directory-manage\"],\"refers\":[]}",
        paths.path("/guarded").path("get").path("x-madoguchi-access").toString());
    assertEquals(
        "{\"own\":\"in-person\",\"refers\":[]}",
        paths.path("/guarded/account").path("get").path("x-madoguchi-access").toString());
    assertEquals(
        "{\"needs\":[\"ticket-write\"],\"refers\":["
            + "{\"in\":\"path\",\"name\":\"ref\",\"to\":\"ticket\"},"
            + "{\"in\":\"query\",\"name\":\"municipality\",\"to\":\"municipality\"},"
            + "{\"in\":\"body\",\"name\":\"section\",\"to\":\"section\"},"
            + "{\"in\":\"body\",\"name\":\"parts[].files[]\",\"to\":\"attachment\"}]}",
        paths.path("/guarded/{ref}").path("post").path("x-madoguchi-access").toString());
    JsonNode api = document.path("x-madoguchi-servlets").path(0);
    assertEquals("{\"pattern\":\"/api/*\",\"servedTo\":\"logged-in\"}", api.toString());
  }

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
    assertTrue(resource.entered.await(5, SECONDS));
    CompletableFuture<Void> leaving = CompletableFuture.runAsync(desk::unregister);
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> assertEquals(503, web.get("suzuki", "/api/desk/rows").statusCode()));
    assertFalse(leaving.isDone());
    resource.proceed.countDown();
    assertEquals("{\"name\":\"slow\"}", running.get(5, SECONDS).body());
    leaving.get(5, SECONDS);
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
