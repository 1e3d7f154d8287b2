package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import javax.ws.rs.Consumes;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Contributions;
import org.madoguchi.tickets.internal.TicketViews;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How far contributing sections are: {@code /contributions/<ticket>/<section>}. */
@Component(service = ContributionResource.class)
@RestResource("/contributions")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ContributionResource {
  private final Contributions contributions;
  private final TicketViews views;
  private final TicketRendering rendering;

  @Activate
  public ContributionResource(
      @Reference Contributions contributions,
      @Reference TicketViews views,
      @Reference TicketRendering rendering) {
    this.contributions = contributions;
    this.views = views;
    this.rendering = rendering;
  }

  @PUT
  @Path("{ref}/{section}")
  @Operation(
      operationId = "tellContribution",
      summary = "Says how far a contributing section is with its part; answers the ticket")
  @Needs(Permission.TICKET_WRITE)
  public Response tell(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.SECTION) @PathParam("section") String section,
      Requests.Contribution body) {
    TicketRef ticket = Paths.ticket(ref);
    views.mustBeReadable(scope, ticket);
    if (!SectionId.isCode(section)) {
      throw new DomainException(TicketProblems.SECTION_NOT_CONTRIBUTING);
    }
    Ticket told =
        contributions.tell(
            scope, ticket, new SectionId(section), TicketForms.progress(TicketForms.present(body)));
    return Response.ok(rendering.view(views.afterEdit(scope, told)))
        .header("ETag", EntityTag.of(told.version()))
        .build();
  }
}
