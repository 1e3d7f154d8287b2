package org.madoguchi.search.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.SearchQuery;
import org.madoguchi.search.SearchRecords;
import org.madoguchi.search.internal.records.PersonalPace;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/search-records}: what staff searched, and what of it they used. */
@Component(service = RecordResource.class)
@RestResource("/search-records")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RecordResource {
  /** Where staff ask. */
  enum Asked {
    CONSOLE,
    PANE
  }

  /** What staff do with a document. */
  enum Used {
    OPENED,
    QUOTED,
    LINKED
  }

  /**
   * @param requestId a UUID
   * @param place console or pane
   * @param shown as ARTICLE/12, best first; ten count
   */
  @Schema(name = "NewSearchRecord")
  public record NewRecord(
      String requestId,
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      String place,
      String q,
      List<String> shown,
      Long total) {}

  /**
   * @param document as ARTICLE/12
   * @param use opened, quoted or linked
   */
  @Schema(name = "NewSearchUse")
  public record NewUse(
      @Refers(Refers.To.MUNICIPALITY) String municipality, String document, String use) {}

  private static final int MOST_SHOWN = 100;
  private static final int LONGEST_CODE = 220;

  private final SearchRecords records;
  private final PersonalPace pace;

  @Activate
  public RecordResource(@Reference SearchRecords records, @Reference PersonalPace pace) {
    this.records = records;
    this.pace = pace;
  }

  @POST
  @Operation(
      operationId = "recordSearch",
      summary = "Keeps what was searched, by nobody's name; more than 120 a minute are not kept")
  @Needs(Permission.KNOWLEDGE_READ)
  public void made(@Parameter(hidden = true) @Context AccessScope scope, NewRecord body) {
    NewRecord wanted = Forms.present(body);
    Checks checks = new Checks();
    UUID id = Forms.uuid(checks, "requestId", wanted.requestId());
    checks.required("place", wanted.place(), LONGEST_CODE);
    Asked place = checks.choice("place", wanted.place(), Asked.class, Asked.CONSOLE);
    String q = checks.optional("q", wanted.q(), SearchQuery.LONGEST_TEXT);
    List<DocumentKey> shown = shown(checks, wanted.shown());
    long total = wanted.total() == null ? shown.size() : wanted.total();
    if (total < 0) {
      checks.note("total", "invalid", "");
    }
    MunicipalityId where = Forms.municipality(scope, checks, wanted.municipality());
    if (pace.allows(scope.who())) {
      records.made(
          new SearchRecords.Made(
              id, where, SearchRecords.Place.valueOf(place.name()), q, "", shown, total));
    }
  }

  private static List<DocumentKey> shown(Checks checks, List<String> written) {
    if (written == null) {
      return List.of();
    }
    if (written.size() > MOST_SHOWN) {
      return checks.note("shown", "too-many", List.of(), MOST_SHOWN);
    }
    return written.stream()
        .limit(SearchRecords.MOST_SHOWN)
        .flatMap(key -> Forms.document(checks, "shown", key).stream())
        .toList();
  }

  @POST
  @Path("{requestId}/uses")
  @Operation(
      operationId = "recordSearchUse",
      summary = "What became of a search; of one that is not known nothing is kept")
  @Needs(Permission.KNOWLEDGE_READ)
  public void used(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.SEARCH) @PathParam("requestId") String requestId,
      NewUse body) {
    NewUse wanted = Forms.present(body);
    Checks checks = new Checks();
    checks.required("use", wanted.use(), LONGEST_CODE);
    Used use = checks.choice("use", wanted.use(), Used.class, Used.OPENED);
    String key = checks.required("document", wanted.document(), LONGEST_CODE);
    Optional<DocumentKey> document = Forms.document(checks, "document", key);
    MunicipalityId where = Forms.municipality(scope, checks, wanted.municipality());
    Optional<UUID> search = Forms.uuid(requestId);
    if (search.isPresent() && pace.allows(scope.who())) {
      records.used(search.get(), where, document, SearchRecords.Use.valueOf(use.name()));
    }
  }
}
