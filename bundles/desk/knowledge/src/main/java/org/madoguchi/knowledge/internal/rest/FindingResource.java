package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.ArticleFindings;
import org.madoguchi.knowledge.internal.domain.Finding.Kind;
import org.madoguchi.knowledge.internal.rest.FindingViews.CountView;
import org.madoguchi.knowledge.internal.rest.FindingViews.CountsView;
import org.madoguchi.knowledge.internal.rest.FindingViews.FindingDismissal;
import org.madoguchi.knowledge.internal.rest.FindingViews.FindingPage;
import org.madoguchi.tables.TableForm;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/article-findings}: which articles somebody should look at, and why. */
@Component(service = FindingResource.class)
@RestResource("/article-findings")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FindingResource {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_PLACE = 60;
  private static final int LONGEST_NAME = 100;

  private final ArticleFindings findings;
  private final FindingPresenter presenter;

  @Activate
  public FindingResource(@Reference ArticleFindings findings, @Reference Directory directory) {
    this.findings = findings;
    this.presenter = new FindingPresenter(directory);
  }

  @GET
  @Operation(
      operationId = "listArticleFindings",
      summary =
          "Articles one works with that do not help (unhelpful, also when nothing is said), that"
              + " nobody used for 90 days (unused), that are to be looked over within 30 days"
              + " (review), or pairs that say nearly the same (duplicates); the worst first")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public FindingPage list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(description = "required")
          @Refers(Refers.To.MUNICIPALITY)
          @QueryParam("municipality")
          String municipality,
      @Parameter(description = "unhelpful, unused, review or duplicates") @QueryParam("kind")
          String kind,
      @Refers(Refers.To.SECTION) @QueryParam("section") String section,
      @Parameter(description = "a day: unused since then or before, to be looked over until then")
          @QueryParam("until")
          String until,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    ArticleFindings.Query query = query(checks, kind, section, until);
    String place = checks.optional("after", after, LONGEST_PLACE);
    int most = checks.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    MunicipalityId where = municipality(checks, municipality);
    return presenter.page(findings.page(scope, where, query, place, most));
  }

  @GET
  @Path("counts")
  @Operation(
      operationId = "countArticleFindings",
      summary = "How many there are of each kind; of more than a thousand, a thousand")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public CountsView counts(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(description = "required")
          @Refers(Refers.To.MUNICIPALITY)
          @QueryParam("municipality")
          String municipality,
      @Refers(Refers.To.SECTION) @QueryParam("section") String section) {
    Checks checks = new Checks();
    ArticleFindings.Query query = query(checks, "", section, "");
    MunicipalityId where = municipality(checks, municipality);
    Map<Kind, Integer> counts = findings.counts(scope, where, query.section());
    return new CountsView(
        count(counts, Kind.UNHELPFUL),
        count(counts, Kind.UNUSED),
        count(counts, Kind.REVIEW),
        count(counts, Kind.DUPLICATES));
  }

  private static CountView count(Map<Kind, Integer> counts, Kind kind) {
    int count = counts.get(kind);
    return new CountView(count, count >= ArticleFindings.MOST_COUNTED);
  }

  @GET
  @Path("export")
  @Produces(MediaType.WILDCARD)
  @Operation(operationId = "exportArticleFindings", summary = "The whole list as CSV")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public Response export(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(description = "required")
          @Refers(Refers.To.MUNICIPALITY)
          @QueryParam("municipality")
          String municipality,
      @Parameter(description = "as of the list") @QueryParam("kind") String kind,
      @Refers(Refers.To.SECTION) @QueryParam("section") String section,
      @Parameter(description = "as of the list") @QueryParam("until") String until) {
    Checks checks = new Checks();
    ArticleFindings.Query query = query(checks, kind, section, until);
    MunicipalityId where = municipality(checks, municipality);
    ArticleFindings.Page first = findings.page(scope, where, query, "", LARGEST_PAGE);
    StreamingOutput file =
        out ->
            presenter.write(
                out, first, after -> findings.page(scope, where, query, after, LARGEST_PAGE));
    String name = "article-findings-" + Checks.written(query.kind()) + "-" + where;
    return Response.ok(file, TableForm.CSV.mediaType())
        .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
        .build();
  }

  @PUT
  @Path("dismissals")
  @Operation(
      operationId = "dismissArticleFinding",
      summary =
          "Nobody need look at it until a day, or until the article is edited; dismissed=false"
              + " takes that back")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public void dismiss(@Parameter(hidden = true) @Context AccessScope scope, FindingDismissal body) {
    FindingDismissal wanted = Forms.present(body);
    boolean dismissed = !Boolean.FALSE.equals(wanted.dismissed());
    Checks checks = new Checks();
    checks.required("kind", wanted.kind(), LONGEST_NAME);
    Kind kind = checks.choice("kind", wanted.kind(), Kind.class, Kind.UNHELPFUL);
    String article = checks.required("article", wanted.article(), LONGEST_NAME);
    String other =
        kind == Kind.DUPLICATES ? checks.required("other", wanted.other(), LONGEST_NAME) : "0";
    String reason =
        dismissed
            ? checks.required("reason", wanted.reason(), LONGEST_REASON).strip()
            : checks.optional("reason", wanted.reason(), LONGEST_REASON);
    Optional<LocalDate> until = day(checks, wanted.until());
    MunicipalityId where = municipality(checks, wanted.municipality());
    findings.dismiss(
        scope,
        where,
        new ArticleFindings.Order(
            kind, Forms.article(article), Forms.article(other), reason, until),
        dismissed);
  }

  private static ArticleFindings.Query query(
      Checks checks, String kind, String section, String until) {
    return new ArticleFindings.Query(
        checks.choice("kind", kind, Kind.class, Kind.UNHELPFUL),
        Forms.optionalSection(checks, section),
        day(checks, until));
  }

  private static Optional<LocalDate> day(Checks checks, String written) {
    if (written == null || written.isBlank()) {
      return Optional.empty();
    }
    try {
      if (written.length() == "2026-11-23".length()) {
        return Optional.of(LocalDate.parse(written));
      }
    } catch (DateTimeException e) {
      // noted below
    }
    return checks.note("until", "not-a-date", Optional.empty());
  }

  /** After everything else was checked. */
  private static MunicipalityId municipality(Checks checks, String slug) {
    String written = checks.required("municipality", slug, LONGEST_NAME);
    checks.done();
    return Forms.municipality(written);
  }
}
