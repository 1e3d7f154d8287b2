package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
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
import org.madoguchi.tickets.Macro;
import org.madoguchi.tickets.Macros;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.EditTicket;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.TicketViews;
import org.madoguchi.tickets.internal.bulk.BulkItem;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.macros.ApplyMacro;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Macros on a ticket: {@code /macros/<the ticket>/<the macro>}, looked at and applied. */
@Component(service = MacroResource.class)
@RestResource("/macros")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MacroResource {
  private final ApplyMacro applying;
  private final MacroForms forms;
  private final TicketViews views;
  private final TicketRendering rendering;

  // Tickets are worked on while the room that keeps macros is exchanged, too.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile Macros macros;

  @Activate
  public MacroResource(
      @Reference ApplyMacro applying,
      @Reference MacroForms forms,
      @Reference TicketViews views,
      @Reference TicketRendering rendering) {
    this.applying = applying;
    this.forms = forms;
    this.views = views;
    this.rendering = rendering;
  }

  /**
   * Why a macro cannot be applied.
   *
   * @param reason gone, left-open, or as a change of many tickets is refused
   * @param names the fields or placeholders it is about
   */
  record MacroObstacle(String reason, List<String> names) {}

  /**
   * @param beforeName what a section, a category or a person is called; absent for other values
   */
  record MacroChange(String before, String after, String beforeName, String afterName) {}

  /**
   * What a macro does to a ticket.
   *
   * @param edition of the macro; @param version of the ticket
   * @param changes name → before and after
   * @param note absent for none; @param reply absent for none
   * @param sends whether the reply is sent; otherwise it is put where one writes
   * @param follows whether the caller follows the ticket by it
   * @param obstacles empty when it can be applied
   */
  record MacroPreview(
      String id,
      String municipality,
      long edition,
      String title,
      long version,
      Map<String, MacroChange> changes,
      String note,
      String reply,
      boolean sends,
      boolean follows,
      List<MacroObstacle> obstacles) {}

  /**
   * @param edition of the macro that was looked at
   */
  record MacroUse(String requestId, Long edition) {}

  @GET
  @Path("{ref}/{macro}")
  @Operation(
      operationId = "previewMacro",
      summary = "What a macro would do to a ticket, and what hinders it; nothing is changed")
  @Needs(Permission.TICKET_WRITE)
  public Response preview(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.TEMPLATE) @PathParam("macro") String id) {
    TicketRef ticket = Paths.ticket(ref);
    views.mustBeReadable(scope, ticket);
    Macro macro = macro(scope, ticket, id);
    ApplyMacro.Foreseen foreseen = applying.preview(scope, ticket, forms.order(scope, macro));
    return Response.ok(preview(macro, foreseen))
        .header("ETag", EntityTag.of(foreseen.ticket().version()))
        .build();
  }

  @POST
  @Path("{ref}/{macro}")
  @Operation(
      operationId = "applyMacro",
      summary = "Does to a ticket what the macro says, all of it or nothing; answers the ticket")
  @Needs(Permission.TICKET_WRITE)
  public Response apply(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.TICKET) @PathParam("ref") String ref,
      @Refers(Refers.To.TEMPLATE) @PathParam("macro") String id,
      @HeaderParam("If-Match") String ifMatch,
      MacroUse body) {
    TicketRef ticket = Paths.ticket(ref);
    long version = EntityTag.version(ifMatch);
    views.mustBeReadable(scope, ticket);
    MacroUse use = TicketForms.present(body);
    Checks checks = new Checks();
    String requestId = checks.required("requestId", use.requestId(), Limits.REQUEST_ID);
    long edition = use.edition() == null ? checks.note("edition", "required", 0L) : use.edition();
    checks.done();
    Macro macro = macro(scope, ticket, id);
    if (macro.version() != edition) {
      throw new DomainException(TicketProblems.MACRO_CHANGED);
    }
    try {
      Ticket after = applying.apply(scope, ticket, version, forms.order(scope, macro), requestId);
      return Response.ok(rendering.view(views.afterEdit(scope, after)))
          .header("ETag", EntityTag.of(after.version()))
          .build();
    } catch (EditTicket.Stale e) {
      throw Conflicts.stale(e, rendering, rendering.row(e.current(), views.now()));
    }
  }

  /** One of the ticket's municipality, whether the person may use it. */
  private Macro macro(AccessScope scope, TicketRef ticket, String id) {
    long number = Paths.id(id, TicketProblems.MACRO_NOT_FOUND);
    Macros present = macros;
    if (present == null) {
      throw new DomainException(TicketProblems.MACRO_NOT_FOUND);
    }
    return present
        .find(scope, number)
        .filter(macro -> macro.municipality().equals(ticket.municipality()))
        .orElseThrow(() -> new DomainException(TicketProblems.MACRO_NOT_FOUND));
  }

  private MacroPreview preview(Macro macro, ApplyMacro.Foreseen foreseen) {
    Map<String, MacroChange> changes = new LinkedHashMap<>();
    foreseen
        .changes()
        .forEach((field, c) -> changes.put(field, change(macro.municipality(), field, c)));
    return new MacroPreview(
        Long.toString(macro.id()),
        macro.municipality().value(),
        macro.version(),
        macro.title(),
        foreseen.ticket().version(),
        changes,
        foreseen.note().isEmpty() ? null : foreseen.note(),
        foreseen.reply().isEmpty() ? null : foreseen.reply(),
        macro.steps().sends(),
        foreseen.follows(),
        foreseen.obstacles().stream().map(MacroResource::obstacle).toList());
  }

  private MacroChange change(MunicipalityId municipality, String field, FieldChange change) {
    return new MacroChange(
        change.before(),
        change.after(),
        rendering.name(municipality, field, change.before()),
        rendering.name(municipality, field, change.after()));
  }

  private static MacroObstacle obstacle(ApplyMacro.Obstacle obstacle) {
    boolean refused = obstacle.reason() != BulkItem.Reason.NONE;
    return new MacroObstacle(
        Checks.written(refused ? obstacle.reason() : obstacle.hindrance()), obstacle.names());
  }
}
