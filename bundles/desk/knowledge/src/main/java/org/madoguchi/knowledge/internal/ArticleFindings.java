package org.madoguchi.knowledge.internal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.internal.FindingStore.Dismissal;
import org.madoguchi.knowledge.internal.FindingStore.Reasons;
import org.madoguchi.knowledge.internal.FindingStore.Wanted;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Finding;
import org.madoguchi.knowledge.internal.domain.Finding.Kind;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Today;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Which articles should be looked at, for those who work with them: what {@link FindingTurns}
 * found, without what somebody put aside. Of a pair one works with one article and sees the other.
 */
@Component(service = ArticleFindings.class)
public final class ArticleFindings {
  /** More are not counted. */
  public static final int MOST_COUNTED = 1_000;

  /**
   * What a list is narrowed to.
   *
   * @param until of what stands by day, that day and before
   */
  public record Query(Kind kind, Optional<SectionId> section, Optional<LocalDate> until) {}

  /**
   * @param articles by id, those the findings are about
   * @param reasons by id, of those that do not help
   * @param next where the next page begins; empty on the last
   */
  public record Page(
      List<Finding> findings,
      Map<Long, Article> articles,
      Map<Long, Reasons> reasons,
      Optional<String> next) {}

  /**
   * @param other of a pair; 0 for none
   * @param until empty = until another edition
   */
  public record Order(
      Kind kind, long article, long other, String reason, Optional<LocalDate> until) {}

  private final KnowledgeTransactions transactions;
  private final FindingStore store;
  private final ArticleStore articles;
  private final ArticleDesk desk;
  private final Journal journal;

  @Activate
  public ArticleFindings(
      @Reference KnowledgeTransactions transactions,
      @Reference FindingStore store,
      @Reference ArticleStore articles,
      @Reference ArticleDesk desk,
      @Reference Journal journal) {
    this.transactions = transactions;
    this.store = store;
    this.articles = articles;
    this.desk = desk;
    this.journal = journal;
  }

  /**
   * @param after '' = from the beginning
   * @throws DomainException municipality-not-found; forbidden for whoever works with no article
   */
  public Page page(
      AccessScope scope, MunicipalityId municipality, Query query, String after, int limit) {
    Today today = today(scope, municipality);
    Wanted wanted = wanted(scope, municipality, query, today);
    return transactions.read(
        () -> {
          List<Finding> found = store.page(wanted, after, limit + 1);
          List<Finding> shown = found.subList(0, Math.min(limit, found.size()));
          boolean more = found.size() > limit;
          return new Page(
              shown,
              named(shown),
              reasons(shown, today),
              more ? Optional.of(shown.get(limit - 1).place()) : Optional.empty());
        });
  }

  private Map<Long, Article> named(List<Finding> findings) {
    Set<Long> ids = new HashSet<>();
    for (Finding finding : findings) {
      ids.add(finding.article());
      if (finding.other() != 0) {
        ids.add(finding.other());
      }
    }
    return articles.find(ids).stream().collect(Collectors.toMap(Article::id, Function.identity()));
  }

  private Map<Long, Reasons> reasons(List<Finding> findings, Today today) {
    Collection<Long> ids =
        findings.stream().filter(f -> f.kind() == Kind.UNHELPFUL).map(Finding::article).toList();
    return store.reasons(ids, today.now().minus(Finding.DAYS, ChronoUnit.DAYS));
  }

  /**
   * How long the lists are; {@link #MOST_COUNTED} stands for more.
   *
   * @throws DomainException as {@link #page}
   */
  public Map<Kind, Integer> counts(
      AccessScope scope, MunicipalityId municipality, Optional<SectionId> section) {
    Today today = today(scope, municipality);
    return transactions.read(
        () -> {
          Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
          for (Kind kind : Kind.values()) {
            Query query = new Query(kind, section, Optional.empty());
            Wanted wanted = wanted(scope, municipality, query, today);
            counts.put(kind, store.count(wanted, MOST_COUNTED));
          }
          return counts;
        });
  }

  private static Wanted wanted(
      AccessScope scope, MunicipalityId municipality, Query query, Today today) {
    Optional<MunicipalityId> there = Optional.of(municipality);
    return new Wanted(
        municipality,
        query.kind(),
        Sight.work(scope, there),
        Sight.read(scope, there),
        query.section(),
        query.until(),
        today.day());
  }

  private Today today(AccessScope scope, MunicipalityId municipality) {
    desk.mustBeThere(scope, municipality);
    if (Sight.work(scope, Optional.of(municipality)).isEmpty()) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    return journal.today(municipality);
  }

  /**
   * Nobody need look at it for now, or somebody after all. May be repeated.
   *
   * @throws DomainException municipality-not-found; article-not-found; forbidden
   */
  public void dismiss(
      AccessScope scope, MunicipalityId municipality, Order order, boolean dismissed) {
    Today today = today(scope, municipality);
    transactions.decide(
        () -> {
          Article article = there(scope, municipality, order.article());
          Optional<Article> other =
              order.kind() == Kind.DUPLICATES
                  ? Optional.of(there(scope, municipality, order.other()))
                  : Optional.empty();
          boolean works =
              Sight.works(scope, article.tag())
                  || other.filter(o -> Sight.works(scope, o.tag())).isPresent();
          if (!works) {
            throw new DomainException(Problems.FORBIDDEN);
          }
          long first = other.map(o -> Math.min(o.id(), article.id())).orElse(article.id());
          Article one = first == article.id() ? article : other.orElseThrow();
          Optional<Article> two = other.map(o -> o.id() == first ? article : o);
          store.takeBack(order.kind(), one.id(), two.map(Article::id).orElse(0L));
          if (dismissed) {
            store.dismiss(
                new Dismissal(
                    order.kind(),
                    one.id(),
                    one.edition(),
                    two.map(Article::id).orElse(0L),
                    two.map(Article::edition).orElse(0),
                    order.reason(),
                    order.until(),
                    scope.who(),
                    today.now()));
          }
          return null;
        });
  }

  private Article there(AccessScope scope, MunicipalityId municipality, long id) {
    Article article = desk.visible(scope, id);
    if (!article.municipality().equals(municipality)) {
      throw new DomainException(KnowledgeProblems.ARTICLE_NOT_FOUND);
    }
    return article;
  }
}
