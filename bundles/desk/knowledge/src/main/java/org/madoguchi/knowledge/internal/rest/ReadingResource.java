package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.PublishedArticle.Quality;
import org.madoguchi.knowledge.internal.ArticleStore.Read;
import org.madoguchi.knowledge.internal.Readings;
import org.madoguchi.knowledge.internal.body.ArticleBody;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Translation;
import org.madoguchi.knowledge.internal.rest.Views.SectionView;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/article-readings}: articles as they are put into an answer. */
@Component(service = ReadingResource.class)
@RestResource("/article-readings")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ReadingResource {
  private static final int MOST = 20;
  private static final int LONGEST_LIST = 400;

  private final Readings readings;
  private final Presenter presenter;

  @Activate
  public ReadingResource(@Reference Readings readings, @Reference Directory directory) {
    this.readings = readings;
    this.presenter = new Presenter(directory);
  }

  /**
   * @param quality original, checked, machine
   * @param text the whole answer as plain text
   * @param link to the citizens' page of it; absent when they have none
   */
  @Schema(name = "ArticleReadingText")
  public record TextView(
      String language,
      String quality,
      String question,
      String conclusion,
      String text,
      String link) {}

  /**
   * @param section absent = the municipality itself
   * @param scope open, answer, in-part, hand-over
   * @param standing current, review-due, expired
   * @param texts the original first
   */
  @Schema(name = "ArticleReading")
  public record ReadingView(
      String id,
      SectionView section,
      String scope,
      String scopeNote,
      String visibility,
      String standing,
      List<TextView> texts) {}

  @Schema(name = "ArticleReadings")
  public record ReadingsView(List<ReadingView> items) {}

  @GET
  @Operation(
      operationId = "readArticles",
      summary =
          "What readers see of articles, as plain text; what the caller does not read is left out")
  @Needs(Permission.KNOWLEDGE_READ)
  public ReadingsView read(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Parameter(description = "at most 20, between commas")
          @Refers(Refers.To.ARTICLE)
          @QueryParam("ids")
          String ids) {
    Checks checks = new Checks();
    List<String> wanted =
        Arrays.stream(checks.optional("ids", ids, LONGEST_LIST).split(","))
            .map(String::strip)
            .filter(id -> !id.isEmpty())
            .distinct()
            .toList();
    if (wanted.size() > MOST) {
      checks.note("ids", "too-many", "", MOST);
    }
    checks.done();
    List<Read> found = readings.of(scope, wanted.stream().map(Forms::article).toList());
    return new ReadingsView(found.stream().map(this::view).toList());
  }

  private ReadingView view(Read read) {
    Content content = read.content();
    List<TextView> texts = new ArrayList<>();
    texts.add(
        text(
            read,
            content.language(),
            Quality.ORIGINAL,
            content.question(),
            content.conclusion(),
            content.body()));
    for (Translation t : content.translations()) {
      Quality quality = t.checked() ? Quality.CHECKED : Quality.MACHINE;
      texts.add(text(read, t.language(), quality, t.question(), t.conclusion(), t.body()));
    }
    return new ReadingView(
        Long.toString(read.article().id()),
        presenter.section(read.article().municipality(), read.article().section()),
        Checks.written(content.scope()),
        content.scopeNote(),
        Checks.written(content.visibility()),
        Checks.written(read.article().course().standing()),
        texts);
  }

  private TextView text(
      Read read,
      String language,
      Quality quality,
      String question,
      String conclusion,
      String body) {
    return new TextView(
        language,
        Checks.written(quality),
        question,
        conclusion,
        ArticleBody.kept(body).text(),
        readings.link(read, language).orElse(null));
  }
}
