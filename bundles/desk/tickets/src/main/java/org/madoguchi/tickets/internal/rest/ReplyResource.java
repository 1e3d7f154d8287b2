package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.sending.ReplyPreview;
import org.madoguchi.tickets.internal.sending.TakeBackReply;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Before a reply is sent: what is put under it, and taking it back. */
@Component(service = ReplyResource.class)
@RestResource("/replies")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReplyResource {
  private final TakeBackReply takingBack;
  private final ReplyPreview previews;
  private final TicketRendering rendering;

  @Activate
  public ReplyResource(
      @Reference TakeBackReply takingBack,
      @Reference ReplyPreview previews,
      @Reference TicketRendering rendering) {
    this.takingBack = takingBack;
    this.previews = previews;
    this.rendering = rendering;
  }

  @GET
  @Path("{ref}/signature")
  @Operation(operationId = "replySignature", summary = "What is put under a reply to this ticket")
  @Needs(Permission.TICKET_REPLY)
  public TicketJson.Signature signature(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref) {
    return new TicketJson.Signature(previews.signature(scope, Paths.ticket(ref)));
  }

  @DELETE
  @Path("{ref}/{id}")
  @Operation(
      operationId = "takeBackReply",
      summary = "Takes the caller's own reply back into the draft, unless it is sent already")
  @Needs(Permission.TICKET_REPLY)
  public TicketJson.TakenBack takeBack(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.ENTRY) @PathParam("id") String id) {
    long entry = Paths.id(id, TicketProblems.ENTRY_NOT_FOUND);
    TicketRef ticket = Paths.ticket(ref);
    return rendering.takenBack(ticket.municipality(), takingBack.takeBack(scope, ticket, entry));
  }
}
