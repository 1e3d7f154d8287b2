package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.imports.ArticleExport;
import org.madoguchi.knowledge.internal.imports.FileForm;
import org.madoguchi.knowledge.internal.imports.ImportDesk;
import org.madoguchi.knowledge.internal.imports.ImportJob;
import org.madoguchi.tables.TableForm;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/article-files}: all articles of a municipality as a file, and back. */
@Component(service = FileResource.class)
@RestResource("/article-files")
@Path("/")
public final class FileResource {
  private static final String JSON_LINES = "application/x-ndjson";

  private final ImportDesk imports;
  private final ArticleExport exports;
  private final Presenter presenter;

  @Activate
  public FileResource(
      @Reference ImportDesk imports,
      @Reference ArticleExport exports,
      @Reference Directory directory) {
    this.imports = imports;
    this.exports = exports;
    this.presenter = new Presenter(directory);
  }

  @POST
  @Path("{municipality}/import")
  @Consumes({"text/csv", JSON_LINES})
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "importArticles",
      summary = "Keeps CSV or JSON Lines and takes its articles by and by; removes none")
  @Needs(Permission.KNOWLEDGE_WRITE)
  public Response importFile(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @QueryParam("dryRun") String dryRun,
      @HeaderParam("Content-Type") String contentType,
      InputStream body)
      throws IOException {
    Checks checks = new Checks();
    boolean dry = Forms.flag(checks, "dryRun", dryRun);
    checks.done();
    boolean json = contentType != null && contentType.startsWith(JSON_LINES);
    ImportJob job =
        imports.upload(
            scope,
            Forms.municipality(municipality),
            json ? FileForm.JSON_LINES : FileForm.CSV,
            contentType == null ? "" : contentType,
            Forms.present(body),
            dry);
    return Response.accepted(ImportResource.view(job, presenter, null))
        .location(URI.create("../article-imports/" + job.id()))
        .build();
  }

  @GET
  @Path("{municipality}/export")
  @Produces(MediaType.WILDCARD)
  @Operation(
      operationId = "exportArticles",
      summary = "All articles with their newest editions, as a file that can be imported again")
  @Needs(Permission.KNOWLEDGE_WRITE)
  public Response exportFile(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @PathParam("municipality") String municipality,
      @Parameter(description = "csv, csv-shift-jis or json-lines") @QueryParam("format")
          String format) {
    Checks checks = new Checks();
    FileForm form = checks.choice("format", format, FileForm.class, FileForm.CSV);
    checks.done();
    MunicipalityId of = Forms.municipality(municipality);
    exports.mustManage(scope, of);
    StreamingOutput file = out -> exports.write(of, form, out);
    String ending = form == FileForm.JSON_LINES ? "jsonl" : TableForm.CSV.ending();
    return Response.ok(file, mediaType(form))
        .header(
            "Content-Disposition", "attachment; filename=\"articles-" + of + "." + ending + "\"")
        .build();
  }

  private static String mediaType(FileForm form) {
    return switch (form) {
      case CSV -> TableForm.CSV.mediaType();
      case CSV_SHIFT_JIS -> TableForm.CSV_SHIFT_JIS.mediaType();
      case JSON_LINES -> JSON_LINES;
    };
  }
}
