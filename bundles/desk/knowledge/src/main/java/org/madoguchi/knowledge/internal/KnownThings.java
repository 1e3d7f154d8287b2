package org.madoguchi.knowledge.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;

/** Whether what an article names is there. What was named before may be gone since and stays. */
final class KnownThings {
  private final Directory directory;
  private final ArticleStore store;

  KnownThings(Directory directory, ArticleStore store) {
    this.directory = directory;
    this.store = store;
  }

  /**
   * @throws org.madoguchi.kernel.problem.DomainException invalid-fields
   */
  void mustBeKnown(AccessScope scope, MunicipalityId municipality, Details before, Details wanted) {
    Checks checks = new Checks();
    Content was = before.content();
    Content now = wanted.content();
    if (!wanted.section().equals(before.section()) && !isSection(municipality, wanted.section())) {
      checks.note("section", "unknown", "");
    }
    boolean category = now.category().isEmpty() || now.category().equals(was.category());
    if (!category && directory.category(municipality, now.category()).isEmpty()) {
      checks.note("category", "unknown", "");
    }
    if (now.sections().stream()
        .filter(s -> !was.sections().contains(s))
        .anyMatch(s -> s.isNone() || !isSection(municipality, s))) {
      checks.note("sections", "unknown", "");
    }
    Set<Long> added = new HashSet<>(now.related());
    was.related().forEach(added::remove);
    if (!visible(scope, municipality, added).containsAll(added)) {
      checks.note("related", "unknown", "");
    }
    checks.done();
  }

  private boolean isSection(MunicipalityId municipality, SectionId section) {
    return section.isNone() || directory.section(municipality, section).isPresent();
  }

  private Set<Long> visible(AccessScope scope, MunicipalityId municipality, Set<Long> ids) {
    List<Article> found = store.find(ids);
    Map<Long, Set<SectionId>> audiences = store.audiences(ids);
    Set<Long> visible = new HashSet<>();
    for (Article article : found) {
      boolean seen =
          Sight.works(scope, article.tag())
              || Sight.reads(scope, article, audiences.getOrDefault(article.id(), Set.of()));
      if (seen && article.municipality().equals(municipality)) {
        visible.add(article.id());
      }
    }
    return visible;
  }
}
