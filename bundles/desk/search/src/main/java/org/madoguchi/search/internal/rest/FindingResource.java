package org.madoguchi.search.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.search.internal.asked.AskedOften;
import org.madoguchi.search.internal.records.FindingStore.Listed;
import org.madoguchi.search.internal.records.FindingStore.Period;
import org.madoguchi.search.internal.records.FindingStore.Place;
import org.madoguchi.search.internal.records.Findings;
import org.madoguchi.search.internal.rest.FindingViews.AskedDismissal;
import org.madoguchi.search.internal.rest.FindingViews.AskedOftenView;
import org.madoguchi.search.internal.rest.FindingViews.Dismissal;
import org.madoguchi.search.internal.rest.FindingViews.FiguresView;
import org.madoguchi.search.internal.rest.FindingViews.FindingPage;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/search-findings}: what citizens and staff look for and do not find. */
@Component(service = FindingResource.class)
@RestResource("/search-findings")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FindingResource {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final int LONGEST_GROUP = 200;

  /** By what figures are added up. */
  enum Step {
    DAY,
    MONTH
  }

  private final Findings findings;
  private final AskedOften often;

  @Activate
  public FindingResource(@Reference Findings findings, @Reference AskedOften often) {
    this.findings = findings;
    this.often = often;
  }

  @GET
  @Operation(
      operationId = "listSearchFindings",
      summary =
          "Searches for the same, the most frequent first, that found nothing (no-hits, also when"
              + " nothing is said) or of which nothing was opened (no-use)")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public FindingPage list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(description = "required")
          @Refers(Refers.To.MUNICIPALITY)
          @QueryParam("municipality")
          String municipality,
      @Parameter(description = "no-hits or no-use") @QueryParam("list") String list,
      @Parameter(description = "a day; 28 days before the last one unless told") @QueryParam("from")
          String from,
      @Parameter(description = "a day, included; today unless told") @QueryParam("to") String to,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    Listed listed = checks.choice("list", list, Listed.class, Listed.NO_HITS);
    int most = checks.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    Optional<Place> place = FindingViews.place(checks, after);
    MunicipalityId where = Forms.municipality(scope, checks, municipality);
    Period period = FindingViews.period(findings.today(scope, where), from, to);
    return FindingViews.page(findings.page(scope, where, listed, period, place, most));
  }

  @GET
  @Path("figures")
  @Operation(
      operationId = "showSearchFigures",
      summary = "How many searches there were, and how many ended in an answer or a contact")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public FiguresView figures(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(description = "required")
          @Refers(Refers.To.MUNICIPALITY)
          @QueryParam("municipality")
          String municipality,
      @Parameter(description = "as of the list") @QueryParam("from") String from,
      @Parameter(description = "as of the list") @QueryParam("to") String to,
      @Parameter(description = "day or month; day unless told") @QueryParam("by") String by) {
    Checks checks = new Checks();
    Step step = checks.choice("by", by, Step.class, Step.DAY);
    MunicipalityId where = Forms.municipality(scope, checks, municipality);
    Period period = FindingViews.period(findings.today(scope, where), from, to);
    return FindingViews.figures(period, findings.figures(scope, where, period), step == Step.MONTH);
  }

  @GET
  @Path("asked-often")
  @Operation(
      operationId = "listAskedOften",
      summary =
          "What the tickets of these days that the caller may read ask again and again, the most"
              + " frequent first; of 5,000 tickets at most")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public AskedOftenView askedOften(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(description = "required")
          @Refers(Refers.To.MUNICIPALITY)
          @QueryParam("municipality")
          String municipality,
      @Parameter(description = "as of the list") @QueryParam("from") String from,
      @Parameter(description = "as of the list") @QueryParam("to") String to,
      @Parameter(description = "true: also what an article answers") @QueryParam("answered")
          String answered) {
    Checks checks = new Checks();
    boolean all = Forms.flag(checks, "answered", answered);
    MunicipalityId where = Forms.municipality(scope, checks, municipality);
    Period period = FindingViews.period(findings.today(scope, where), from, to);
    return FindingViews.askedOften(period, often.list(scope, where, period, all));
  }

  @PUT
  @Path("asked-often/dismissals")
  @Operation(
      operationId = "dismissAskedOften",
      summary =
          "Nobody need do anything about this question, until it is asked twice as often again;"
              + " dismissed=false takes that back")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public void dismissAsked(
      @Parameter(hidden = true) @Context AccessScope scope, AskedDismissal body) {
    AskedDismissal wanted = Forms.present(body);
    Checks checks = new Checks();
    String group = checks.required("group", wanted.group(), LONGEST_GROUP);
    MunicipalityId where = Forms.municipality(scope, checks, wanted.municipality());
    Period period = FindingViews.period(findings.today(scope, where), wanted.from(), wanted.to());
    often.dismiss(scope, where, group, period, !Boolean.FALSE.equals(wanted.dismissed()));
  }

  @PUT
  @Path("dismissals")
  @Operation(
      operationId = "dismissSearchFinding",
      summary =
          "Nobody need do anything about these searches, until they are twice as many again;"
              + " dismissed=false takes that back")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public void dismiss(@Parameter(hidden = true) @Context AccessScope scope, Dismissal body) {
    Dismissal wanted = Forms.present(body);
    Checks checks = new Checks();
    checks.required("list", wanted.list(), LONGEST_GROUP);
    Listed listed = checks.choice("list", wanted.list(), Listed.class, Listed.NO_HITS);
    String group = checks.required("group", wanted.group(), LONGEST_GROUP);
    MunicipalityId where = Forms.municipality(scope, checks, wanted.municipality());
    Period period = FindingViews.period(findings.today(scope, where), wanted.from(), wanted.to());
    boolean dismissed = !Boolean.FALSE.equals(wanted.dismissed());
    findings.dismiss(scope, where, listed, group, period, dismissed);
  }
}
