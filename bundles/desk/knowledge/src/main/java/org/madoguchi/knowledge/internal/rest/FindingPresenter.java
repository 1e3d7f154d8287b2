package org.madoguchi.knowledge.internal.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.ArticleFindings.Page;
import org.madoguchi.knowledge.internal.FindingStore.Reasons;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Finding;
import org.madoguchi.knowledge.internal.domain.Finding.Kind;
import org.madoguchi.knowledge.internal.rest.FindingViews.FaultView;
import org.madoguchi.knowledge.internal.rest.FindingViews.FindingPage;
import org.madoguchi.knowledge.internal.rest.FindingViews.FindingView;
import org.madoguchi.knowledge.internal.rest.Views.HeadView;
import org.madoguchi.knowledge.internal.rest.Views.SectionView;
import org.madoguchi.tables.TableForm;
import org.madoguchi.tables.TableWriter;

/** Turns findings into what the addresses answer, and into a table. */
final class FindingPresenter {
  private static final List<String> COLUMNS =
      List.of(
          "kind",
          "article",
          "question",
          "section",
          "standing",
          "day",
          "ratings",
          "unhelpful",
          "faults",
          "texts",
          "other",
          "otherQuestion",
          "score");

  private final Presenter presenter;

  FindingPresenter(Directory directory) {
    this.presenter = new Presenter(directory);
  }

  FindingPage page(Page page) {
    return new FindingPage(
        page.findings().stream().map(f -> view(page, f)).toList(), page.next().orElse(null));
  }

  private FindingView view(Page page, Finding finding) {
    boolean rated = finding.kind() == Kind.UNHELPFUL;
    boolean pair = finding.kind() == Kind.DUPLICATES;
    Reasons reasons = page.reasons().getOrDefault(finding.article(), none());
    return new FindingView(
        head(page.articles().get(finding.article())),
        pair ? head(page.articles().get(finding.other())) : null,
        finding.day().map(LocalDate::toString).orElse(null),
        pair ? finding.score() : null,
        rated ? finding.ratings() : null,
        rated ? finding.unhelpful() : null,
        rated ? faults(reasons) : null,
        rated ? reasons.texts() : null);
  }

  /** As readers know it: what was found is about the edition they see. */
  private HeadView head(Article article) {
    return presenter.shown(article);
  }

  private static Reasons none() {
    return new Reasons(Map.of(), List.of());
  }

  private static List<FaultView> faults(Reasons reasons) {
    return reasons.faults().entrySet().stream()
        .map(e -> new FaultView(Checks.written(e.getKey()), e.getValue()))
        .sorted(Comparator.comparingInt(FaultView::count).reversed())
        .toList();
  }

  /** Written as it is read, in memory that does not grow with it. */
  void write(OutputStream out, Page first, Function<String, Page> following) throws IOException {
    TableWriter writer = TableForm.CSV.writer(out, "");
    writer.row(COLUMNS);
    for (Page page = first; page != null; page = page.next().map(following).orElse(null)) {
      for (Finding finding : page.findings()) {
        writer.row(cells(Checks.written(finding.kind()), view(page, finding)));
      }
    }
    writer.finish();
  }

  private static List<String> cells(String kind, FindingView view) {
    HeadView article = view.article();
    SectionView section = article.section();
    HeadView other = view.other();
    return List.of(
        kind,
        article.id(),
        article.question(),
        section == null ? "" : section.name(),
        article.standing(),
        text(view.day()),
        text(view.ratings()),
        text(view.unhelpful()),
        view.faults() == null
            ? ""
            : String.join(
                "\n", view.faults().stream().map(f -> f.fault() + " " + f.count()).toList()),
        view.texts() == null ? "" : String.join("\n", view.texts()),
        other == null ? "" : other.id(),
        other == null ? "" : other.question(),
        text(view.score()));
  }

  private static String text(Object cell) {
    return cell == null ? "" : cell.toString();
  }
}
