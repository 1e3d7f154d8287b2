package org.madoguchi.notices.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
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
import org.madoguchi.notices.internal.NoticeStore.Place;
import org.madoguchi.notices.internal.NoticeStore.Shelf;
import org.madoguchi.notices.internal.Notices;
import org.madoguchi.notices.internal.rest.Views.AboutView;
import org.madoguchi.notices.internal.rest.Views.NewNotice;
import org.madoguchi.notices.internal.rest.Views.NoticeEdit;
import org.madoguchi.notices.internal.rest.Views.PageView;
import org.madoguchi.notices.internal.rest.Views.ReadMark;
import org.madoguchi.notices.internal.rest.Views.ReadersView;
import org.madoguchi.notices.internal.rest.Views.TodayView;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/notices}: the bulletin of the caller's municipalities and sections. */
@Component(service = NoticeResource.class)
@RestResource("/notices")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NoticeResource {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final int TODAY = 50;

  private final Notices notices;
  private final Changes changes;
  private final Presenter presenter;
  private final Clock clock;

  @Activate
  public NoticeResource(
      @Reference Notices notices,
      @Reference Changes changes,
      @Reference Directory directory,
      @Reference NamedProblems problems,
      @Reference Clock clock) {
    this.notices = notices;
    this.changes = changes;
    this.presenter = new Presenter(directory, problems);
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "listNotices",
      summary = "A page of notices; q is looked for in title and text")
  @Needs({Permission.TICKET_READ, Permission.NOTICE_PUBLISH})
  public PageView list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality,
      @Parameter(description = "current (unless told), coming, expired") @QueryParam("shelf")
          String shelf,
      @QueryParam("q") String q,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    Shelf where = checks.choice("shelf", shelf, Shelf.class, Shelf.CURRENT);
    List<String> words = Forms.words(checks, q);
    Optional<Place> place = Forms.place(checks, after);
    int most = checks.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    checks.done();
    Notices.Wanted wanted = new Notices.Wanted(where, words);
    return presenter.page(
        scope,
        notices.page(scope, Forms.optionalMunicipality(municipality), wanted, place, most),
        now());
  }

  @GET
  @Path("today")
  @Operation(
      operationId = "showNotices",
      summary = "What is shown now, and how many of it are new to the caller")
  @Needs({Permission.TICKET_READ, Permission.NOTICE_PUBLISH})
  public TodayView today(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality) {
    Optional<MunicipalityId> where = Forms.optionalMunicipality(municipality);
    return presenter.today(
        scope,
        notices.today(scope, where, TODAY),
        changes.today(scope, where, TODAY),
        changes.tomorrow(scope));
  }

  @GET
  @Path("about/{municipality}/{problem}")
  @Operation(
      operationId = "noticesAboutProblem",
      summary = "The latest notices and planned changes about a problem, at most 50 of each")
  @Needs(Permission.TICKET_READ)
  public AboutView about(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.PROBLEM) @PathParam("problem") String problem) {
    MunicipalityId town = Forms.municipality(municipality);
    long id = Forms.problemId(problem);
    return presenter.about(
        scope, notices.about(scope, town, id, PAGE), changes.about(scope, town, id, PAGE), now());
  }

  @POST
  @Operation(operationId = "publishNotice", summary = "Publishes a notice")
  @Needs(Permission.NOTICE_PUBLISH)
  public Response publish(@Parameter(hidden = true) @Context AccessScope scope, NewNotice body) {
    NewNotice wanted = Forms.present(body);
    Checks checks = new Checks();
    String request = checks.required("requestId", wanted.requestId(), Forms.LONGEST_REQUEST_ID);
    String municipality = checks.required("municipality", wanted.municipality(), 100);
    checks.done();
    Notices.Order order =
        new Notices.Order(request, Forms.municipality(municipality), Forms.details(wanted, now()));
    Notices.Seen made = notices.publish(scope, order);
    URI place = URI.create(Long.toString(made.notice().id()));
    return answer(Response.created(place), scope, made);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "viewNotice", summary = "One notice")
  @Needs({Permission.TICKET_READ, Permission.NOTICE_PUBLISH})
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.NOTICE) @PathParam("id") String id) {
    return answer(Response.ok(), scope, notices.find(scope, Forms.id(id)));
  }

  @PATCH
  @Path("{id}")
  @Operation(
      operationId = "editNotice",
      summary = "Edits a notice; another title, text or importance is to be read anew")
  @Needs(Permission.NOTICE_PUBLISH)
  public Response edit(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.NOTICE) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      NoticeEdit body) {
    long version = EntityTag.version(ifMatch);
    NoticeEdit edit = Forms.present(body);
    try {
      return answer(
          Response.ok(),
          scope,
          notices.edit(
              scope, Forms.id(id), version, (before, now) -> Forms.edited(before, edit, now)));
    } catch (Notices.Stale e) {
      throw presenter.stale(scope, e, now());
    }
  }

  @PUT
  @Path("{id}/read")
  @Operation(operationId = "markNoticeRead", summary = "The caller has read this edition")
  @Needs({Permission.TICKET_READ, Permission.NOTICE_PUBLISH})
  public void read(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.NOTICE) @PathParam("id") String id,
      ReadMark body) {
    Integer edition = Forms.present(body).edition();
    notices.read(scope, Forms.id(id), edition == null ? 0 : edition);
  }

  @GET
  @Path("{id}/readers")
  @Operation(operationId = "listNoticeReaders", summary = "Who has read it, and who has not")
  @Needs(Permission.NOTICE_PUBLISH)
  public ReadersView readers(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.NOTICE) @PathParam("id") String id) {
    return presenter.readers(notices.readers(scope, Forms.id(id)));
  }

  private Response answer(Response.ResponseBuilder answer, AccessScope scope, Notices.Seen seen) {
    var view = presenter.notice(scope, seen, now());
    return answer.entity(view).header("ETag", EntityTag.of(view.version())).build();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
