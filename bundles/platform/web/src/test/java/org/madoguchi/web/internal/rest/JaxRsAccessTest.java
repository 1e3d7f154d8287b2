package org.madoguchi.web.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.web.internal.WebServer.json;
import static org.madoguchi.web.internal.WebServer.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** Who may call what, and that it is told. */
public class JaxRsAccessTest {
  @Rule public final WebServer web = new WebServer();

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
}
