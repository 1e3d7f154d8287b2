package org.madoguchi.notices.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.util.List;
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
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.notices.internal.Changes;
import org.madoguchi.notices.internal.NamedProblems;
import org.madoguchi.notices.internal.domain.PlannedChange;
import org.madoguchi.notices.internal.rest.ChangeViews.ChangeEdit;
import org.madoguchi.notices.internal.rest.ChangeViews.ChangeView;
import org.madoguchi.notices.internal.rest.ChangeViews.NewChange;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/changes}: planned changes and maintenance. */
@Component(service = ChangeResource.class)
@RestResource("/changes")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ChangeResource {
  private final Changes changes;
  private final ChangePresenter presenter;

  @Activate
  public ChangeResource(
      @Reference Changes changes,
      @Reference Directory directory,
      @Reference NamedProblems problems) {
    this.changes = changes;
    this.presenter = new ChangePresenter(directory, problems);
  }

  @GET
  @Path("{municipality}")
  @Operation(
      operationId = "listChanges",
      summary = "What touches these days (at most 400), by its beginning; at most 500")
  @Needs({Permission.TICKET_READ, Permission.NOTICE_PUBLISH})
  public List<ChangeView> list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Parameter(description = "a date") @QueryParam("from") String from,
      @Parameter(description = "a date") @QueryParam("to") String to) {
    MunicipalityId town = Forms.municipality(municipality);
    ChangeForms.Days days = ChangeForms.days(from, to);
    return presenter.changes(scope, changes.between(scope, town, days.first(), days.last()));
  }

  @POST
  @Path("{municipality}")
  @Operation(operationId = "enterChange", summary = "Enters a planned change")
  @Needs(Permission.NOTICE_PUBLISH)
  public Response enter(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      NewChange body) {
    NewChange wanted = Forms.present(body);
    Checks checks = new Checks();
    String request = checks.required("requestId", wanted.requestId(), Forms.LONGEST_REQUEST_ID);
    checks.done();
    Changes.Order order =
        new Changes.Order(request, Forms.municipality(municipality), ChangeForms.plan(wanted));
    PlannedChange made = changes.enter(scope, order);
    URI place = URI.create(municipality + "/" + made.id());
    return answer(Response.created(place), scope, made);
  }

  @GET
  @Path("{municipality}/{id}")
  @Operation(operationId = "viewChange", summary = "One planned change")
  @Needs({Permission.TICKET_READ, Permission.NOTICE_PUBLISH})
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.CHANGE) @PathParam("id") String id) {
    MunicipalityId town = Forms.municipality(municipality);
    return answer(Response.ok(), scope, changes.find(scope, town, ChangeForms.id(id)));
  }

  @PATCH
  @Path("{municipality}/{id}")
  @Operation(
      operationId = "editChange",
      summary = "Edits a planned change; calledOff tells that it will not be, or will be after all")
  @Needs(Permission.NOTICE_PUBLISH)
  public Response edit(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.CHANGE) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      ChangeEdit body) {
    long version = EntityTag.version(ifMatch);
    ChangeEdit edit = Forms.present(body);
    MunicipalityId town = Forms.municipality(municipality);
    try {
      return answer(
          Response.ok(),
          scope,
          changes.edit(
              scope,
              town,
              ChangeForms.id(id),
              version,
              before -> ChangeForms.edited(before, edit)));
    } catch (Changes.Stale e) {
      throw presenter.stale(scope, e);
    }
  }

  private Response answer(
      Response.ResponseBuilder answer, AccessScope scope, PlannedChange change) {
    ChangeView view = presenter.change(scope, change);
    return answer.entity(view).header("ETag", EntityTag.of(view.version())).build();
  }
}
