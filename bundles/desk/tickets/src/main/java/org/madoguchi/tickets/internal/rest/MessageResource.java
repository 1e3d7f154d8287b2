package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
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
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.ForwardedMessages;
import org.madoguchi.tickets.internal.TicketViews;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Single messages of a conversation: {@code /messages/<ticket>/<entry>}. */
@Component(service = MessageResource.class)
@RestResource("/messages")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MessageResource {
  private final ForwardedMessages forwarded;
  private final TicketViews views;
  private final TicketRendering rendering;
  private final RemoteImages images;

  @Activate
  public MessageResource(
      @Reference ForwardedMessages forwarded,
      @Reference TicketViews views,
      @Reference TicketRendering rendering,
      @Reference RemoteImages images) {
    this.forwarded = forwarded;
    this.views = views;
    this.rendering = rendering;
    this.images = images;
  }

  @GET
  @Path("{ref}/{id}/images")
  @Produces(MediaType.WILDCARD)
  @Operation(
      operationId = "showRemoteImages",
      summary =
          "The HTML of a mail with images from outside, as a page of its own; only where the"
              + " municipality lets readers ask for them")
  @Needs(Permission.TICKET_READ)
  public Response images(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.ENTRY) @PathParam("id") String id) {
    TicketRef ticket = Paths.ticket(ref);
    Entry entry = views.message(scope, ticket, entry(id));
    if (images.of(ticket.municipality(), entry).orElse(null)
        != TicketJson.RemoteImages.ON_REQUEST) {
      throw new DomainException(TicketProblems.NO_REMOTE_IMAGES);
    }
    return RemoteImages.page(ticket.number() + " " + entry.subject(), entry.html());
  }

  @PUT
  @Path("{ref}/{id}/requester")
  @Operation(
      operationId = "putDownToWriter",
      summary = "Puts a forwarded message, and the ticket, down to the citizen who wrote it")
  @Needs(Permission.TICKET_WRITE)
  public Response putDown(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.ENTRY) @PathParam("id") String id) {
    return view(scope, forwarded.putDown(scope, Paths.ticket(ref), entry(id)));
  }

  @DELETE
  @Path("{ref}/{id}/requester")
  @Operation(operationId = "takeBackFromWriter", summary = "Whose the ticket was before")
  @Needs(Permission.TICKET_WRITE)
  public Response takeBack(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.ENTRY) @PathParam("id") String id) {
    return view(scope, forwarded.takeBack(scope, Paths.ticket(ref), entry(id)));
  }

  private static long entry(String id) {
    return Paths.id(id, TicketProblems.ENTRY_NOT_FOUND);
  }

  private Response view(AccessScope scope, Ticket ticket) {
    return Response.ok(rendering.view(views.afterEdit(scope, ticket)))
        .header("ETag", EntityTag.of(ticket.version()))
        .build();
  }
}
