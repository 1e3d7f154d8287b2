package org.madoguchi.knowledge.internal.rest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.ArticleDesk;
import org.madoguchi.knowledge.internal.ArticleStore.Edition;
import org.madoguchi.knowledge.internal.body.ArticleBody;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Comparison;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Field;
import org.madoguchi.knowledge.internal.domain.Heading;
import org.madoguchi.knowledge.internal.domain.Shown;
import org.madoguchi.knowledge.internal.domain.Step;
import org.madoguchi.knowledge.internal.domain.Translation;
import org.madoguchi.knowledge.internal.rest.Views.ArticleView;
import org.madoguchi.knowledge.internal.rest.Views.CategoryView;
import org.madoguchi.knowledge.internal.rest.Views.ComparisonView;
import org.madoguchi.knowledge.internal.rest.Views.DifferenceView;
import org.madoguchi.knowledge.internal.rest.Views.EditionView;
import org.madoguchi.knowledge.internal.rest.Views.EditionsView;
import org.madoguchi.knowledge.internal.rest.Views.HeadView;
import org.madoguchi.knowledge.internal.rest.Views.PageView;
import org.madoguchi.knowledge.internal.rest.Views.PersonView;
import org.madoguchi.knowledge.internal.rest.Views.RelatedView;
import org.madoguchi.knowledge.internal.rest.Views.SectionView;
import org.madoguchi.knowledge.internal.rest.Views.StretchView;
import org.madoguchi.knowledge.internal.rest.Views.TranslationView;

/** Turns articles into what the addresses answer, with the names the directory knows. */
final class Presenter {
  private final Directory directory;

  Presenter(Directory directory) {
    this.directory = directory;
  }

  PageView page(ArticleDesk.Page page, boolean work) {
    return new PageView(
        page.articles().stream().map(a -> head(a, work, heading(a, work))).toList(),
        next(page.next()));
  }

  /** As readers know it. */
  HeadView shown(Article article) {
    return head(article, false, heading(article, false));
  }

  static String next(OptionalLong next) {
    return next.isPresent() ? Long.toString(next.getAsLong()) : null;
  }

  private static Heading heading(Article article, boolean work) {
    return work ? article.newest() : article.shown().map(Shown::heading).orElseGet(article::newest);
  }

  /**
   * @param works whether the caller is told of drafts
   */
  private HeadView head(Article article, boolean works, Heading heading) {
    MunicipalityId municipality = article.municipality();
    return new HeadView(
        Long.toString(article.id()),
        municipality.value(),
        section(municipality, article.section()),
        category(municipality, heading.category()),
        heading.question(),
        Checks.written(heading.visibility()),
        Checks.written(heading.scope()),
        works ? Checks.written(article.course().progress()) : null,
        Checks.written(article.course().standing()),
        works ? article.course().publishAt().orElse(null) : null,
        article.shown().map(Shown::at).orElse(null),
        article.course().reviewOn().map(LocalDate::toString).orElse(null),
        works ? person(article.editor()) : null,
        works ? article.editedAt() : null);
  }

  ArticleView article(ArticleDesk.Seen seen, Map<Step, Boolean> lets) {
    Article article = seen.article();
    Content content = seen.content();
    MunicipalityId municipality = article.municipality();
    return new ArticleView(
        head(article, seen.works(), Heading.of(content)),
        article.externalId(),
        article.reviewMonths(),
        seen.edition(),
        seen.works() ? article.edition() : null,
        article.shown().map(Shown::edition).orElse(null),
        content.language(),
        content.conclusion(),
        content.body(),
        content.words(),
        content.sections().stream().map(s -> section(municipality, s)).toList(),
        content.scopeNote(),
        content.translations().stream().map(Presenter::translation).toList(),
        seen.related().stream().map(a -> related(a, seen.works())).toList(),
        content.from().map(LocalDate::toString).orElse(null),
        content.until().map(LocalDate::toString).orElse(null),
        seen.works()
            ? lets.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(e -> Checks.written(e.getKey()))
                .toList()
            : null,
        article.version());
  }

  private static TranslationView translation(Translation t) {
    return new TranslationView(
        t.language(), t.checked(), t.question(), t.conclusion(), t.body(), t.behind());
  }

  /** A draft of a colleague's is called as readers know it, where they do. */
  private static RelatedView related(Article article, boolean works) {
    Heading heading = heading(article, works && article.shown().isEmpty());
    return new RelatedView(
        Long.toString(article.id()),
        heading.question(),
        Checks.written(article.course().standing()));
  }

  EditionsView editions(List<Edition> editions, int limit) {
    List<Edition> shown = editions.subList(0, Math.min(limit, editions.size()));
    return new EditionsView(
        shown.stream()
            .map(
                e ->
                    new EditionView(
                        e.number(),
                        person(e.editor()),
                        e.at(),
                        e.restored() == 0 ? null : e.restored()))
            .toList(),
        editions.size() > limit ? Integer.toString(shown.get(limit - 1).number()) : null);
  }

  ComparisonView comparison(int older, int newer, List<Content> both) {
    Details was = new Details(SectionId.NONE, 0, both.get(0));
    Details is = new Details(SectionId.NONE, 0, both.get(1));
    List<DifferenceView> differences = new ArrayList<>();
    for (Field field : Field.values()) {
      if (!field.of(was).equals(field.of(is))) {
        List<StretchView> stretches =
            Comparison.of(text(field, was), text(field, is)).stream()
                .map(s -> new StretchView(Checks.written(s.kind()), s.text()))
                .toList();
        differences.add(new DifferenceView(field.written(), stretches));
      }
    }
    return new ComparisonView(older, newer, differences);
  }

  /** As people read it; what differs in marks alone is told by them. */
  private String text(Field field, Details details) {
    Content content = details.content();
    return switch (field) {
      case BODY -> ArticleBody.kept(content.body()).text();
      case WORDS -> String.join("\n", content.words());
      case SECTIONS ->
          String.join("\n", content.sections().stream().map(SectionId::value).toList());
      case RELATED -> String.join("\n", content.related().stream().map(String::valueOf).toList());
      case VISIBILITY -> Checks.written(content.visibility());
      case SCOPE -> Checks.written(content.scope());
      case TRANSLATIONS ->
          String.join("\n", content.translations().stream().map(Presenter::written).toList());
      default -> field.of(details).toString();
    };
  }

  private static String written(Translation t) {
    String quality = t.checked() ? "checked" : "machine";
    return String.join(
        "\n",
        "[" + t.language() + " " + quality + "]",
        t.question(),
        t.conclusion(),
        ArticleBody.kept(t.body()).text());
  }

  /** A section that was dissolved keeps its code for a name. */
  SectionView section(MunicipalityId municipality, SectionId section) {
    if (section.isNone()) {
      return null;
    }
    String name =
        directory.section(municipality, section).map(Section::name).orElse(section.value());
    return new SectionView(section.value(), name);
  }

  private CategoryView category(MunicipalityId municipality, String code) {
    if (code.isEmpty()) {
      return null;
    }
    String name = directory.category(municipality, code).map(Category::name).orElse(code);
    return new CategoryView(code, name);
  }

  PersonView person(StaffId who) {
    return new PersonView(who.value(), directory.staff(who).map(Staff::name).orElse(who.value()));
  }
}
