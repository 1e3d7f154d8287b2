package org.madoguchi.knowledge.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.internal.UseStore.Complaint;
import org.madoguchi.knowledge.internal.UseStore.Day;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Shown;
import org.madoguchi.knowledge.internal.domain.Today;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts, by day, how often articles are looked at and used and whether they helped. */
@Component(service = Uses.class)
public final class Uses {
  static final String IDS = "knowledge-complaint";

  /** What somebody did with an article. */
  public enum Kind {
    VIEWED,
    /** Put into an answer, or its link sent. */
    USED,
    HELPFUL,
    UNHELPFUL
  }

  /** Why it was of no help. */
  public enum Fault {
    WRONG,
    OUTDATED,
    UNCLEAR,
    INCOMPLETE,
    OTHER
  }

  /**
   * @param requestId of an UNHELPFUL one, which is counted once
   */
  public record Order(Kind kind, Fault fault, String text, String requestId) {}

  private final KnowledgeTransactions transactions;
  private final UseStore store;
  private final ArticleDesk desk;
  private final Journal journal;
  private final IdSource ids;

  @Activate
  public Uses(
      @Reference KnowledgeTransactions transactions,
      @Reference UseStore store,
      @Reference ArticleDesk desk,
      @Reference Journal journal,
      @Reference IdSource ids) {
    this.transactions = transactions;
    this.store = store;
    this.desk = desk;
    this.journal = journal;
    this.ids = ids;
  }

  /**
   * Of what readers see; a draft is not used.
   *
   * @throws DomainException article-not-found
   */
  public void count(AccessScope scope, long id, Order order) {
    transactions.decide(
        () -> {
          Article article = desk.visible(scope, id);
          if (article.course().standing().isRead()) {
            Today today = journal.today(article.municipality());
            if (order.kind() != Kind.UNHELPFUL || kept(scope, article, today, order)) {
              store.count(id, today.day(), order.kind());
            }
          }
          return null;
        });
  }

  private boolean kept(AccessScope scope, Article article, Today today, Order order) {
    return store.add(
        new Complaint(
            ids.next(IDS),
            article.id(),
            article.shown().map(Shown::edition).orElse(0),
            order.fault(),
            order.text(),
            scope.who(),
            order.requestId(),
            today.now()));
  }

  /**
   * For those who work with it.
   *
   * @throws DomainException article-not-found; forbidden
   */
  public List<Day> days(AccessScope scope, long id, LocalDate from, LocalDate to) {
    return transactions.read(() -> store.days(worked(scope, id), from, to));
  }

  /** The newest first. */
  public List<Complaint> complaints(AccessScope scope, long id, OptionalLong before, int limit) {
    return transactions.read(() -> store.complaints(worked(scope, id), before, limit));
  }

  /** Today, where the article is. */
  public LocalDate today(AccessScope scope, long id) {
    return transactions.read(() -> journal.today(desk.visible(scope, id).municipality()).day());
  }

  private long worked(AccessScope scope, long id) {
    return desk.worked(scope, id).id();
  }
}
