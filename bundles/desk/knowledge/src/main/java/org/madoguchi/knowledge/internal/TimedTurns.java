package org.madoguchi.knowledge.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Standing;
import org.madoguchi.knowledge.internal.domain.Today;
import org.madoguchi.persistence.UpkeepTurn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Does what time brings: publishes what was approved for a time, and marks what is to be looked
 * over or has expired. Each article in a transaction of its own that also says what comes next: it
 * happens once, whatever breaks off, on whatever node; what fell due while nothing ran is done at
 * the next start.
 */
@Component(service = TimedTurns.class, immediate = true)
public final class TimedTurns {
  private static final String LEASE = "knowledge/turns";
  private static final Duration LEASE_TIME = Duration.ofMinutes(2);
  private static final Duration PERIOD = Duration.ofSeconds(15);
  private static final int BATCH = 100;

  private final KnowledgeTransactions transactions;
  private final ArticleStore store;
  private final Journal journal;
  private final Clock clock;
  private final UpkeepTurn turn;

  @Activate
  public TimedTurns(
      @Reference KnowledgeTransactions transactions,
      @Reference ArticleStore store,
      @Reference Journal journal,
      @Reference Leases leases,
      @Reference Clock clock,
      @Reference TurnBell bell) {
    this.transactions = transactions;
    this.store = store;
    this.journal = journal;
    this.clock = clock;
    this.turn = new UpkeepTurn(leases, LEASE, LEASE_TIME, bell.bell(), PERIOD, this::some);
  }

  @Activate
  public void start() {
    turn.start();
  }

  @Deactivate
  public void stop() {
    turn.stop();
  }

  /**
   * One that breaks keeps no other waiting: it is tried again.
   *
   * @return whether there may be more
   */
  boolean some() {
    List<Long> due = transactions.read(() -> store.due(clock.instant(), BATCH));
    RuntimeException broken = null;
    int done = 0;
    for (long id : due) {
      try {
        transactions.decide(() -> store.find(id).map(this::turned));
        done++;
      } catch (RuntimeException e) {
        broken = e;
      }
    }
    if (broken != null) {
      throw broken;
    }
    return done > 0;
  }

  private Article turned(Article article) {
    Today today = journal.today(article.municipality());
    if (article.isToBePublished(today.now())) {
      Optional<Content> content = store.content(article.id(), article.edition());
      return journal.published(article, content.orElseThrow(), StaffId.SYSTEM, today);
    }
    Article now = article.standingNow(today);
    Standing standing = now.course().standing();
    if (standing == article.course().standing()) {
      // somebody was faster, or the municipality's time is another one now
      store.turnLater(article, article.turnsAt(today));
      return article;
    }
    return journal.noted(now, StaffId.SYSTEM, today, told(standing), Map.of());
  }

  private static String told(Standing standing) {
    return standing == Standing.EXPIRED ? KnowledgeEvents.EXPIRED : KnowledgeEvents.REVIEW_DUE;
  }
}
