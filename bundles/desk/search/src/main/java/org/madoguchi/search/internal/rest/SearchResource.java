package org.madoguchi.search.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
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
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.Facet;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.rest.Views.IndexView;
import org.madoguchi.search.internal.rest.Views.PageView;
import org.madoguchi.search.internal.rest.Views.SuggestionsView;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code /api/search}: what the caller may see, by what is said in it. */
@Component(service = SearchResource.class)
@RestResource("/search")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SearchResource {
  private static final int PAGE = 20;
  private static final int SUGGESTED = 8;
  private static final int MOST_SUGGESTED = 20;

  // An index that cannot be opened must not take the desk's readiness with it.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SearchIndex index;

  private SearchIndex index() {
    SearchIndex present = index;
    if (present == null) {
      throw new DomainException(Problems.UNAVAILABLE);
    }
    return present;
  }

  @GET
  @Operation(
      operationId = "search",
      summary = "What answers q best, of all the caller may see; without q the newest")
  @Needs(Permission.KNOWLEDGE_READ)
  public PageView search(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(description = "required")
          @Refers(Refers.To.MUNICIPALITY)
          @QueryParam("municipality")
          String municipality,
      @Parameter(description = "words or a whole question; no syntax; 1,000 characters count")
          @QueryParam("q")
          String q,
      @Parameter(
              description =
                  "ticket, article, text-module, citizen, between commas; all unless told")
          @QueryParam("kind")
          String kind,
      @Refers(Refers.To.SECTION) @QueryParam("section") String section,
      @Refers(Refers.To.CATEGORY) @QueryParam("category") String category,
      @QueryParam("language") String language,
      @Parameter(
              description = "which are counted: kind, section, category, language, between commas")
          @QueryParam("facets")
          String facets,
      @Parameter(description = "hits to skip, 0–1,000") @QueryParam("from") String from,
      @Parameter(description = "0–100") @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    Set<DocumentKind> kinds = Forms.choices(checks, "kind", kind, DocumentKind.class);
    Set<Facet> counted = Forms.choices(checks, "facets", facets, Facet.class);
    Map<Facet, Set<String>> only = Forms.only(checks, section, category, language);
    int skipped = checks.number("from", from, 0, SearchQuery.FURTHEST, 0);
    int size = checks.number("limit", limit, 0, SearchQuery.MOST, PAGE);
    MunicipalityId where = Forms.municipality(scope, checks, municipality);
    SearchQuery query =
        new SearchQuery(
            typed(q), where, Visibility.of(scope), kinds, only, counted, skipped, size, false);
    return Presenter.page(index().search(query));
  }

  @GET
  @Path("suggestions")
  @Operation(
      operationId = "suggest",
      summary = "What the caller may see whose title contains what was typed so far, kana too")
  @Needs(Permission.KNOWLEDGE_READ)
  public SuggestionsView suggest(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(description = "required")
          @Refers(Refers.To.MUNICIPALITY)
          @QueryParam("municipality")
          String municipality,
      @QueryParam("q") String q,
      @Parameter(description = "as of a search") @QueryParam("kind") String kind,
      @Parameter(description = "1–20") @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    Set<DocumentKind> kinds = Forms.choices(checks, "kind", kind, DocumentKind.class);
    int most = checks.number("limit", limit, 1, MOST_SUGGESTED, SUGGESTED);
    MunicipalityId where = Forms.municipality(scope, checks, municipality);
    SearchQuery query =
        new SearchQuery(
            typed(q), where, Visibility.of(scope), kinds, Map.of(), Set.of(), 0, most, false);
    return Presenter.suggestions(index().suggest(query, most));
  }

  private static String typed(String q) {
    return q == null ? "" : q;
  }

  @GET
  @Path("index")
  @Operation(operationId = "searchIndex", summary = "How the index of this node does")
  @Needs(value = Permission.DIRECTORY_MANAGE, everywhere = true)
  public IndexView state() {
    return Presenter.index(index().state());
  }

  @POST
  @Path("index/rebuild")
  @Operation(
      operationId = "rebuildSearchIndex",
      summary = "Fills a new index of this node beside the present one, which answers meanwhile")
  @Needs(value = Permission.DIRECTORY_MANAGE, everywhere = true)
  public Response rebuild() {
    SearchIndex present = index();
    present.rebuild();
    return Response.accepted(Presenter.index(present.state())).build();
  }
}
