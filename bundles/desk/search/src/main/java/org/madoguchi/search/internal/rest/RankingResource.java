package org.madoguchi.search.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
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
import org.madoguchi.search.internal.learning.RankingDesk;
import org.madoguchi.search.internal.rest.RankingViews.RankingView;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/search-ranking}: by what a municipality's answers are put in order. */
@Component(service = RankingResource.class)
@RestResource("/search-ranking")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RankingResource {
  private final RankingDesk desk;

  @Activate
  public RankingResource(@Reference RankingDesk desk) {
    this.desk = desk;
  }

  @GET
  @Path("{municipality}")
  @Operation(
      operationId = "showSearchRanking",
      summary = "Whether answers are put in order by what the municipality's searches taught")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public RankingView show(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality) {
    return RankingView.of(desk.state(scope, Forms.municipality(municipality)));
  }

  @POST
  @Path("{municipality}/teaching")
  @Operation(
      operationId = "teachSearchRanking",
      summary =
          "Learns from what was searched and used; what comes of it is shown later, and is used"
              + " only when it answers better")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public Response teach(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality) {
    return Response.accepted(RankingView.of(desk.teach(scope, Forms.municipality(municipality))))
        .build();
  }

  @DELETE
  @Path("{municipality}")
  @Operation(
      operationId = "forgetSearchRanking",
      summary = "From now on by the weights that come with the product")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public RankingView forget(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality) {
    return RankingView.of(desk.forget(scope, Forms.municipality(municipality)));
  }
}
