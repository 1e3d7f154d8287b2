package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.saved.SavedCounts;
import org.madoguchi.tickets.internal.saved.SavedViews;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Saved views of the list: one's own and those shared with one. */
@Component(service = SavedViewResource.class)
@RestResource("/views")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SavedViewResource {
  private final SavedViews views;
  private final SavedCounts counts;
  private final TicketRendering rendering;

  @Activate
  public SavedViewResource(
      @Reference SavedViews views,
      @Reference SavedCounts counts,
      @Reference TicketRendering rendering) {
    this.views = views;
    this.counts = counts;
    this.rendering = rendering;
  }

  record Views(List<SavedViewJson> items) {}

  record ViewCounts(Map<String, TicketJson.QueueCount> views) {}

  @GET
  @Operation(operationId = "listViews", summary = "The caller's views and those shared with them")
  @Needs(Permission.TICKET_READ)
  public Views list(@Parameter(hidden = true) @Context AccessScope scope) {
    return new Views(SavedViewJson.of(views.list(scope), rendering));
  }

  @GET
  @Path("counts")
  @Operation(operationId = "countViews", summary = "How many tickets the caller finds in each view")
  @Needs(Permission.TICKET_READ)
  public ViewCounts counts(@Parameter(hidden = true) @Context AccessScope scope) {
    Map<String, TicketJson.QueueCount> found = new LinkedHashMap<>();
    counts
        .of(scope)
        .forEach(
            (id, n) ->
                found.put(
                    Long.toString(id),
                    new TicketJson.QueueCount(
                        n.tickets().count(), n.overdue().count(), n.tickets().capped())));
    return new ViewCounts(found);
  }

  @PUT
  @Path("order")
  @Operation(operationId = "orderViews", summary = "In which order the caller has their views")
  @OwnOnly
  public void order(
      @Parameter(hidden = true) @Context AccessScope scope, SavedViewForms.ViewOrder body) {
    views.order(scope, SavedViewForms.ids(TicketForms.present(body)));
  }

  @POST
  @Operation(operationId = "saveView", summary = "Saves what a list shows under a name")
  @Needs(Permission.TICKET_READ)
  public Response save(
      @Parameter(hidden = true) @Context AccessScope scope, SavedViewForms.NewView body) {
    SavedViewForms.NewView sent = TicketForms.present(body);
    MunicipalityId municipality = SavedViewForms.municipality(sent);
    views.mustBeThere(scope, municipality);
    SavedViewForms.Wanted wanted = SavedViewForms.wanted(municipality, sent);
    SavedViews.Shown saved =
        views.save(scope, wanted.requestId(), wanted.audience(), wanted.content());
    return answer(Response.created(URI.create(Long.toString(saved.view().id()))), saved);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "readView", summary = "A saved view")
  @Needs(Permission.TICKET_READ)
  public Response read(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.VIEW) @PathParam("id") String id) {
    return answer(Response.ok(), views.find(scope, id(id)));
  }

  @PATCH
  @Path("{id}")
  @Operation(operationId = "changeView", summary = "Renames, narrows, shares a view")
  @Needs(Permission.TICKET_READ)
  public Response change(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.VIEW) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      SavedViewForms.ViewEdit body) {
    long version = EntityTag.version(ifMatch);
    // found first: whom it is not for learns nothing from the checks
    views.find(scope, id(id));
    SavedViews.Change change = SavedViewForms.change(TicketForms.present(body));
    try {
      return answer(Response.ok(), views.change(scope, id(id), version, change));
    } catch (SavedViews.Stale e) {
      throw new DomainException(
          Problems.STALE_VERSION,
          List.of(),
          List.of(),
          Map.of("changed", Map.of(), "current", SavedViewJson.of(e.current(), rendering)));
    }
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "deleteView", summary = "Deletes a view; it can be brought back")
  @Needs(Permission.TICKET_READ)
  public void delete(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.VIEW) @PathParam("id") String id) {
    views.delete(scope, id(id));
  }

  @POST
  @Path("{id}/restore")
  @Operation(operationId = "restoreView", summary = "Brings a deleted view back")
  @Needs(Permission.TICKET_READ)
  public Response restore(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.VIEW) @PathParam("id") String id) {
    return answer(Response.ok(), views.restore(scope, id(id)));
  }

  private Response answer(Response.ResponseBuilder builder, SavedViews.Shown shown) {
    return builder
        .header("ETag", EntityTag.of(shown.view().version()))
        .entity(SavedViewJson.of(shown, rendering))
        .build();
  }

  private static long id(String written) {
    return Paths.id(written, TicketProblems.VIEW_NOT_FOUND);
  }
}
