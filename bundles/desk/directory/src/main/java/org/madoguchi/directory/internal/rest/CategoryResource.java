package org.madoguchi.directory.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.internal.categories.Categories;
import org.madoguchi.directory.internal.rest.CategoryViews.Happening;
import org.madoguchi.directory.internal.rest.CategoryViews.History;
import org.madoguchi.directory.internal.rest.CategoryViews.ManagedCategory;
import org.madoguchi.directory.internal.rest.CategoryViews.WrittenCategory;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.directory.internal.store.CategoryEntry;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/categories}: the categories as they are managed, and who changed them. */
@Component(service = CategoryResource.class)
@RestResource("/categories")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CategoryResource {
  private static final int PAGE = 50;

  private final Categories categories;
  private final LiveDirectory directory;
  private final Clock clock;

  @Activate
  public CategoryResource(
      @Reference Categories categories,
      @Reference LiveDirectory directory,
      @Reference Clock clock) {
    this.categories = categories;
    this.directory = directory;
    this.clock = clock;
  }

  @GET
  @Path("/{municipality}/items")
  @Operation(
      operationId = "listManagedCategories",
      summary = "All categories as they are written, with their versions")
  @Needs(Permission.DIRECTORY_MANAGE)
  public List<ManagedCategory> list(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug) {
    Municipality place = categories.managed(scope, slug);
    return categories.all(place.id()).stream().map(entry -> view(place, entry)).toList();
  }

  @POST
  @Path("/{municipality}/items")
  @Operation(
      operationId = "addCategory",
      summary = "Add a category; the same again changes nothing")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Response add(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      WrittenCategory body) {
    Municipality place = categories.managed(scope, slug);
    String code = present(body).code();
    CategoryEntry added = categories.add(scope.who(), place, body.written(code));
    URI location = URI.create(slug + "/items/" + added.category().code());
    return answer(place, Response.created(location), added);
  }

  @GET
  @Path("/{municipality}/items/{code}")
  @Operation(operationId = "showCategory", summary = "One category as it is written")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Response show(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.CATEGORY) @PathParam("code") String code) {
    Municipality place = categories.managed(scope, slug);
    return answer(place, Response.ok(), categories.find(place.id(), code));
  }

  @PUT
  @Path("/{municipality}/items/{code}")
  @Operation(
      operationId = "changeCategory",
      summary = "Change a category as a whole; a last day retires it")
  @Needs(Permission.DIRECTORY_MANAGE)
  public Response change(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @Refers(Refers.To.CATEGORY) @PathParam("code") String code,
      @HeaderParam("If-Match") String ifMatch,
      WrittenCategory body) {
    Municipality place = categories.managed(scope, slug);
    long version = EntityTag.version(ifMatch);
    WrittenCategory wanted = present(body);
    try {
      return answer(
          place,
          Response.ok(),
          categories.change(scope.who(), place, version, wanted.written(code)));
    } catch (Categories.Stale stale) {
      throw new DomainException(
          Problems.STALE_VERSION,
          List.of(),
          List.of(),
          Map.of(
              "changed",
              CategoryViews.conflicts(stale.changes()),
              "current",
              view(place, stale.current())));
    }
  }

  @GET
  @Path("/{municipality}/history")
  @Operation(
      operationId = "categoryHistory",
      summary = "Who changed which category and which files were taken, newest first")
  @Needs(Permission.DIRECTORY_MANAGE)
  public History history(
      @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String slug,
      @QueryParam("before") String before) {
    Municipality place = categories.managed(scope, slug);
    Checks checks = new Checks();
    int from = checks.number("before", before, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    checks.done();
    List<CommittedEvent> found = categories.history(place.id(), from, PAGE + 1);
    List<Happening> items =
        found.stream()
            .limit(PAGE)
            .map(event -> CategoryViews.happening(directory, place.id(), event))
            .toList();
    return new History(items, found.size() > PAGE ? items.get(PAGE - 1).sequence() : null);
  }

  private Response answer(
      Municipality place, Response.ResponseBuilder answer, CategoryEntry entry) {
    return answer.entity(view(place, entry)).header("ETag", EntityTag.of(entry.version())).build();
  }

  private ManagedCategory view(Municipality place, CategoryEntry entry) {
    LocalDate today = place.dayOf(clock.instant());
    String code = entry.category().code();
    return CategoryViews.managed(
        entry, directory.category(place.id(), code).orElse(entry.category()), today);
  }

  private static WrittenCategory present(WrittenCategory body) {
    if (body == null) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return body;
  }
}
