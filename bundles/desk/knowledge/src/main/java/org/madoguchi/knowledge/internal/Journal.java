package org.madoguchi.knowledge.internal;

import java.time.Clock;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.internal.body.ArticleBody;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Today;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores what became of an article, together with the event that tells it. */
@Component(service = Journal.class)
public final class Journal {
  private static final int GRACE = 30;
  private static final ZoneId USUAL = ZoneId.of("Asia/Tokyo");

  private final KnowledgeTransactions transactions;
  private final ArticleStore store;
  private final Directory directory;
  private final EventLog log;
  private final Clock clock;

  @Activate
  public Journal(
      @Reference KnowledgeTransactions transactions,
      @Reference ArticleStore store,
      @Reference Directory directory,
      @Reference EventLog log,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
    this.log = log;
    this.clock = clock;
  }

  /** The time it is there. */
  public Today today(MunicipalityId municipality) {
    Optional<Municipality> there = directory.municipality(municipality);
    int grace =
        there
            .flatMap(m -> m.setting("knowledge.reviewGraceDays"))
            .filter(days -> days.matches("[0-9]{1,4}"))
            .map(Integer::parseInt)
            .orElse(GRACE);
    return new Today(
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        there.map(Municipality::timeZone).orElse(USUAL),
        grace);
  }

  /** Whether sections there may publish without approval at all. */
  boolean letsPublish(MunicipalityId municipality) {
    return directory
        .municipality(municipality)
        .flatMap(m -> m.setting("knowledge.publishing"))
        .filter("direct"::equals)
        .isPresent();
  }

  public void begun(Article article, Content content) {
    store.add(article, content, article.turnsAt(today(article.municipality())));
    append(article, KnowledgeEvents.CREATED, Map.of("edition", article.edition()));
  }

  /** What somebody did, or time. */
  public Article noted(
      Article after, StaffId who, Today today, String type, Map<String, ?> payload) {
    Article next = after.by(who, today.now());
    store.save(next, next.turnsAt(today));
    append(next, type, payload);
    return next;
  }

  /** Readers see the newest edition from now on. */
  public Article published(Article article, Content content, StaffId who, Today today) {
    Article shown = article.published(content, today);
    List<ArticleBody.Link> links = ArticleBody.kept(content.body()).links();
    store.show(shown, content, links);
    return noted(shown, who, today, KnowledgeEvents.PUBLISHED, Map.of("edition", shown.edition()));
  }

  /** The same of what a file brings that was published elsewhere; its days count all the same. */
  public Article imported(Article article, Content content, StaffId who, Today today) {
    return onItsWay(article.let(who, Optional.empty(), content, today), content, who, today);
  }

  /** To be published at its time, which may have come already. */
  Article onItsWay(Article approved, Content content, StaffId who, Today today) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("edition", approved.edition());
    approved.course().publishAt().ifPresent(at -> payload.put("publishAt", at.toString()));
    return approved.isToBePublished(today.now())
        ? published(approved, content, who, today)
        : noted(approved, who, today, KnowledgeEvents.APPROVED, payload);
  }

  private void append(Article article, String type, Map<String, ?> payload) {
    log.append(transactions.transactions(), List.of(ArticleEvents.event(article, type, payload)));
  }
}
