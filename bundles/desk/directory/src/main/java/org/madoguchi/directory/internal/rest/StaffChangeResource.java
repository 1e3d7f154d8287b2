package org.madoguchi.directory.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.changes.CarryOutStaffChanges;
import org.madoguchi.directory.internal.changes.Known;
import org.madoguchi.directory.internal.changes.StaffChange;
import org.madoguchi.directory.internal.changes.StaffChange.State;
import org.madoguchi.directory.internal.changes.StaffChanges;
import org.madoguchi.directory.internal.rest.StaffChangeViews.NewStaffChange;
import org.madoguchi.directory.internal.rest.StaffChangeViews.StaffChangePage;
import org.madoguchi.directory.internal.rest.StaffChangeViews.StaffChangeView;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tables.BadLineTexts;
import org.madoguchi.tables.CsvBody;
import org.madoguchi.tables.ImportReport;
import org.madoguchi.tables.Outcome;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/staff-changes}: who leaves, is away, comes back or works elsewhere from a day on. */
@Component(service = StaffChangeResource.class)
@RestResource("/staff-changes")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class StaffChangeResource {
  private static final int PAGE = 100;
  private static final int LONGEST = 200;

  private final StaffChanges changes;
  private final CarryOutStaffChanges carrying;
  private final LiveDirectory directory;

  @Activate
  public StaffChangeResource(
      @Reference StaffChanges changes,
      @Reference CarryOutStaffChanges carrying,
      @Reference LiveDirectory directory) {
    this.changes = changes;
    this.carrying = carrying;
    this.directory = directory;
  }

  @GET
  @Path("/{municipality}")
  @Operation(
      operationId = "listStaffChanges",
      summary = "Planned and done changes of staff, planned last first")
  @Needs(Permission.DIRECTORY_MANAGE)
  public StaffChangePage list(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @QueryParam("state") String state,
      @QueryParam("after") String after) {
    Municipality place = changes.managed(scope, slug);
    Checks checks = new Checks();
    State wanted = checks.choice("state", state, State.class, null);
    boolean number = after == null || after.isBlank() || after.matches("[0-9]{1,18}");
    if (!number) {
      checks.note("after", "invalid", "");
    }
    checks.done();
    long before = after == null || after.isBlank() ? Long.MAX_VALUE : Long.parseLong(after);
    List<StaffChange> found =
        changes.page(place.id(), Optional.ofNullable(wanted), before, PAGE + 1);
    List<StaffChangeView> items =
        found.stream().limit(PAGE).map(c -> StaffChangeViews.view(directory, c)).toList();
    return new StaffChangePage(
        items, found.size() > PAGE ? items.get(items.size() - 1).id() : null);
  }

  @POST
  @Path("/{municipality}")
  @Operation(
      operationId = "planStaffChange",
      summary = "Plan that somebody leaves, is away, comes back or works elsewhere")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Response plan(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      NewStaffChange body) {
    Municipality place = changes.managed(scope, slug);
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    Checks request = new Checks();
    String requestId = request.required("requestId", body.requestId(), LONGEST);
    request.done();
    Known.Written written = written(body);
    StaffChange planned =
        changes.plan(
            scope,
            place,
            requestId,
            known -> {
              Checks checks = new Checks();
              var read = known.read(written, (field, code) -> checks.note(field, code, ""));
              checks.done();
              return read.orElseThrow();
            });
    return Response.created(URI.create(slug + "/" + planned.id()))
        .entity(StaffChangeViews.view(directory, planned))
        .build();
  }

  private static Known.Written written(NewStaffChange body) {
    return new Known.Written(
        text(body.login()),
        text(body.kind()),
        text(body.date()),
        text(body.role()),
        text(body.section()),
        text(body.tickets()),
        text(body.successor()));
  }

  private static String text(String value) {
    return value == null ? "" : value.strip();
  }

  @POST
  @Path("/{municipality}/import")
  @Consumes("text/csv")
  @Operation(
      operationId = "importStaffChanges",
      summary = "Plan changes of staff from CSV, whole or not at all")
  @Needs(Permission.DIRECTORY_MANAGE)
  public ImportReport importFile(
      @Context AccessScope scope,
      @Context Locale locale,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @QueryParam("dryRun") String dryRun,
      @HeaderParam("Content-Type") String contentType,
      InputStream body)
      throws IOException {
    Municipality place = changes.managed(scope, slug);
    boolean dry = DirectoryResource.flag("dryRun", dryRun);
    String csv = CsvBody.read(contentType, body, DirectoryResource.LARGEST_FILE);
    Outcome outcome = changes.take(scope, place, csv, dry);
    return ImportReport.of(
        outcome,
        dry,
        BadLineTexts.of(DirectoryResource.BAD_LINES, StaffChangeResource.class, locale));
  }

  @POST
  @Path("/{municipality}/{id}/cancel")
  @Operation(operationId = "cancelStaffChange", summary = "Cancel a change before its day")
  @Needs(Permission.DIRECTORY_MANAGE)
  public StaffChangeView cancel(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.STAFF_CHANGE) @PathParam("id") String id) {
    Municipality place = changes.managed(scope, slug);
    return StaffChangeViews.view(directory, changes.cancel(scope, place.id(), number(id)));
  }

  @POST
  @Path("/{municipality}/{id}/undo")
  @Operation(
      operationId = "undoStaffChange",
      summary = "Undo what was carried out, tickets too where nobody changed them since")
  @Needs(Permission.DIRECTORY_MANAGE)
  public StaffChangeView undo(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.STAFF_CHANGE) @PathParam("id") String id) {
    Municipality place = changes.managed(scope, slug);
    return StaffChangeViews.view(directory, carrying.undo(scope, place.id(), number(id)));
  }

  private static long number(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw new DomainException(DirectoryProblems.STAFF_CHANGE_NOT_FOUND);
    }
    return Long.parseLong(id);
  }
}
