package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.imports.ImportDesk;
import org.madoguchi.knowledge.internal.imports.ImportJob;
import org.madoguchi.knowledge.internal.rest.Views.PersonView;
import org.madoguchi.tables.BadLineTexts;
import org.madoguchi.tables.ImportReport.ReportedLine;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/article-imports}: how far files of articles are. */
@Component(service = ImportResource.class)
@RestResource("/article-imports")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {
  private static final String BAD_LINES = "org.madoguchi.knowledge.internal.bad-line";

  /**
   * A file of articles.
   *
   * @param state looking, taking, taken, refused
   * @param lines looked at so far; {@code done} of them are taken, or as the file says already
   * @param bad how much is wrong with it; {@code badLines}, absent in a list, may be fewer
   */
  @Schema(name = "ArticleImport")
  public record ImportView(
      String id,
      String municipality,
      String state,
      boolean dryRun,
      int lines,
      int done,
      int added,
      int changed,
      int bad,
      List<ReportedLine> badLines,
      PersonView staff,
      Instant at) {}

  private final ImportDesk desk;
  private final Presenter presenter;

  @Activate
  public ImportResource(@Reference ImportDesk desk, @Reference Directory directory) {
    this.desk = desk;
    this.presenter = new Presenter(directory);
  }

  @GET
  @Operation(operationId = "listArticleImports", summary = "The newest files of articles")
  @Needs(Permission.KNOWLEDGE_WRITE)
  public List<ImportView> list(@Parameter(hidden = true) @Context AccessScope scope) {
    return desk.list(scope).stream().map(job -> view(job, presenter, null)).toList();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "viewArticleImport", summary = "How far a file of articles is")
  @Needs(Permission.KNOWLEDGE_WRITE)
  public ImportView view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(hidden = true) @Context Locale locale,
      @Refers(Refers.To.ARTICLE_IMPORT) @PathParam("id") String id) {
    ImportJob job = desk.find(scope, Forms.id(id, KnowledgeProblems.IMPORT_NOT_FOUND));
    return view(job, presenter, locale);
  }

  /**
   * @param locale of what is wrong; null = without that
   */
  static ImportView view(ImportJob job, Presenter presenter, Locale locale) {
    ImportJob.Counts counts = job.counts();
    return new ImportView(
        Long.toString(job.id()),
        job.municipality().value(),
        Checks.written(job.state()),
        job.dryRun(),
        counts.lines(),
        counts.done(),
        counts.added(),
        counts.changed(),
        counts.bad(),
        locale == null
            ? null
            : BadLineTexts.of(BAD_LINES, ImportResource.class, locale).report(job.badLines()),
        presenter.person(job.staff()),
        job.createdAt());
  }
}
