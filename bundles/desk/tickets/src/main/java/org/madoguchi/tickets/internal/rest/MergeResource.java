package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.MergeTickets;
import org.madoguchi.tickets.internal.TicketViews;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tickets that are one: {@code /merges/<the one that is merged>/<the one it goes on in>}. */
@Component(service = MergeResource.class)
@RestResource("/merges")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MergeResource {
  private final MergeTickets merging;
  private final TicketViews views;
  private final TicketRendering rendering;

  @Activate
  public MergeResource(
      @Reference MergeTickets merging,
      @Reference TicketViews views,
      @Reference TicketRendering rendering) {
    this.merging = merging;
    this.views = views;
    this.rendering = rendering;
  }

  @PUT
  @Path("{ref}/{into}")
  @Operation(
      operationId = "mergeTicket",
      summary = "Lets a ticket go on in another one; answers that one")
  @Needs(Permission.TICKET_WRITE)
  public Response merge(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.TICKET) @PathParam("into") String into,
      Requests.NewMerge body) {
    TicketRef ticket = Paths.ticket(ref);
    views.mustBeReadable(scope, ticket);
    boolean anyCitizen = Boolean.TRUE.equals(TicketForms.present(body).anyCitizen());
    return view(scope, merging.merge(scope, ticket, Paths.ticket(into), anyCitizen));
  }

  @DELETE
  @Path("{ref}/{into}")
  @Operation(
      operationId = "separateTicket",
      summary = "Takes a merge back; answers the ticket that stands for itself again")
  @Needs(Permission.TICKET_WRITE)
  public Response separate(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.TICKET) @PathParam("into") String into) {
    return view(scope, merging.separate(scope, Paths.ticket(ref), Paths.ticket(into)));
  }

  private Response view(AccessScope scope, Ticket ticket) {
    return Response.ok(rendering.view(views.afterEdit(scope, ticket)))
        .header("ETag", EntityTag.of(ticket.version()))
        .build();
  }
}
