package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
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
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.problems.KnownProblem;
import org.madoguchi.tickets.internal.problems.KnownProblems;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/problems}: the causes behind many tickets. */
@Component(service = ProblemResource.class)
@RestResource("/problems")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProblemResource {
  private final KnownProblems problems;
  private final ProblemForms forms;
  private final TicketRendering rendering;

  @Activate
  public ProblemResource(
      @Reference KnownProblems problems,
      @Reference ProblemForms forms,
      @Reference TicketRendering rendering) {
    this.problems = problems;
    this.forms = forms;
    this.rendering = rendering;
  }

  @GET
  @Path("{municipality}")
  @Operation(
      operationId = "listProblems",
      summary = "The newest first; without a status, those that are not solved")
  @Needs(Permission.TICKET_READ)
  public ProblemJson.Page list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @QueryParam("status") String status,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    MunicipalityId town = Paths.municipality(municipality);
    ProblemForms.Asked asked = ProblemForms.asked(status, after, limit);
    List<KnownProblem> found =
        problems.page(scope, town, asked.status(), asked.below(), asked.limit() + 1);
    List<KnownProblem> shown = found.subList(0, Math.min(found.size(), asked.limit()));
    String next =
        shown.size() < found.size() ? Long.toString(shown.get(shown.size() - 1).id()) : null;
    return new ProblemJson.Page(shown.stream().map(p -> view(scope, p, null)).toList(), next);
  }

  @POST
  @Path("{municipality}")
  @Operation(operationId = "registerProblem", summary = "Registers a problem")
  @Needs(Permission.TICKET_WRITE)
  public Response register(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      ProblemJson.New body) {
    MunicipalityId town = mustRead(scope, municipality);
    KnownProblem made = problems.register(scope, forms.order(town, TicketForms.present(body)));
    return answer(
        Response.created(URI.create(municipality + "/" + made.id())), view(scope, made, null));
  }

  @GET
  @Path("{municipality}/{id}")
  @Operation(operationId = "viewProblem", summary = "One problem, and how many tickets it has")
  @Needs(Permission.TICKET_READ)
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.PROBLEM) @PathParam("id") String id) {
    KnownProblem problem = problems.find(scope, Paths.municipality(municipality), id(id));
    Map<String, Integer> tied = new LinkedHashMap<>();
    Map<TicketStatus, Integer> counts = problems.tied(scope, problem);
    counts.forEach((status, count) -> tied.put(Checks.written(status), count));
    return answer(Response.ok(), view(scope, problem, tied));
  }

  @PATCH
  @Path("{municipality}/{id}")
  @Operation(operationId = "editProblem", summary = "Edits a problem; solved is one of its states")
  @Needs(Permission.TICKET_WRITE)
  public Response edit(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.PROBLEM) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      ProblemJson.Edit body) {
    MunicipalityId town = Paths.municipality(municipality);
    long number = id(id);
    long version = EntityTag.version(ifMatch);
    // found first: whoever may not see the problem learns nothing from the checks
    problems.find(scope, town, number);
    ProblemJson.Edit sent = TicketForms.present(body);
    try {
      KnownProblem edited = problems.edit(scope, town, number, version, forms.edit(town, sent));
      return answer(Response.ok(), view(scope, edited, null));
    } catch (KnownProblems.Stale e) {
      throw stale(scope, e);
    }
  }

  @GET
  @Path("{municipality}/{id}/history")
  @Operation(operationId = "problemHistory", summary = "What was done to a problem, newest first")
  @Needs(Permission.TICKET_READ)
  public List<ProblemJson.Happening> history(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.PROBLEM) @PathParam("id") String id) {
    return problems.history(scope, Paths.municipality(municipality), id(id)).stream()
        .map(this::happening)
        .toList();
  }

  private ProblemJson.Happening happening(KnownProblems.Happening happening) {
    Map<String, TicketJson.Change> changes = new LinkedHashMap<>();
    happening
        .changes()
        .forEach((field, c) -> changes.put(field, new TicketJson.Change(c.before(), c.after())));
    return new ProblemJson.Happening(
        happening.version(), rendering.person(happening.actor()), happening.at(), changes);
  }

  private MunicipalityId mustRead(AccessScope scope, String municipality) {
    MunicipalityId town = Paths.municipality(municipality);
    problems.mustReadThere(scope, town);
    return town;
  }

  private static long id(String written) {
    return Paths.id(written, TicketProblems.PROBLEM_NOT_FOUND);
  }

  private static Response answer(Response.ResponseBuilder answer, ProblemJson.View view) {
    return answer.entity(view).header("ETag", EntityTag.of(view.version())).build();
  }

  private ProblemJson.View view(
      AccessScope scope, KnownProblem problem, Map<String, Integer> tied) {
    return new ProblemJson.View(
        Long.toString(problem.id()),
        problem.municipality().value(),
        problem.cause().title(),
        problem.cause().status(),
        rendering.section(problem.municipality(), problem.cause().section()),
        rendering.person(problem.cause().owner()),
        problem.cause().cause(),
        problem.cause().workaround(),
        problem.cause().announcement(),
        problem.cause().fix(),
        rendering.person(problem.editor()),
        problem.editedAt(),
        KnownProblems.editable(scope, problem),
        problem.version(),
        tied);
  }

  private DomainException stale(AccessScope scope, KnownProblems.Stale stale) {
    Map<String, FieldChange> wanted = stale.wanted().changesSince(stale.current().cause());
    Map<String, TicketJson.Conflict> changed = new LinkedHashMap<>();
    for (KnownProblems.Happening happening : stale.since()) {
      happening
          .changes()
          .forEach(
              (field, theirs) ->
                  changed.put(
                      field,
                      new TicketJson.Conflict(
                          wanted.containsKey(field) ? wanted.get(field).after() : null,
                          theirs.after(),
                          rendering.person(happening.actor()),
                          happening.at())));
    }
    return new DomainException(
        Problems.STALE_VERSION,
        List.of(),
        List.of(),
        Map.of("changed", changed, "current", view(scope, stale.current(), null)));
  }
}
