package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.CitizenDesk;
import org.madoguchi.tickets.internal.Limits;
import org.madoguchi.tickets.internal.citizens.CitizenHistories;
import org.madoguchi.tickets.internal.citizens.MergeCitizens;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The citizens of the tickets the caller may read. */
@Component(service = CitizenResource.class)
@RestResource("/citizens")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CitizenResource {
  private final CitizenDesk desk;
  private final MergeCitizens merging;
  private final CitizenHistories histories;
  private final TicketForms forms;
  private final TicketRendering rendering;
  private final CitizenHistoryRendering happenings;

  @Activate
  public CitizenResource(
      @Reference CitizenDesk desk,
      @Reference MergeCitizens merging,
      @Reference CitizenHistories histories,
      @Reference TicketForms forms,
      @Reference TicketRendering rendering) {
    this.desk = desk;
    this.merging = merging;
    this.histories = histories;
    this.forms = forms;
    this.rendering = rendering;
    happenings = new CitizenHistoryRendering(rendering);
  }

  @GET
  @Operation(
      operationId = "searchCitizens",
      summary = "By name, reading or contact; at most 50, behind the citizen 'after'")
  @Needs(Permission.CITIZEN_READ)
  public List<TicketJson.Citizen> search(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality,
      @QueryParam("q") String q,
      @QueryParam("after") String after) {
    Checks checks = new Checks();
    String words = checks.optional("q", q, Limits.NAME);
    checks.done();
    return desk
        .search(scope, Paths.optionalMunicipality(municipality), words, place("after", after))
        .stream()
        .map(rendering::citizen)
        .toList();
  }

  @GET
  @Path("{municipality}/{id}")
  @Operation(operationId = "viewCitizen", summary = "One citizen, with the newest of their tickets")
  @Needs(Permission.CITIZEN_READ)
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.CITIZEN) @PathParam("id") String id) {
    return answer(
        desk.look(
            scope,
            Paths.municipality(municipality),
            Paths.id(id, TicketProblems.CITIZEN_NOT_FOUND)));
  }

  /** Somebody's number, or a version's; empty when it was not sent. */
  private static OptionalLong place(String field, String written) {
    Checks checks = new Checks();
    boolean sent = written != null && !written.isBlank();
    if (sent && !written.matches("[0-9]{1,18}")) {
      checks.note(field, "invalid", "");
    }
    checks.done();
    return sent ? OptionalLong.of(Long.parseLong(written)) : OptionalLong.empty();
  }

  @GET
  @Path("{municipality}/{id}/similar")
  @Operation(
      operationId = "similarCitizens",
      summary = "Who may be the same person: named and read alike, or reached alike; at most 5")
  @Needs(Permission.CITIZEN_READ)
  public List<TicketJson.Citizen> similar(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.CITIZEN) @PathParam("id") String id) {
    return desk
        .similar(
            scope, Paths.municipality(municipality), Paths.id(id, TicketProblems.CITIZEN_NOT_FOUND))
        .stream()
        .map(rendering::citizen)
        .toList();
  }

  @GET
  @Path("{municipality}/{id}/history")
  @Operation(
      operationId = "historyOfCitizen",
      summary = "Who changed what, the newest first; 30, before the version 'before'")
  @Needs(Permission.CITIZEN_READ)
  public TicketJson.CitizenHistory history(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.CITIZEN) @PathParam("id") String id,
      @QueryParam("before") String before) {
    return happenings.page(
        histories.of(
            scope,
            Paths.municipality(municipality),
            Paths.id(id, TicketProblems.CITIZEN_NOT_FOUND),
            place("before", before)));
  }

  @POST
  @Path("{municipality}/{id}/restore")
  @Operation(
      operationId = "restoreCitizen",
      summary = "The citizen is again as in an earlier version")
  @Needs(Permission.CITIZEN_WRITE)
  public Response restore(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.CITIZEN) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      Requests.CitizenRestore body) {
    MunicipalityId where = Paths.municipality(municipality);
    long citizen = Paths.id(id, TicketProblems.CITIZEN_NOT_FOUND);
    long version = EntityTag.version(ifMatch);
    Checks checks = new Checks();
    Long wanted = TicketForms.present(body).version();
    if (wanted == null) {
      checks.note("version", "required", "");
    }
    checks.done();
    try {
      return answer(histories.restore(scope, where, citizen, version, wanted));
    } catch (CitizenDesk.Stale e) {
      throw stale(e);
    }
  }

  @PUT
  @Path("{municipality}/{id}/merged/{into}")
  @Operation(
      operationId = "mergeCitizen",
      summary = "The citizen turned out to be another one; answers that one")
  @Needs(Permission.CITIZEN_WRITE)
  public Response merge(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.CITIZEN) @PathParam("id") String id,
      @Refers(Refers.To.CITIZEN) @PathParam("into") String into) {
    return answer(
        merging.merge(
            scope,
            Paths.municipality(municipality),
            Paths.id(id, TicketProblems.CITIZEN_NOT_FOUND),
            Paths.id(into, TicketProblems.CITIZEN_NOT_FOUND)));
  }

  @DELETE
  @Path("{municipality}/{id}/merged/{into}")
  @Operation(
      operationId = "separateCitizen",
      summary = "They are two after all; answers the one that stands for itself again")
  @Needs(Permission.CITIZEN_WRITE)
  public Response separate(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.CITIZEN) @PathParam("id") String id,
      @Refers(Refers.To.CITIZEN) @PathParam("into") String into) {
    return answer(
        merging.separate(
            scope,
            Paths.municipality(municipality),
            Paths.id(id, TicketProblems.CITIZEN_NOT_FOUND),
            Paths.id(into, TicketProblems.CITIZEN_NOT_FOUND)));
  }

  private Response answer(CitizenDesk.Known known) {
    return Response.ok(
            rendering.citizen(known, happenings.takenIn(histories.takenIn(known.citizen()))))
        .header("ETag", EntityTag.of(known.citizen().version()))
        .build();
  }

  @PATCH
  @Path("{municipality}/{id}")
  @Operation(operationId = "editCitizen", summary = "Edits a citizen")
  @Needs(Permission.CITIZEN_WRITE)
  public Response edit(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.CITIZEN) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      Requests.CitizenEdit body) {
    MunicipalityId where = Paths.municipality(municipality);
    long citizen = Paths.id(id, TicketProblems.CITIZEN_NOT_FOUND);
    long version = EntityTag.version(ifMatch);
    try {
      return answer(
          desk.edit(scope, where, citizen, version, forms.citizen(TicketForms.present(body))));
    } catch (CitizenDesk.Stale e) {
      throw stale(e);
    }
  }

  @DELETE
  @Path("{municipality}/{id}/undeliverable")
  @Operation(
      operationId = "markReachable",
      summary = "An address that a message came back from works again")
  @Needs(Permission.CITIZEN_WRITE)
  public Response reachable(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.CITIZEN) @PathParam("id") String id,
      @QueryParam("address") String address) {
    Checks checks = new Checks();
    String mail = checks.required("address", address, Limits.ADDRESS);
    checks.done();
    return answer(
        desk.reachable(
            scope,
            Paths.municipality(municipality),
            Paths.id(id, TicketProblems.CITIZEN_NOT_FOUND),
            new ContactPoint(ContactPoint.Kind.MAIL, mail)));
  }

  private DomainException stale(CitizenDesk.Stale stale) {
    TicketJson.Citizen theirs = rendering.citizen(stale.current());
    TicketJson.Citizen yours = rendering.citizen(stale.wanted());
    Map<String, CitizenConflict> changed = new LinkedHashMap<>();
    stale
        .changed()
        .forEach(
            (field, edit) -> {
              Object was = member(theirs, field);
              Object wanted = member(yours, field);
              changed.put(
                  field,
                  new CitizenConflict(
                      wanted.equals(was) ? null : wanted,
                      was,
                      rendering.person(edit.by()),
                      edit.at()));
            });
    return new DomainException(
        Problems.STALE_VERSION,
        List.of(),
        List.of(),
        Map.of("changed", changed, "current", theirs));
  }

  /** A field others changed; {@code yours} when the refused edit wanted something else there. */
  record CitizenConflict(Object yours, Object theirs, TicketJson.Person by, Instant at) {}

  private static Object member(TicketJson.Citizen citizen, String field) {
    return switch (field) {
      case "name" -> citizen.name();
      case "kana" -> citizen.kana();
      case "language" -> citizen.language();
      case "notes" -> citizen.notes();
      case "contacts" -> citizen.contacts();
      default -> "";
    };
  }
}
