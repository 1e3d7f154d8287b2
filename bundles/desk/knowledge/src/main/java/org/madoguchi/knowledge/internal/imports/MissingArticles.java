package org.madoguchi.knowledge.internal.imports;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.PreparedArticles;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.ArticleDesk;
import org.madoguchi.knowledge.internal.ArticleStore;
import org.madoguchi.knowledge.internal.Journal;
import org.madoguchi.knowledge.internal.KnowledgeTransactions;
import org.madoguchi.knowledge.internal.TurnBell;
import org.madoguchi.knowledge.internal.body.ArticleBody;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Today;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds what is missing of prepared articles, as far as each of them is. */
@Component
public final class MissingArticles implements PreparedArticles {
  private static final int MONTHS = 12;

  /** So long ago that a year's review day is just past, and the days of grace are not. */
  private static final Duration LONG_AGO = Duration.ofDays(372);

  private final KnowledgeTransactions transactions;
  private final ArticleStore store;
  private final Journal journal;
  private final Directory directory;
  private final IdSource ids;
  private final TurnBell bell;

  @Activate
  public MissingArticles(
      @Reference KnowledgeTransactions transactions,
      @Reference ArticleStore store,
      @Reference Journal journal,
      @Reference Directory directory,
      @Reference IdSource ids,
      @Reference TurnBell bell) {
    this.transactions = transactions;
    this.store = store;
    this.journal = journal;
    this.directory = directory;
    this.ids = ids;
    this.bell = bell;
  }

  @Override
  public int put(AccessScope scope, MunicipalityId municipality, List<Prepared> prepared) {
    ImportDesk.mustManage(scope, municipality, directory);
    int added = 0;
    for (Prepared one : prepared) {
      added += transactions.decide(() -> added(municipality, one)) ? 1 : 0;
    }
    bell.ring();
    return added;
  }

  private boolean added(MunicipalityId municipality, Prepared one) {
    if (!store.newest(municipality, List.of(one.externalId())).isEmpty()) {
      return false;
    }
    Today now = journal.today(municipality);
    Today today =
        one.stage() == Stage.REVIEW_DUE
            ? new Today(now.now().minus(LONG_AGO), now.zone(), now.grace())
            : now;
    Content content = content(one);
    Article article =
        Article.begun(
            ids.next(ArticleDesk.IDS),
            municipality,
            one.section(),
            one.externalId(),
            MONTHS,
            content,
            new Article.Making(one.author(), today.now(), "prepared-" + one.externalId()));
    journal.begun(article, content);
    if (one.stage() == Stage.IN_REVIEW) {
      Article asked = article.submitted(one.author(), Optional.empty());
      journal.noted(asked, one.author(), today, KnowledgeEvents.SUBMITTED, Map.of());
    } else {
      journal.imported(article, content, one.author(), today);
    }
    return true;
  }

  private static Content content(Prepared one) {
    Content empty = Content.empty();
    return new Content(
        one.category(),
        empty.language(),
        one.question(),
        one.conclusion(),
        ArticleBody.kept(one.body()).html(),
        one.words(),
        Visibility.PUBLIC,
        empty.sections(),
        one.scope(),
        one.scopeNote(),
        empty.translations(),
        empty.related(),
        empty.from(),
        empty.until());
  }
}
