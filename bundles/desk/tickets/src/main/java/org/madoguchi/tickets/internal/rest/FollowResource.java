package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.alerts.Following;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who is told what happens at a ticket. */
@Component(service = FollowResource.class)
@RestResource("/follows")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class FollowResource {
  private final Following following;
  private final TicketRendering rendering;

  @Activate
  public FollowResource(@Reference Following following, @Reference TicketRendering rendering) {
    this.following = following;
    this.rendering = rendering;
  }

  /**
   * @param owner whether the caller follows by being the owner
   */
  record FollowJson(boolean follows, boolean owner, List<TicketJson.Person> followers) {}

  /** Somebody who may be named at a ticket. */
  record Colleague(String id, String name, String kana) {}

  @GET
  @Path("{ref}")
  @Operation(operationId = "viewFollowers", summary = "Who follows a ticket, and whether one does")
  @Needs(Permission.TICKET_READ)
  public FollowJson view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref) {
    return follow(following.state(scope, Paths.ticket(ref)));
  }

  @PUT
  @Path("{ref}")
  @Operation(operationId = "followTicket", summary = "The caller is told what happens from now on")
  @Needs(Permission.TICKET_READ)
  public FollowJson follow(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref) {
    return follow(following.turn(scope, Paths.ticket(ref), true));
  }

  @DELETE
  @Path("{ref}")
  @Operation(operationId = "unfollowTicket", summary = "The caller is told no longer, owner or not")
  @Needs(Permission.TICKET_READ)
  public FollowJson stop(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref) {
    return follow(following.turn(scope, Paths.ticket(ref), false));
  }

  @GET
  @Path("{ref}/colleagues")
  @Operation(operationId = "findColleagues", summary = "Who may be named in a note; at most 20")
  @Needs(Permission.TICKET_WRITE)
  public List<Colleague> colleagues(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @QueryParam("q") String q) {
    Checks checks = new Checks();
    String words = checks.optional("q", q, Limits.NAME);
    checks.done();
    return following.colleagues(scope, Paths.ticket(ref), words).stream()
        .map(s -> new Colleague(s.id().value(), s.name(), s.kana()))
        .toList();
  }

  private FollowJson follow(Following.State state) {
    return new FollowJson(
        state.follows(), state.owner(), state.followers().stream().map(rendering::person).toList());
  }
}
