package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
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
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.EditTicket;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.SplitTickets;
import org.madoguchi.tickets.internal.TicketViews;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tickets that were several matters: {@code /splits/<the ticket>/<the one that was split off>}. */
@Component(service = SplitResource.class)
@RestResource("/splits")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SplitResource {
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final SplitTickets splitting;
  private final TicketViews views;
  private final TicketForms forms;
  private final TicketRendering rendering;

  @Activate
  public SplitResource(
      @Reference SplitTickets splitting,
      @Reference TicketViews views,
      @Reference TicketForms forms,
      @Reference TicketRendering rendering) {
    this.splitting = splitting;
    this.views = views;
    this.forms = forms;
    this.rendering = rendering;
  }

  /**
   * What is missing but for the first two is as in the ticket that is split.
   *
   * @param entries what goes to the new ticket
   */
  record NewSplit(
      String requestId,
      @Refers(Refers.To.ENTRY) List<String> entries,
      String subject,
      String kind,
      @Refers(Refers.To.SECTION) String section,
      @Refers(Refers.To.CATEGORY) String category,
      String priority) {}

  @POST
  @Path("{ref}")
  @Operation(
      operationId = "splitTicket",
      summary = "Gives entries of a ticket a ticket of their own; answers the new one")
  @Needs(Permission.TICKET_WRITE)
  public Response split(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @HeaderParam("If-Match") String ifMatch,
      NewSplit body) {
    TicketRef ticket = Paths.ticket(ref);
    long version = EntityTag.version(ifMatch);
    // found first: whoever may not see the ticket learns nothing from the checks
    views.mustBeReadable(scope, ticket);
    SplitTickets.Order order = order(ticket, TicketForms.present(body));
    try {
      SplitTickets.Done done = splitting.split(scope, ticket, version, order);
      Response.ResponseBuilder answer =
          done.repeated()
              ? Response.ok()
              : Response.created(URI.create(ticket + "/" + done.part().ref()));
      return view(scope, answer, done.part());
    } catch (EditTicket.Stale e) {
      throw Conflicts.stale(e, rendering, rendering.row(e.current(), views.now()));
    }
  }

  @DELETE
  @Path("{ref}/{part}")
  @Operation(
      operationId = "takeSplitBack",
      summary = "Puts the entries back; answers the ticket they came from")
  @Needs(Permission.TICKET_WRITE)
  public Response takeBack(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.TICKET) @PathParam("part") String part) {
    Ticket ticket = splitting.takeBack(scope, Paths.ticket(ref), Paths.ticket(part));
    return view(scope, Response.ok(), ticket);
  }

  private Response view(AccessScope scope, Response.ResponseBuilder answer, Ticket ticket) {
    return answer
        .entity(rendering.view(views.afterEdit(scope, ticket)))
        .header("ETag", EntityTag.of(ticket.version()))
        .build();
  }

  private SplitTickets.Order order(TicketRef ticket, NewSplit body) {
    Checks checks = new Checks();
    String requestId = checks.required("requestId", body.requestId(), Limits.REQUEST_ID);
    List<Long> entries = entries(checks, body.entries());
    checks.done();
    UnaryOperator<Details> matter =
        forms.edit(
            ticket.municipality(),
            new Requests.TicketEdit(
                body.subject(),
                body.kind(),
                null,
                null,
                body.section(),
                null,
                body.category(),
                body.priority(),
                null,
                null,
                null,
                null,
                null));
    return new SplitTickets.Order(requestId, entries, matter);
  }

  private static List<Long> entries(Checks checks, List<String> sent) {
    if (sent == null || sent.isEmpty()) {
      return checks.note("entries", "required", List.of());
    }
    if (sent.size() > Limits.SPLIT) {
      return checks.note("entries", "too-many", List.of(), Limits.SPLIT);
    }
    List<Long> entries = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i) != null && ID.matcher(sent.get(i)).matches()) {
        entries.add(Long.parseLong(sent.get(i)));
      } else {
        checks.note("entries[" + i + "]", "unknown", 0L);
      }
    }
    return entries;
  }
}
