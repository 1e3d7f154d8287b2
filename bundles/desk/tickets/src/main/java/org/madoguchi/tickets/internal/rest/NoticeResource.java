package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.OwnOnly;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.TicketQueries.Count;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.notices.Notice;
import org.madoguchi.tickets.internal.notices.NoticeStore;
import org.madoguchi.tickets.internal.notices.Notices;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the caller was told about tickets. */
@Component(service = NoticeResource.class)
@RestResource("/notices")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NoticeResource {
  private static final int PAGE = 30;
  private static final int LARGEST_PAGE = 100;

  private final Notices notices;
  private final TicketRendering rendering;

  @Activate
  public NoticeResource(@Reference Notices notices, @Reference TicketRendering rendering) {
    this.notices = notices;
    this.rendering = rendering;
  }

  /**
   * @param actor absent for a citizen's message
   * @param entry where it is; absent when it is about the ticket's details
   */
  record NoticeJson(
      String id,
      Notice.Kind kind,
      String ref,
      String number,
      String municipality,
      String subject,
      TicketStatus status,
      TicketJson.Person actor,
      String entry,
      Instant at,
      boolean seen) {}

  /**
   * @param capped when there are more than {@code count}
   */
  record Unseen(int count, boolean capped) {}

  /**
   * @param next present when there is another page
   */
  record NoticePage(List<NoticeJson> items, String next, Unseen unseen) {}

  /**
   * @param newest the id of the newest notice the caller has in front of them
   */
  record SeenAll(@Refers(Refers.To.NOTICE) String newest) {}

  /**
   * @param kinds kind → whether the caller is told; what is not sent stays
   */
  record Wanted(Map<String, Boolean> kinds) {}

  @GET
  @Operation(operationId = "listNotices", summary = "What the caller was told, newest first")
  @OwnOnly
  public NoticePage list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    int size = checks.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    OptionalLong before = place(checks, after);
    checks.done();
    Notices.Page page = notices.page(scope, before, size);
    List<NoticeJson> items = page.told().stream().map(this::notice).toList();
    return new NoticePage(
        items, page.more() ? items.get(items.size() - 1).id() : null, unseen(page.unseen()));
  }

  private static OptionalLong place(Checks checks, String after) {
    if (after == null || after.isBlank()) {
      return OptionalLong.empty();
    }
    return after.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(after))
        : checks.note("after", "invalid", OptionalLong.empty());
  }

  @GET
  @Path("unseen")
  @Operation(operationId = "countNotices", summary = "How many the caller has not seen")
  @OwnOnly
  public Unseen unseen(@Parameter(hidden = true) @Context AccessScope scope) {
    return unseen(notices.unseen(scope));
  }

  @PUT
  @Path("{id}/seen")
  @Operation(operationId = "seeNotice", summary = "The caller has seen it")
  @OwnOnly
  public void see(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.NOTICE) @PathParam("id") String id) {
    notices.see(scope, Paths.id(id, TicketProblems.NOTICE_NOT_FOUND));
  }

  @POST
  @Path("seen")
  @Operation(operationId = "seeNotices", summary = "The caller has seen all up to the newest shown")
  @OwnOnly
  public void seeAll(@Parameter(hidden = true) @Context AccessScope scope, SeenAll body) {
    Checks checks = new Checks();
    OptionalLong newest = place(checks, TicketForms.present(body).newest());
    checks.done();
    newest.ifPresent(id -> notices.seeAll(scope, id));
  }

  @GET
  @Path("settings")
  @Operation(operationId = "noticeSettings", summary = "Of which kinds the caller is told")
  @OwnOnly
  public Wanted settings(@Parameter(hidden = true) @Context AccessScope scope) {
    return wanted(notices.unwanted(scope));
  }

  @PUT
  @Path("settings")
  @Operation(operationId = "wantNotices", summary = "Settles of which kinds the caller is told")
  @OwnOnly
  public Wanted want(@Parameter(hidden = true) @Context AccessScope scope, Wanted body) {
    Map<String, Boolean> sent = TicketForms.present(body).kinds();
    Set<Notice.Kind> unwanted = EnumSet.noneOf(Notice.Kind.class);
    unwanted.addAll(notices.unwanted(scope));
    Checks checks = new Checks();
    if (sent != null) {
      sent.forEach(
          (written, on) -> {
            Notice.Kind kind =
                checks.choice("kinds." + clipped(written), written, Notice.Kind.class, null);
            if (kind != null && Boolean.FALSE.equals(on)) {
              unwanted.add(kind);
            } else if (kind != null) {
              unwanted.remove(kind);
            }
          });
    }
    checks.done();
    notices.want(scope, unwanted);
    return wanted(unwanted);
  }

  private static String clipped(String written) {
    return written.substring(0, Math.min(written.length(), 20));
  }

  private static Wanted wanted(Set<Notice.Kind> unwanted) {
    Map<String, Boolean> kinds = new LinkedHashMap<>();
    for (Notice.Kind kind : Notice.Kind.values()) {
      kinds.put(Checks.written(kind), !unwanted.contains(kind));
    }
    return new Wanted(kinds);
  }

  private static Unseen unseen(Count count) {
    return new Unseen(count.count(), count.capped());
  }

  private NoticeJson notice(NoticeStore.Told told) {
    Notice notice = told.notice();
    Ticket ticket = told.ticket();
    return new NoticeJson(
        Long.toString(notice.id()),
        notice.kind(),
        ticket.ref().toString(),
        ticket.ref().number(),
        ticket.ref().municipality().value(),
        ticket.details().subject(),
        notice.status().orElse(null),
        notice.kind() == Notice.Kind.MESSAGE ? null : rendering.person(notice.actor()),
        notice.entry() == 0 ? null : Long.toString(notice.entry()),
        notice.at(),
        notice.seen());
  }
}
