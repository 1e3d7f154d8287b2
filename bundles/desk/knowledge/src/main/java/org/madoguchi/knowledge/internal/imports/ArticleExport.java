package org.madoguchi.knowledge.internal.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.ArticleStore;
import org.madoguchi.knowledge.internal.KnowledgeTransactions;
import org.madoguchi.knowledge.internal.Written.Foreign;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Standing;
import org.madoguchi.tables.TableForm;
import org.madoguchi.tables.TableWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All articles of a municipality as a file, each with its newest edition. */
@Component(service = ArticleExport.class)
public final class ArticleExport {
  private static final int PIECE = 50;

  private final KnowledgeTransactions transactions;
  private final ArticleStore store;
  private final Directory directory;

  @Activate
  public ArticleExport(
      @Reference KnowledgeTransactions transactions,
      @Reference ArticleStore store,
      @Reference Directory directory) {
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
  }

  /**
   * @throws org.madoguchi.kernel.problem.DomainException municipality-not-found; forbidden for
   *     whoever writes for some sections only
   */
  public void mustManage(AccessScope scope, MunicipalityId municipality) {
    ImportDesk.mustManage(scope, municipality, directory);
  }

  /** Written as it is read, in memory that does not grow with it. */
  public void write(MunicipalityId municipality, FileForm form, OutputStream out)
      throws IOException {
    if (form == FileForm.JSON_LINES) {
      each(
          municipality,
          read -> {
            out.write((ArticleFile.written(line(read)) + "\n").getBytes(StandardCharsets.UTF_8));
          });
      out.flush();
      return;
    }
    TableForm table = form == FileForm.CSV ? TableForm.CSV : TableForm.CSV_SHIFT_JIS;
    TableWriter writer = table.writer(out, "");
    writer.row(Stream.concat(ArticleFile.COLUMNS.stream(), ArticleFile.OPTIONAL.stream()).toList());
    each(municipality, read -> writer.row(cells(read)));
    writer.finish();
  }

  private interface Taker {
    void take(ArticleStore.Read read) throws IOException;
  }

  private void each(MunicipalityId municipality, Taker taker) throws IOException {
    OptionalLong last = OptionalLong.empty();
    List<ArticleStore.Read> piece;
    do {
      OptionalLong before = last;
      piece = transactions.read(() -> store.newest(municipality, before, PIECE));
      for (ArticleStore.Read read : piece) {
        taker.take(read);
        last = OptionalLong.of(read.article().id());
      }
    } while (piece.size() == PIECE);
  }

  private static ArticleFile.Line line(ArticleStore.Read read) {
    Article article = read.article();
    Content content = read.content();
    return new ArticleFile.Line(
        article.externalId(),
        state(article),
        article.section().value(),
        article.reviewMonths(),
        content.category(),
        content.language(),
        content.question(),
        content.conclusion(),
        content.body(),
        content.words(),
        Checks.written(content.visibility()),
        content.sections().stream().map(SectionId::value).toList(),
        Checks.written(content.scope()),
        content.scopeNote(),
        translations(content),
        content.from().map(Object::toString).orElse(""),
        content.until().map(Object::toString).orElse(""));
  }

  private static List<String> cells(ArticleStore.Read read) {
    ArticleFile.Line line = line(read);
    List<String> cells =
        new ArrayList<>(
            List.of(line.externalId(), line.question(), line.conclusion(), line.body()));
    cells.addAll(
        List.of(
            line.state(),
            line.section(),
            line.category(),
            line.language(),
            String.join("\n", line.words()),
            line.visibility(),
            String.join(" ", line.sections()),
            line.scope(),
            line.scopeNote(),
            line.validFrom(),
            line.validUntil(),
            Integer.toString(line.reviewMonths()),
            line.translations().isEmpty() ? "" : ArticleFile.written(line.translations())));
    return cells;
  }

  private static List<Foreign> translations(Content content) {
    return content.translations().stream()
        .map(t -> new Foreign(t.language(), t.checked(), t.question(), t.conclusion(), t.body()))
        .toList();
  }

  private static String state(Article article) {
    if (article.course().standing() == Standing.WITHDRAWN) {
      return "withdrawn";
    }
    boolean shown =
        article.course().standing().isRead()
            && article.shown().orElseThrow().edition() == article.edition();
    return shown ? "published" : "draft";
  }
}
