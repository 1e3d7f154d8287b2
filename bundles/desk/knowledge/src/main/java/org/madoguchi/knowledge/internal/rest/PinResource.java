package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.internal.PinSwitch;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Pin;
import org.madoguchi.knowledge.internal.rest.PinViews.ArticleView;
import org.madoguchi.knowledge.internal.rest.PinViews.NewPin;
import org.madoguchi.knowledge.internal.rest.PinViews.PageView;
import org.madoguchi.knowledge.internal.rest.PinViews.PinEdit;
import org.madoguchi.knowledge.internal.rest.PinViews.PinView;
import org.madoguchi.knowledge.internal.rest.PinViews.StandingView;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/pinned-answers}: what stands on every face of the caller's municipalities. */
@Component(service = PinResource.class)
@RestResource("/pinned-answers")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PinResource {
  private static final int PAGE = 20;
  private static final int LARGEST_PAGE = 100;

  private final PinSwitch pins;
  private final Presenter presenter;

  @Activate
  public PinResource(@Reference PinSwitch pins, @Reference Directory directory) {
    this.pins = pins;
    this.presenter = new Presenter(directory);
  }

  @GET
  @Operation(operationId = "listPinnedAnswers", summary = "What is pinned now")
  @Needs({Permission.TICKET_READ, Permission.KNOWLEDGE_READ, Permission.ANSWER_PIN})
  public StandingView standing(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality) {
    List<Pin> standing = pins.standing(scope, Forms.optionalMunicipality(municipality));
    return new StandingView(views(scope, standing), pins.now());
  }

  @GET
  @Path("history")
  @Operation(operationId = "listEndedPinnedAnswers", summary = "What was pinned once")
  @Needs({Permission.TICKET_READ, Permission.KNOWLEDGE_READ, Permission.ANSWER_PIN})
  public PageView over(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    OptionalLong before = Forms.before(checks, after);
    int most = checks.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    checks.done();
    PinSwitch.Page page = pins.over(scope, Forms.optionalMunicipality(municipality), before, most);
    return new PageView(
        views(scope, page.pins()),
        page.next().isPresent() ? Long.toString(page.next().getAsLong()) : null);
  }

  @POST
  @Operation(operationId = "pinAnswer", summary = "Pins an answer on every face, before the others")
  @Needs(Permission.ANSWER_PIN)
  public Response pin(@Parameter(hidden = true) @Context AccessScope scope, NewPin body) {
    NewPin wanted = Forms.present(body);
    Checks checks = new Checks();
    String request = checks.required("requestId", wanted.requestId(), Forms.LONGEST_REQUEST);
    String municipality = checks.required("municipality", wanted.municipality(), 100);
    checks.done();
    Pin pin =
        pins.pin(
            scope,
            new PinSwitch.Order(
                request, Forms.municipality(municipality), PinForms.wording(wanted, pins.now())));
    return answer(Response.created(URI.create(Long.toString(pin.id()))), scope, pin);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "viewPinnedAnswer", summary = "One that stands or stood")
  @Needs({Permission.TICKET_READ, Permission.KNOWLEDGE_READ, Permission.ANSWER_PIN})
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.PINNED_ANSWER) @PathParam("id") String id) {
    return answer(Response.ok(), scope, pins.find(scope, id(id)));
  }

  @PATCH
  @Path("{id}")
  @Operation(operationId = "editPinnedAnswer", summary = "Edits what is pinned, or moves it up")
  @Needs(Permission.ANSWER_PIN)
  public Response edit(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.PINNED_ANSWER) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      PinEdit body) {
    long version = EntityTag.version(ifMatch);
    PinEdit edit = Forms.present(body);
    try {
      Pin pin =
          pins.edit(
              scope,
              id(id),
              version,
              (before, now) -> PinForms.edited(before, edit, now),
              Boolean.TRUE.equals(edit.first()));
      return answer(Response.ok(), scope, pin);
    } catch (PinSwitch.Stale e) {
      throw stale(scope, e);
    }
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "unpinAnswer",
      summary = "Takes it down everywhere; the history keeps it")
  @Needs(Permission.ANSWER_PIN)
  public void unpin(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.PINNED_ANSWER) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch) {
    long version = EntityTag.version(ifMatch);
    try {
      pins.unpin(scope, id(id), version);
    } catch (PinSwitch.Stale e) {
      throw stale(scope, e);
    }
  }

  private static long id(String written) {
    return Forms.id(written, KnowledgeProblems.PIN_NOT_FOUND);
  }

  private DomainException stale(AccessScope scope, PinSwitch.Stale stale) {
    return new DomainException(
        Problems.STALE_VERSION,
        List.of(),
        List.of(),
        Map.of("changed", Map.of(), "current", views(scope, List.of(stale.current())).get(0)));
  }

  private Response answer(Response.ResponseBuilder answer, AccessScope scope, Pin pin) {
    return answer
        .entity(views(scope, List.of(pin)).get(0))
        .header("ETag", EntityTag.of(pin.version()))
        .build();
  }

  private List<PinView> views(AccessScope scope, List<Pin> shown) {
    Map<Long, String> questions = pins.questions(shown);
    Instant now = pins.now();
    return shown.stream().map(pin -> view(scope, pin, questions, now)).toList();
  }

  private PinView view(AccessScope scope, Pin pin, Map<Long, String> questions, Instant now) {
    Pin.Wording wording = pin.wording();
    long article = wording.article();
    return new PinView(
        Long.toString(pin.id()),
        pin.municipality().value(),
        wording.heading(),
        wording.text(),
        wording.englishHeading(),
        wording.englishText(),
        article == 0 ? null : new ArticleView(Long.toString(article), questions.get(article)),
        pin.making().at(),
        wording.until().orElse(null),
        pin.takenDown(),
        presenter.person(pin.making().who()),
        presenter.person(pin.editor()),
        pin.editedAt(),
        !pin.isOver(now) && scope.may(Permission.ANSWER_PIN, pin.municipality()),
        pin.version());
  }
}
