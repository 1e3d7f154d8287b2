package org.madoguchi.search.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
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
import org.madoguchi.search.internal.rest.SynonymViews.NewSynonyms;
import org.madoguchi.search.internal.rest.SynonymViews.SynonymEdit;
import org.madoguchi.search.internal.rest.SynonymViews.SynonymPage;
import org.madoguchi.search.internal.synonyms.OwnSynonyms;
import org.madoguchi.search.internal.synonyms.SynonymDesk;
import org.madoguchi.search.internal.synonyms.SynonymImport;
import org.madoguchi.tables.BadLineTexts;
import org.madoguchi.tables.CsvBody;
import org.madoguchi.tables.ImportReport;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/search-synonyms}: what citizens of a municipality say for what its offices say. */
@Component(service = SynonymResource.class)
@RestResource("/search-synonyms")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SynonymResource {
  static final int LARGEST_FILE = 5 * 1024 * 1024;

  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final int LONGEST_Q = 100;
  private static final String BAD_LINES = "org.madoguchi.search.internal.bad-line";

  private final SynonymDesk desk;
  private final SynonymImport imports;
  private final SynonymViews views;

  @Activate
  public SynonymResource(
      @Reference SynonymDesk desk,
      @Reference SynonymImport imports,
      @Reference Directory directory) {
    this.desk = desk;
    this.imports = imports;
    this.views = new SynonymViews(directory);
  }

  @GET
  @Path("{municipality}")
  @Operation(
      operationId = "listSearchSynonyms",
      summary = "A page of the municipality's synonyms, the newest first; q is in one of the words")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public SynonymPage list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @QueryParam("q") String q,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    String wanted = checks.optional("q", q, LONGEST_Q);
    int most = checks.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    OptionalLong before = Forms.before(checks, after);
    checks.done();
    return views.page(desk.page(scope, Forms.municipality(municipality), wanted, before, most));
  }

  @POST
  @Path("{municipality}")
  @Operation(
      operationId = "addSearchSynonyms",
      summary = "Words that mean the same from now on; the same request again is the same group")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public Response add(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      NewSynonyms body) {
    NewSynonyms wanted = Forms.present(body);
    Checks checks = new Checks();
    String requestId = checks.required("requestId", wanted.requestId(), Forms.LONGEST_REQUEST);
    List<String> words = Forms.words(checks, wanted.words());
    checks.done();
    OwnSynonyms made = desk.add(scope, Forms.municipality(municipality), requestId, words);
    return answer(Response.created(URI.create(municipality + "/" + made.id())), made);
  }

  @GET
  @Path("{municipality}/{id}")
  @Operation(operationId = "viewSearchSynonyms", summary = "One group of synonyms")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.SYNONYMS) @PathParam("id") String id) {
    return answer(Response.ok(), desk.find(scope, Forms.municipality(municipality), Forms.id(id)));
  }

  @PATCH
  @Path("{municipality}/{id}")
  @Operation(operationId = "editSearchSynonyms", summary = "Other words for the group, all of them")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public Response edit(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.SYNONYMS) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      SynonymEdit body) {
    long version = EntityTag.version(ifMatch);
    Checks checks = new Checks();
    List<String> words = Forms.words(checks, Forms.present(body).words());
    checks.done();
    return answer(
        Response.ok(),
        desk.edit(scope, Forms.municipality(municipality), Forms.id(id), version, words));
  }

  @DELETE
  @Path("{municipality}/{id}")
  @Operation(
      operationId = "removeSearchSynonyms",
      summary = "The words no longer mean the same; to undo it, they are added again")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public void remove(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Refers(Refers.To.SYNONYMS) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch) {
    desk.remove(scope, Forms.municipality(municipality), Forms.id(id), EntityTag.version(ifMatch));
  }

  private Response answer(Response.ResponseBuilder answer, OwnSynonyms group) {
    return answer.entity(views.group(group)).header("ETag", EntityTag.of(group.version())).build();
  }

  @POST
  @Path("{municipality}/import")
  @Consumes("text/csv")
  @Operation(
      operationId = "importSearchSynonyms",
      summary = "Takes what is missing from CSV, whole or not at all; removes none")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public ImportReport importFile(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(hidden = true) @Context Locale locale,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @QueryParam("dryRun") String dryRun,
      @HeaderParam("Content-Type") String contentType,
      InputStream body)
      throws IOException {
    Checks checks = new Checks();
    boolean dry = Forms.flag(checks, "dryRun", dryRun);
    checks.done();
    String csv = CsvBody.read(contentType, body, LARGEST_FILE);
    return ImportReport.of(
        imports.take(scope, Forms.municipality(municipality), csv, dry),
        dry,
        BadLineTexts.of(BAD_LINES, SynonymResource.class, locale));
  }

  @GET
  @Path("{municipality}/export")
  @Produces("text/csv;charset=UTF-8")
  @Operation(
      operationId = "exportSearchSynonyms",
      summary = "All of them, as a file that can be imported again")
  @Needs(Permission.KNOWLEDGE_APPROVE)
  public Response export(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality) {
    byte[] csv = imports.export(scope, Forms.municipality(municipality));
    return Response.ok(csv)
        .header(
            "Content-Disposition",
            "attachment; filename=\"search-synonyms-" + municipality + ".csv\"")
        .build();
  }
}
