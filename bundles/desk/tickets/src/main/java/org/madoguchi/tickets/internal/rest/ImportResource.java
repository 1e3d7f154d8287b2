package org.madoguchi.tickets.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.tables.CsvText;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.imports.ImportDesk;
import org.madoguchi.tickets.internal.imports.ImportJob;
import org.madoguchi.tickets.internal.imports.Mapping;
import org.madoguchi.tickets.internal.imports.Problem;
import org.madoguchi.web.FileDisposition;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Old tickets of another system, taken from files (過去の案件の取込). */
@Component(service = ImportResource.class)
@RestResource("/imports")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ImportResource {
  private static final List<String> COLUMNS = List.of("line", "column", "value", "message");

  private final ImportDesk desk;
  private final ImportForms forms;
  private final TicketRendering rendering;

  @Activate
  public ImportResource(
      @Reference ImportDesk desk,
      @Reference ImportForms forms,
      @Reference TicketRendering rendering) {
    this.desk = desk;
    this.forms = forms;
    this.rendering = rendering;
  }

  @POST
  @Path("files/{municipality}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "uploadOldTickets",
      summary = "Keeps a file of old tickets: CSV (UTF-8, Shift_JIS) or mbox")
  @Needs(Permission.TICKET_IMPORT)
  public Response upload(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @QueryParam("fileName") String fileName,
      InputStream content)
      throws IOException {
    String name = Downloads.uploadedName(fileName == null ? "file" : fileName);
    ImportJob job =
        desk.upload(scope, Paths.municipality(municipality), name, TicketForms.present(content));
    return Response.created(URI.create("../" + job.id())).entity(answer(job)).build();
  }

  @GET
  @Operation(operationId = "imports", summary = "The newest imports the caller may see")
  @Needs(Permission.TICKET_IMPORT)
  public List<ImportAnswers.Import> list(@Parameter(hidden = true) @Context AccessScope scope) {
    return desk.list(scope).stream().map(this::answer).toList();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "viewImport", summary = "How far an import is")
  @Needs(Permission.TICKET_IMPORT)
  public ImportAnswers.Import view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.IMPORT_JOB) @PathParam("id") String id) {
    return answer(desk.find(scope, id(id)));
  }

  @POST
  @Path("{id}/preview")
  @Operation(
      operationId = "previewImport",
      summary = "The file's columns and its first tickets as they would become; keeps nothing")
  @Needs(Permission.TICKET_IMPORT)
  public ImportAnswers.Preview preview(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(hidden = true) @Context Locale locale,
      @Refers(Refers.To.IMPORT_JOB) @PathParam("id") String id,
      ImportForms.Meaning body)
      throws IOException {
    ImportJob job = desk.find(scope, id(id));
    Mapping mapping = mapping(job, body);
    return ImportAnswers.preview(mapping, desk.preview(job, mapping), locale);
  }

  @POST
  @Path("{id}/check")
  @Operation(
      operationId = "checkImport",
      summary = "Looks at the whole file with this meaning; takes no ticket")
  @Needs(Permission.TICKET_IMPORT)
  public ImportAnswers.Import check(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.IMPORT_JOB) @PathParam("id") String id,
      ImportForms.Meaning body)
      throws IOException {
    ImportJob job = desk.find(scope, id(id));
    return answer(desk.check(scope, job.id(), mapping(job, body)));
  }

  private Mapping mapping(ImportJob job, ImportForms.Meaning body) throws IOException {
    return forms.mapping(job, desk.headings(job), TicketForms.present(body));
  }

  @POST
  @Path("{id}/start")
  @Operation(operationId = "startImport", summary = "Takes the tickets that were found good")
  @Needs(Permission.TICKET_IMPORT)
  public ImportAnswers.Import start(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.IMPORT_JOB) @PathParam("id") String id) {
    return answer(desk.start(scope, id(id)));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "stopImport", summary = "Leaves what is not done yet")
  @Needs(Permission.TICKET_IMPORT)
  public ImportAnswers.Import stop(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.IMPORT_JOB) @PathParam("id") String id) {
    return answer(desk.stop(scope, id(id)));
  }

  @POST
  @Path("{id}/undo")
  @Operation(
      operationId = "undoImport",
      summary = "Takes the tickets away again, where nobody has worked on them")
  @Needs(Permission.TICKET_IMPORT)
  public ImportAnswers.Import undo(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.IMPORT_JOB) @PathParam("id") String id) {
    return answer(desk.undo(scope, id(id)));
  }

  @GET
  @Path("{id}/problems")
  @Operation(
      operationId = "problemsOfImport",
      summary = "What is wrong with the file, and which tickets stayed; the first thousand")
  @Needs(Permission.TICKET_IMPORT)
  public ImportAnswers.WrongLines problems(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(hidden = true) @Context Locale locale,
      @Refers(Refers.To.IMPORT_JOB) @PathParam("id") String id) {
    List<Problem> problems = desk.problems(scope, id(id));
    return ImportAnswers.wrong(desk.find(scope, id(id)), problems, locale);
  }

  @GET
  @Path("{id}/problems/file")
  @Produces(MediaType.WILDCARD)
  @Operation(operationId = "downloadProblemsOfImport", summary = "The same as CSV")
  @Needs(Permission.TICKET_IMPORT)
  public Response file(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(hidden = true) @Context Locale locale,
      @Refers(Refers.To.IMPORT_JOB) @PathParam("id") String id) {
    List<List<Object>> rows =
        desk.problems(scope, id(id)).stream()
            .map(
                p ->
                    List.<Object>of(
                        p.line() == 0 ? "" : p.line(),
                        p.column(),
                        p.cell(),
                        ImportAnswers.message(p, locale)))
            .toList();
    return Response.ok(CsvText.of(COLUMNS, rows))
        .header("Content-Type", "text/csv;charset=UTF-8")
        .header("Content-Disposition", FileDisposition.saved("import-" + id(id) + ".csv"))
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "private, no-store")
        .build();
  }

  private ImportAnswers.Import answer(ImportJob job) {
    return ImportAnswers.job(job, rendering.person(job.staff()));
  }

  private static long id(String written) {
    return Paths.id(written, TicketProblems.IMPORT_NOT_FOUND);
  }
}
