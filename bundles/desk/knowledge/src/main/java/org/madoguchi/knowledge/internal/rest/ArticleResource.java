package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.ArticleDesk;
import org.madoguchi.knowledge.internal.ArticleSteps;
import org.madoguchi.knowledge.internal.ArticleStore.Filter;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.rest.Views.ArticleEdit;
import org.madoguchi.knowledge.internal.rest.Views.ComparisonView;
import org.madoguchi.knowledge.internal.rest.Views.EditionsView;
import org.madoguchi.knowledge.internal.rest.Views.NewArticle;
import org.madoguchi.knowledge.internal.rest.Views.PageView;
import org.madoguchi.knowledge.internal.rest.Views.StepView;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/articles}: the articles (FAQ) of the caller's municipalities and sections. */
@Component(service = ArticleResource.class)
@RestResource("/articles")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ArticleResource {
  static final int PAGE = 50;
  static final int LARGEST_PAGE = 200;

  private final ArticleDesk desk;
  private final ArticleSteps steps;
  private final Presenter presenter;

  @Activate
  public ArticleResource(
      @Reference ArticleDesk desk, @Reference ArticleSteps steps, @Reference Directory directory) {
    this.desk = desk;
    this.steps = steps;
    this.presenter = new Presenter(directory);
  }

  @GET
  @Operation(
      operationId = "listArticles",
      summary = "A page of articles, the newest first; q is looked for in question and words")
  @Needs({Permission.KNOWLEDGE_READ, Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public PageView list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality,
      @Parameter(description = "true = the newest editions of what one writes or approves")
          @QueryParam("work")
          String work,
      @Refers(Refers.To.SECTION) @QueryParam("section") String section,
      @Refers(Refers.To.CATEGORY) @QueryParam("category") String category,
      @Parameter(description = "draft, in-review, approved, done; returned = drafts sent back")
          @QueryParam("progress")
          String progress,
      @QueryParam("standing") String standing,
      @QueryParam("visibility") String visibility,
      @QueryParam("q") String q,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    Filter wanted =
        Forms.filter(checks, work, section, category, progress, standing, visibility, q);
    OptionalLong before = Forms.before(checks, after);
    int most = checks.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    checks.done();
    return presenter.page(
        desk.page(scope, Forms.optionalMunicipality(municipality), wanted, before, most),
        wanted.work());
  }

  @POST
  @Operation(operationId = "createArticle", summary = "Writes an article: a draft")
  @Needs(Permission.KNOWLEDGE_WRITE)
  public Response create(@Parameter(hidden = true) @Context AccessScope scope, NewArticle body) {
    NewArticle wanted = Forms.present(body);
    Checks checks = new Checks();
    String requestId = checks.required("requestId", wanted.requestId(), Forms.LONGEST_REQUEST);
    String municipality = checks.required("municipality", wanted.municipality(), 100);
    Details details = Forms.details(checks, wanted);
    checks.done();
    Article made =
        desk.create(
            scope, new ArticleDesk.Order(requestId, Forms.municipality(municipality), details));
    return answer(
        Response.created(URI.create(Long.toString(made.id()))),
        scope,
        made.id(),
        OptionalInt.empty());
  }

  @GET
  @Path("{id}")
  @Operation(
      operationId = "viewArticle",
      summary = "One article: the newest edition for those who work with it, the shown for others")
  @Needs({Permission.KNOWLEDGE_READ, Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      @QueryParam("edition") String edition) {
    Checks checks = new Checks();
    int number = checks.number("edition", edition, 1, Integer.MAX_VALUE, 0);
    checks.done();
    return answer(
        Response.ok(),
        scope,
        Forms.article(id),
        number == 0 ? OptionalInt.empty() : OptionalInt.of(number));
  }

  @PATCH
  @Path("{id}")
  @Operation(
      operationId = "editArticle",
      summary = "Writes an article anew: a draft again, while readers see what was published")
  @Needs(Permission.KNOWLEDGE_WRITE)
  public Response edit(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      ArticleEdit body) {
    long version = EntityTag.version(ifMatch);
    ArticleEdit edit = Forms.present(body);
    Article after =
        desk.edit(scope, Forms.article(id), version, before -> Forms.edited(before, edit));
    return answer(Response.ok(), scope, after.id(), OptionalInt.empty());
  }

  @POST
  @Path("{id}/steps")
  @Operation(
      operationId = "stepArticle",
      summary = "Puts in for approval, approves, publishes, withdraws, confirms, restores …")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public Response step(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      StepView body) {
    long version = EntityTag.version(ifMatch);
    ArticleSteps.Order order = Forms.step(Forms.present(body));
    Article after = steps.take(scope, Forms.article(id), version, order);
    return answer(Response.ok(), scope, after.id(), OptionalInt.empty());
  }

  private Response answer(
      Response.ResponseBuilder answer, AccessScope scope, long id, OptionalInt edition) {
    ArticleDesk.Seen seen = desk.find(scope, id, edition);
    return answer
        .entity(
            presenter.article(seen, seen.works() ? steps.lets(scope, seen.article()) : Map.of()))
        .header("ETag", EntityTag.of(seen.article().version()))
        .build();
  }

  @GET
  @Path("{id}/editions")
  @Operation(operationId = "listArticleEditions", summary = "What was written when, newest first")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public EditionsView editions(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    int before = checks.number("after", after, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    int most = checks.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    checks.done();
    return presenter.editions(desk.editions(scope, Forms.article(id), before, most + 1), most);
  }

  @GET
  @Path("{id}/comparison")
  @Operation(
      operationId = "compareArticleEditions",
      summary = "What differs between two editions; without them, the newest and the one before")
  @Needs({Permission.KNOWLEDGE_WRITE, Permission.KNOWLEDGE_APPROVE})
  public ComparisonView comparison(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ARTICLE) @PathParam("id") String id,
      @QueryParam("older") String older,
      @QueryParam("newer") String newer) {
    Checks checks = new Checks();
    int first = checks.number("older", older, 1, Integer.MAX_VALUE, 0);
    int second = checks.number("newer", newer, 1, Integer.MAX_VALUE, 0);
    checks.done();
    long article = Forms.article(id);
    int to =
        second > 0 ? second : desk.find(scope, article, OptionalInt.empty()).article().edition();
    int from = first > 0 ? first : Math.max(1, to - 1);
    List<Content> both = desk.both(scope, article, from, to);
    return presenter.comparison(from, to, both);
  }
}
