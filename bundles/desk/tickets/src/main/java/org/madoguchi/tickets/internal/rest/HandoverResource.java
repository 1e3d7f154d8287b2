package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.internal.TicketQueries;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.bulk.BulkItem;
import org.madoguchi.tickets.internal.bulk.BulkItem.State;
import org.madoguchi.tickets.internal.bulk.BulkJob;
import org.madoguchi.tickets.internal.bulk.BulkJobs;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/handovers}: what becomes of the tickets of staff who leave, are away or work
 * elsewhere, for who manages staff. Numbers only: nothing of what is in a ticket.
 */
@Component(service = HandoverResource.class)
@RestResource("/handovers")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HandoverResource {
  private static final int MOST = 100;

  /**
   * @param change of staff
   * @param back whether this gives back what was handed over
   * @param total tickets; {@code unchanged} were somebody else's or closed by then
   */
  @Schema(name = "Handover")
  public record HandoverView(
      String change,
      boolean back,
      BulkJob.State state,
      int total,
      int done,
      int unchanged,
      int refused) {}

  /** A ticket that was refused, or is nobody's though a successor was named. */
  @Schema(name = "NotHandedOver")
  public record NotHanded(String number, boolean done, BulkItem.Reason reason) {}

  private final TicketTransactions transactions;
  private final TicketQueries queries;
  private final BulkJobs jobs;

  @Activate
  public HandoverResource(
      @Reference TicketTransactions transactions,
      @Reference TicketQueries queries,
      @Reference BulkJobs jobs) {
    this.transactions = transactions;
    this.queries = queries;
    this.jobs = jobs;
  }

  @GET
  @Path("{municipality}")
  @Operation(
      operationId = "viewHandovers",
      summary = "How far the tickets of these changes of staff (with commas) are handed over")
  @Needs(Permission.DIRECTORY_MANAGE)
  public List<HandoverView> of(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @QueryParam("changes") String changes) {
    MunicipalityId municipality = managed(scope, slug);
    Checks checks = new Checks();
    Set<String> wanted = several(checks, "changes", changes);
    if (!wanted.stream().allMatch(c -> c.matches("[0-9]{1,18}"))) {
      checks.note("changes", "invalid", "");
    }
    checks.done();
    return jobs.handovers(municipality, wanted.stream().map(Long::valueOf).toList()).stream()
        .map(HandoverResource::view)
        .toList();
  }

  private static HandoverView view(BulkJobs.Progress progress) {
    Map<State, Integer> counts = progress.counts();
    return new HandoverView(
        Long.toString(progress.job().handover().orElseThrow().change()),
        progress.job().undoes() != 0,
        progress.job().state(),
        counts.values().stream().mapToInt(Integer::intValue).sum(),
        counts.getOrDefault(State.DONE, 0),
        counts.getOrDefault(State.UNCHANGED, 0),
        counts.getOrDefault(State.REFUSED, 0));
  }

  @GET
  @Path("{municipality}/{change}/problems")
  @Operation(
      operationId = "problemsOfHandover",
      summary = "The first hundred tickets that were not handed over as planned, and why")
  @Needs(Permission.DIRECTORY_MANAGE)
  public List<NotHanded> problems(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.STAFF_CHANGE) @PathParam("change") String change) {
    MunicipalityId municipality = managed(scope, slug);
    long id = Paths.id(change, Problems.NOT_FOUND);
    return jobs.notHanded(municipality, id, MOST).stream()
        .map(
            i ->
                new NotHanded(
                    i.ticket().number(), i.outcome().state() == State.DONE, i.outcome().reason()))
        .toList();
  }

  @GET
  @Path("{municipality}/owned")
  @Operation(
      operationId = "countOwned",
      summary = "How many tickets that are not closed these people (with commas) own")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Map<String, Integer> owned(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @QueryParam("logins") String logins) {
    MunicipalityId municipality = managed(scope, slug);
    Checks checks = new Checks();
    Set<String> wanted = several(checks, "logins", logins);
    checks.done();
    List<StaffId> people = wanted.stream().filter(StaffId::isLogin).map(StaffId::new).toList();
    Map<StaffId, Integer> found = transactions.read(() -> queries.owned(municipality, people));
    Map<String, Integer> counts = new LinkedHashMap<>();
    people.forEach(who -> counts.put(who.value(), found.getOrDefault(who, 0)));
    return counts;
  }

  private static Set<String> several(Checks checks, String field, String value) {
    String written = checks.optional(field, value, MOST * 65);
    Set<String> all =
        Arrays.stream(written.split(",")).filter(v -> !v.isBlank()).collect(Collectors.toSet());
    return all.size() > MOST ? checks.note(field, "too-many", Set.of(), MOST) : all;
  }

  private static MunicipalityId managed(AccessScope scope, String slug) {
    MunicipalityId municipality = Paths.municipality(slug);
    if (!scope.may(Permission.DIRECTORY_READ, municipality)) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, slug);
    }
    scope.require(Permission.DIRECTORY_MANAGE, municipality);
    return municipality;
  }
}
