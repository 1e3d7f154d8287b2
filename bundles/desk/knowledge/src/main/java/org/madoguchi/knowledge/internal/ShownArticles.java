package org.madoguchi.knowledge.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.madoguchi.knowledge.PublishedArticle;
import org.madoguchi.knowledge.PublishedArticle.Quality;
import org.madoguchi.knowledge.PublishedArticle.Standing;
import org.madoguchi.knowledge.PublishedArticle.Text;
import org.madoguchi.knowledge.PublishedArticles;
import org.madoguchi.knowledge.internal.ArticleStore.Read;
import org.madoguchi.knowledge.internal.body.ArticleBody;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Shown;
import org.madoguchi.knowledge.internal.domain.Translation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What readers see, for other rooms. */
@Component
public final class ShownArticles implements PublishedArticles {
  private static final int MOST = 1_000;

  private final KnowledgeTransactions transactions;
  private final ArticleStore store;

  @Activate
  public ShownArticles(
      @Reference KnowledgeTransactions transactions, @Reference ArticleStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  @Override
  public List<PublishedArticle> find(Collection<Long> ids) {
    if (ids.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST);
    }
    return published(transactions.read(() -> store.shown(ids)));
  }

  @Override
  public List<PublishedArticle> after(long id, int limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("1 to " + MOST);
    }
    return published(transactions.read(() -> store.shown(id, limit)));
  }

  private static List<PublishedArticle> published(List<Read> found) {
    return found.stream().map(read -> published(read.article(), read.content())).toList();
  }

  static PublishedArticle published(Article article, Content content) {
    Shown shown = article.shown().orElseThrow();
    List<Text> texts = new ArrayList<>();
    texts.add(
        text(
            content.language(),
            Quality.ORIGINAL,
            content.question(),
            content.conclusion(),
            content.body(),
            false));
    for (Translation t : content.translations()) {
      texts.add(
          text(
              t.language(),
              t.checked() ? Quality.CHECKED : Quality.MACHINE,
              t.question(),
              t.conclusion(),
              t.body(),
              t.behind()));
    }
    return new PublishedArticle(
        article.id(),
        article.municipality(),
        article.section(),
        content.category(),
        texts,
        content.words(),
        content.visibility(),
        new HashSet<>(content.sections()),
        content.scope(),
        Standing.valueOf(article.course().standing().name()),
        shown.at(),
        article.course().reviewOn(),
        content.related());
  }

  private static Text text(
      String language,
      Quality quality,
      String question,
      String conclusion,
      String body,
      boolean behind) {
    return new Text(
        language, quality, question, conclusion, ArticleBody.kept(body).text(), body, behind);
  }
}
