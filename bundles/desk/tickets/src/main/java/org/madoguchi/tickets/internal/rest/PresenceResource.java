package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.presence.Beside;
import org.madoguchi.tickets.internal.presence.Doing;
import org.madoguchi.tickets.internal.presence.PresenceDesk;
import org.madoguchi.tickets.internal.presence.Presences;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who has a ticket open: {@code /presence/<ticket>}. */
@Component(service = PresenceResource.class)
@RestResource("/presence")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PresenceResource {
  private static final Pattern TAB = Pattern.compile("[A-Za-z0-9-]{1,40}");

  private final PresenceDesk desk;

  @Activate
  public PresenceResource(@Reference PresenceDesk desk) {
    this.desk = desk;
  }

  /**
   * @param tab a name the page gave itself, so that a person with two tabs is there until both are
   *     closed
   * @param doing viewing, noting, replying or gone
   */
  record Announcement(String tab, String doing) {}

  record Other(String id, String name, Doing doing) {}

  /**
   * @param again seconds until the tab is to be heard of again; 0 where nobody is shown
   */
  record Others(List<Other> people, long again) {}

  @PUT
  @Path("{ref}")
  @Operation(
      operationId = "announcePresence",
      summary = "The caller has the ticket open, or has left it; answers who else has it open")
  @Needs(Permission.TICKET_READ)
  public Others announce(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      Announcement body) {
    Announcement sent = TicketForms.present(body);
    Checks checks = new Checks();
    String tab = checks.required("tab", sent.tab(), 40);
    if (!tab.isEmpty() && !TAB.matcher(tab).matches()) {
      checks.note("tab", "invalid", "");
    }
    Doing doing =
        checks.choice(
            "doing", checks.required("doing", sent.doing(), 20), Doing.class, Doing.VIEWING);
    checks.done();
    TicketRef ticket = Paths.ticket(ref);
    List<Other> people =
        desk.announce(scope, ticket, tab, doing).stream().map(PresenceResource::other).toList();
    return new Others(people, desk.shows(ticket) ? Presences.BEAT.toSeconds() : 0);
  }

  private static Other other(Beside beside) {
    return new Other(beside.who().value(), beside.name(), beside.doing());
  }
}
