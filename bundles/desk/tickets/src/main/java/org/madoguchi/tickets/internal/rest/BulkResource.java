package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.bulk.BulkJobs;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes of many tickets: one's own. */
@Component(service = BulkResource.class)
@RestResource("/bulk")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BulkResource {
  private static final int PAGE = 100;

  private final BulkJobs jobs;
  private final BulkForms forms;

  @Activate
  public BulkResource(@Reference BulkJobs jobs, @Reference BulkForms forms) {
    this.jobs = jobs;
    this.forms = forms;
  }

  @POST
  @Operation(
      operationId = "changeMany",
      summary = "Changes chosen tickets, or finds those of a selection first")
  @Needs(Permission.TICKET_WRITE)
  public Response order(
      @Parameter(hidden = true) @Context AccessScope scope, Requests.NewBulk body) {
    Requests.NewBulk sent = TicketForms.present(body);
    MunicipalityId municipality = Paths.municipality(sent.municipality());
    BulkJobs.mustWorkThere(scope, municipality);
    BulkJobs.Progress made = jobs.order(scope, forms.order(municipality, sent));
    return Response.created(URI.create(Long.toString(made.job().id())))
        .entity(BulkAnswers.job(made))
        .build();
  }

  @GET
  @Operation(operationId = "ownBulkChanges", summary = "The caller's newest ten")
  @Needs(Permission.TICKET_WRITE)
  public List<BulkAnswers.Job> own(@Parameter(hidden = true) @Context AccessScope scope) {
    return jobs.own(scope).stream().map(BulkAnswers::job).toList();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "viewBulkChange", summary = "How far a change of many tickets is")
  @Needs(Permission.TICKET_WRITE)
  public BulkAnswers.Job view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.BULK_JOB) @PathParam("id") String id) {
    return BulkAnswers.job(jobs.find(scope, id(id)));
  }

  @GET
  @Path("{id}/refused")
  @Operation(
      operationId = "refusedOfBulkChange",
      summary = "Tickets that were not changed, and why")
  @Needs(Permission.TICKET_WRITE)
  public BulkAnswers.RefusedPage refused(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.BULK_JOB) @PathParam("id") String id,
      @QueryParam("after") String after) {
    Checks checks = new Checks();
    String behind = checks.optional("after", after, Limits.NAME);
    checks.done();
    return BulkAnswers.refused(jobs.refused(scope, id(id), behind, PAGE + 1), PAGE);
  }

  @GET
  @Path("{id}/preview")
  @Operation(
      operationId = "previewBulkChange",
      summary = "Which of the first hundred tickets that were found would be refused, and why")
  @Needs(Permission.TICKET_WRITE)
  public BulkAnswers.Foreseen preview(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.BULK_JOB) @PathParam("id") String id) {
    return BulkAnswers.preview(jobs.preview(scope, id(id)));
  }

  @POST
  @Path("{id}/start")
  @Operation(operationId = "startBulkChange", summary = "Begins with the tickets that were found")
  @Needs(Permission.TICKET_WRITE)
  public BulkAnswers.Job start(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.BULK_JOB) @PathParam("id") String id) {
    return BulkAnswers.job(jobs.start(scope, id(id)));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "stopBulkChange", summary = "Leaves what is not done yet")
  @Needs(Permission.TICKET_WRITE)
  public BulkAnswers.Job stop(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.BULK_JOB) @PathParam("id") String id) {
    return BulkAnswers.job(jobs.stop(scope, id(id)));
  }

  @POST
  @Path("{id}/undo")
  @Operation(
      operationId = "undoBulkChange",
      summary = "Puts back what was changed, where nobody has changed anything since")
  @Needs(Permission.TICKET_WRITE)
  public BulkAnswers.Job undo(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.BULK_JOB) @PathParam("id") String id) {
    return BulkAnswers.job(jobs.undo(scope, id(id)));
  }

  private static long id(String written) {
    return Paths.id(written, TicketProblems.BULK_NOT_FOUND);
  }
}
