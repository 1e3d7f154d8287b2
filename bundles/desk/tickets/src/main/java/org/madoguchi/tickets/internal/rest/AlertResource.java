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
import org.madoguchi.tickets.internal.alerts.Alert;
import org.madoguchi.tickets.internal.alerts.AlertStore;
import org.madoguchi.tickets.internal.alerts.Alerts;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the caller was told about tickets. */
@Component(service = AlertResource.class)
@RestResource("/alerts")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AlertResource {
  private static final int PAGE = 30;
  private static final int LARGEST_PAGE = 100;

  private final Alerts alerts;
  private final TicketRendering rendering;

  @Activate
  public AlertResource(@Reference Alerts alerts, @Reference TicketRendering rendering) {
    this.alerts = alerts;
    this.rendering = rendering;
  }

  /**
   * @param actor absent for a citizen's message
   * @param entry where it is; absent when it is about the ticket's details
   */
  record AlertJson(
      String id,
      Alert.Kind kind,
      String ref,
      String number,
      String municipality,
      String subject,
      TicketStatus status,
      TicketJson.Person actor,
      String entry,
      Instant at,
      boolean seen,
      Integer tickets) {}

  /**
   * @param capped when there are more than {@code count}
   */
  record Unseen(int count, boolean capped) {}

  /**
   * @param next present when there is another page
   */
  record AlertPage(List<AlertJson> items, String next, Unseen unseen) {}

  /**
   * @param newest the id of the newest alert the caller has in front of them
   */
  record SeenAll(@Refers(Refers.To.ALERT) String newest) {}

  /**
   * @param kinds kind → whether the caller is told; what is not sent stays
   */
  record Wanted(Map<String, Boolean> kinds) {}

  @GET
  @Operation(operationId = "listAlerts", summary = "What the caller was told, newest first")
  @OwnOnly
  public AlertPage list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    int size = checks.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    OptionalLong before = place(checks, after);
    checks.done();
    Alerts.Page page = alerts.page(scope, before, size);
    List<AlertJson> items = page.told().stream().map(this::alert).toList();
    return new AlertPage(
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
  @Operation(operationId = "countAlerts", summary = "How many the caller has not seen")
  @OwnOnly
  public Unseen unseen(@Parameter(hidden = true) @Context AccessScope scope) {
    return unseen(alerts.unseen(scope));
  }

  @PUT
  @Path("{id}/seen")
  @Operation(operationId = "seeAlert", summary = "The caller has seen it")
  @OwnOnly
  public void see(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.ALERT) @PathParam("id") String id) {
    alerts.see(scope, Paths.id(id, TicketProblems.ALERT_NOT_FOUND));
  }

  @POST
  @Path("seen")
  @Operation(operationId = "seeAlerts", summary = "The caller has seen all up to the newest shown")
  @OwnOnly
  public void seeAll(@Parameter(hidden = true) @Context AccessScope scope, SeenAll body) {
    Checks checks = new Checks();
    OptionalLong newest = place(checks, TicketForms.present(body).newest());
    checks.done();
    newest.ifPresent(id -> alerts.seeAll(scope, id));
  }

  @GET
  @Path("settings")
  @Operation(operationId = "alertSettings", summary = "Of which kinds the caller is told")
  @OwnOnly
  public Wanted settings(@Parameter(hidden = true) @Context AccessScope scope) {
    return wanted(alerts.unwanted(scope));
  }

  @PUT
  @Path("settings")
  @Operation(operationId = "wantAlerts", summary = "Settles of which kinds the caller is told")
  @OwnOnly
  public Wanted want(@Parameter(hidden = true) @Context AccessScope scope, Wanted body) {
    Map<String, Boolean> sent = TicketForms.present(body).kinds();
    Set<Alert.Kind> unwanted = EnumSet.noneOf(Alert.Kind.class);
    unwanted.addAll(alerts.unwanted(scope));
    Checks checks = new Checks();
    if (sent != null) {
      sent.forEach(
          (written, on) -> {
            Alert.Kind kind =
                checks.choice("kinds." + clipped(written), written, Alert.Kind.class, null);
            if (kind != null && Boolean.FALSE.equals(on)) {
              unwanted.add(kind);
            } else if (kind != null) {
              unwanted.remove(kind);
            }
          });
    }
    checks.done();
    alerts.want(scope, unwanted);
    return wanted(unwanted);
  }

  private static String clipped(String written) {
    return written.substring(0, Math.min(written.length(), 20));
  }

  private static Wanted wanted(Set<Alert.Kind> unwanted) {
    Map<String, Boolean> kinds = new LinkedHashMap<>();
    for (Alert.Kind kind : Alert.Kind.values()) {
      kinds.put(Checks.written(kind), !unwanted.contains(kind));
    }
    return new Wanted(kinds);
  }

  static Unseen unseen(Count count) {
    return new Unseen(count.count(), count.capped());
  }

  private AlertJson alert(AlertStore.Told told) {
    Alert alert = told.alert();
    Ticket ticket = told.ticket();
    return new AlertJson(
        Long.toString(alert.id()),
        alert.kind(),
        ticket.ref().toString(),
        ticket.ref().number(),
        ticket.ref().municipality().value(),
        ticket.details().subject(),
        alert.status().orElse(null),
        alert.kind() == Alert.Kind.MESSAGE ? null : rendering.person(alert.actor()),
        alert.entry() == 0 ? null : Long.toString(alert.entry()),
        alert.at(),
        alert.seen(),
        alert.tickets() == 0 ? null : alert.tickets());
  }
}
