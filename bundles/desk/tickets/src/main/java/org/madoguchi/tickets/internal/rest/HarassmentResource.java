package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.TicketViews;
import org.madoguchi.tickets.internal.harassment.Harassment;
import org.madoguchi.tickets.internal.harassment.HarassmentRecord;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/harassment}: records of harassment by citizens. */
@Component(service = HarassmentResource.class)
@RestResource("/harassment")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HarassmentResource {
  private static final int LONGEST = 2_000;
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final Harassment harassment;
  private final TicketViews views;
  private final TicketRendering rendering;

  @Activate
  public HarassmentResource(
      @Reference Harassment harassment,
      @Reference TicketViews views,
      @Reference TicketRendering rendering) {
    this.harassment = harassment;
    this.views = views;
    this.rendering = rendering;
  }

  /**
   * @param ref the ticket it is on
   * @param corrects the record it puts right; absent for none
   */
  record RecordJson(
      String entry,
      String ref,
      String number,
      HarassmentRecord.Kind kind,
      String text,
      boolean warned,
      Instant happenedAt,
      TicketJson.Person author,
      Instant at,
      String corrects,
      boolean corrected) {}

  /**
   * @param supervisors to whom the caller may hand the ticket over
   */
  record KnownHarassment(List<RecordJson> records, List<TicketJson.Person> supervisors) {}

  /**
   * @param warned whether the citizen was warned
   * @param happenedAt missing for just now
   * @param corrects an earlier record on the ticket
   * @param handOver a supervisor, who owns the ticket from now on; missing for nobody
   */
  record NewHarassment(
      String requestId,
      String kind,
      String text,
      Boolean warned,
      String happenedAt,
      @Refers(Refers.To.ENTRY) String corrects,
      @Refers(Refers.To.STAFF) String handOver) {}

  @GET
  @Path("{ref}")
  @Operation(
      operationId = "knownHarassment",
      summary = "What is recorded of the ticket's citizen, as far as the caller sees the tickets")
  @Needs(Permission.TICKET_READ)
  public KnownHarassment known(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref) {
    Harassment.Known known = harassment.known(scope, Paths.ticket(ref));
    return new KnownHarassment(
        known.records().stream().map(this::json).toList(),
        known.supervisors().stream()
            .map(s -> new TicketJson.Person(s.id().value(), s.name()))
            .toList());
  }

  @POST
  @Path("{ref}")
  @Operation(
      operationId = "recordHarassment",
      summary = "Records harassment as a note and hands the ticket over; answers what is known")
  @Needs(Permission.TICKET_WRITE)
  public Response record(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      NewHarassment body) {
    TicketRef ticket = Paths.ticket(ref);
    views.mustBeReadable(scope, ticket);
    harassment.record(scope, ticket, order(TicketForms.present(body)));
    return Response.status(Response.Status.CREATED).entity(known(scope, ref)).build();
  }

  private static Harassment.Order order(NewHarassment body) {
    Checks checks = new Checks();
    HarassmentRecord.Kind kind =
        body.kind() == null || body.kind().isBlank()
            ? checks.note("kind", "required", HarassmentRecord.Kind.OTHER)
            : checks.choice(
                "kind", body.kind(), HarassmentRecord.Kind.class, HarassmentRecord.Kind.OTHER);
    Optional<Instant> happened = checks.instant("happenedAt", body.happenedAt());
    Instant first = Instant.parse("2000-01-01T00:00:00Z");
    Instant last = Instant.parse("2200-01-01T00:00:00Z");
    if (happened.filter(at -> at.isBefore(first) || at.isAfter(last)).isPresent()) {
      checks.note("happenedAt", "invalid", "");
    }
    Harassment.Order order =
        new Harassment.Order(
            checks.required("requestId", body.requestId(), Limits.REQUEST_ID),
            kind,
            checks.required("text", body.text(), LONGEST),
            Boolean.TRUE.equals(body.warned()),
            happened,
            corrects(checks, body.corrects()),
            handOver(checks, body.handOver()));
    checks.done();
    return order;
  }

  private static long corrects(Checks checks, String sent) {
    if (sent == null || sent.isBlank()) {
      return 0;
    }
    return ID.matcher(sent).matches()
        ? Long.parseLong(sent)
        : checks.note("corrects", "unknown", 0L);
  }

  private static StaffId handOver(Checks checks, String sent) {
    if (sent == null || sent.isBlank()) {
      return StaffId.NONE;
    }
    return StaffId.isLogin(sent)
        ? new StaffId(sent)
        : checks.note("handOver", "unknown", StaffId.NONE);
  }

  private RecordJson json(HarassmentRecord r) {
    return new RecordJson(
        Long.toString(r.entry()),
        r.ticket().toString(),
        r.ticket().number(),
        r.kind(),
        r.text(),
        r.warned(),
        r.happenedAt(),
        rendering.person(r.author()),
        r.at(),
        r.corrects() == 0 ? null : Long.toString(r.corrects()),
        r.corrected());
  }
}
