package org.madoguchi.web.internal.rest;

import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.ws.rs.BadRequestException;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;

/** A resource as a capability would write it, with everything that can go wrong. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DeskResource {
  /** What a citizen wants. */
  public enum Kind {
    INQUIRY,
    PAGE_REPORT
  }

  /** A number written as text. */
  public record Ref(MunicipalityId municipality, int number) {
    public static Optional<Ref> parse(String text) {
      String[] parts = text.split("-");
      return parts.length == 2 && MunicipalityId.isSlug(parts[0]) && parts[1].matches("[0-9]{1,6}")
          ? Optional.of(new Ref(new MunicipalityId(parts[0]), Integer.parseInt(parts[1])))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return municipality + "-" + number;
    }
  }

  /** Where somebody is reached. */
  public record Contact(Kind kind, String value) {}

  /** Somebody. */
  public record Citizen(String name, List<Contact> contacts) {}

  /** A bit of everything. */
  public record Ticket(
      Ref ref,
      MunicipalityId municipality,
      SectionId section,
      StaffId owner,
      Kind kind,
      Instant dueAt,
      int count,
      boolean overdue,
      Citizen citizen,
      Map<Kind, Integer> counts) {}

  /** With an Optional. */
  public record Answer(String text, Optional<String> note, Locale language) {}

  /** One of several rows. */
  public record Row(String name) {}

  public final CountDownLatch entered = new CountDownLatch(1);
  public final CountDownLatch proceed = new CountDownLatch(1);

  @OwnOnly
  @POST
  @Path("/echo")
  public Ticket echo(Ticket ticket) {
    return ticket;
  }

  @OwnOnly
  @GET
  @Path("/me")
  public Map<String, Object> me(@Context AccessScope scope, @Context Locale locale) {
    return Map.of("who", scope.who(), "language", locale);
  }

  @OwnOnly
  @GET
  @Path("/rows")
  public List<Row> rows(@QueryParam("limit") String limit) {
    Checks checks = new Checks();
    checks.number("limit", limit, 1, 200, 50);
    checks.done();
    return List.of(new Row("一"), new Row("二"));
  }

  @OwnOnly
  @GET
  @Path("/answer/{note}")
  public Answer answer(@Refers(Refers.To.NOTHING) @PathParam("note") String note) {
    return new Answer(
        "ok", note.equals("none") ? Optional.empty() : Optional.of(note), Locale.JAPAN);
  }

  @OwnOnly
  @GET
  @Path("/throws/{what}")
  public Response fails(@Refers(Refers.To.NOTHING) @PathParam("what") String what)
      throws Throwable {
    throw switch (what) {
      case "domain" -> new DomainException(Problems.MUNICIPALITY_NOT_FOUND, "atlantis");
      case "wrapped" -> new IllegalStateException(new DomainException(Problems.FORBIDDEN));
      case "extended" ->
          new DomainException(
              Problems.STALE_VERSION,
              List.of(),
              List.of(),
              Map.of("changed", Map.of("subject", "x"), "status", 1));
      case "bad" -> new BadRequestException("secret detail");
      case "entity" ->
          new WebApplicationException(
              Response.status(409).entity("secret detail").type("text/html").build());
      case "throttled" -> new DomainException(Problems.TOO_MANY_REQUESTS, 7);
      case "error" -> new NoClassDefFoundError("secret/Detail");
      case "database-refused" -> database("08001");
      case "database-broken" -> database("08006");
      case "database-shutting-down" -> database("57P01");
      case "database-exhausted" ->
          new IllegalStateException(new SQLException("secret", new NoSuchElementException()));
      case "database-wrong" -> database("42X05");
      default -> new IllegalStateException("secret detail");
    };
  }

  private static RuntimeException database(String state) {
    return new IllegalStateException(new RuntimeException(new SQLException("secret", state)));
  }

  @OwnOnly
  @GET
  @Path("/unwritable")
  public Map<String, Object> unwritable() {
    return Map.of(
        "a",
        new Object() {
          @SuppressWarnings("unused") // read by Jackson
          public String getName() {
            throw new IllegalStateException("secret detail");
          }
        });
  }

  @OwnOnly
  @GET
  @Path("/slow")
  public Row slow() throws InterruptedException {
    entered.countDown();
    proceed.await();
    return new Row("slow");
  }

  @OwnOnly
  @POST
  @Path("/upload")
  @Consumes("*/*")
  public Map<String, Long> upload(InputStream body) throws java.io.IOException {
    return Map.of("size", body.transferTo(java.io.OutputStream.nullOutputStream()));
  }
}
