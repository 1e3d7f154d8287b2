package org.madoguchi.knowledge.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.internal.CommentStore.Comment;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Step;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What colleagues say to each other about an article; readers never see it. */
@Component(service = Comments.class)
public final class Comments {
  private static final String IDS = "knowledge-comment";

  private final KnowledgeTransactions transactions;
  private final CommentStore store;
  private final ArticleDesk desk;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public Comments(
      @Reference KnowledgeTransactions transactions,
      @Reference CommentStore store,
      @Reference ArticleDesk desk,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.desk = desk;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The same request again is the same comment.
   *
   * @throws DomainException article-not-found; forbidden for whoever only reads it
   */
  public Comment add(AccessScope scope, long article, String requestId, String text) {
    return transactions.decide(
        () -> {
          Article about = desk.worked(scope, article);
          return store
              .find(scope.who(), requestId)
              .orElseGet(() -> kept(about, "", text, scope.who(), requestId));
        });
  }

  /** What was said with a step; in the step's own transaction. */
  void keep(Article article, Step step, String text, StaffId who) {
    String once = "article-" + article.id() + "/" + article.version();
    kept(article, step.name(), text, who, once);
  }

  private Comment kept(Article article, String step, String text, StaffId who, String requestId) {
    Comment comment =
        new Comment(
            ids.next(IDS),
            article.id(),
            article.edition(),
            step,
            text,
            who,
            requestId,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    store.add(comment);
    return comment;
  }

  /**
   * The newest first.
   *
   * @throws DomainException article-not-found; forbidden for whoever only reads it
   */
  public List<Comment> page(AccessScope scope, long article, OptionalLong before, int limit) {
    return transactions.read(() -> store.page(desk.worked(scope, article).id(), before, limit));
  }
}
