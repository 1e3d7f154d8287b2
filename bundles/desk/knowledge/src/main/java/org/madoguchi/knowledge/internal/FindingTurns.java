package org.madoguchi.knowledge.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.knowledge.internal.ArticleStore.Read;
import org.madoguchi.knowledge.internal.FindingStore.Used;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Finding;
import org.madoguchi.knowledge.internal.domain.NearDuplicates;
import org.madoguchi.knowledge.internal.domain.Today;
import org.madoguchi.persistence.Doorbell;
import org.madoguchi.persistence.UpkeepTurn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks all articles over for what somebody should see: each municipality every hour, and soon
 * after one was edited, but then at most a twentieth of the time. What differs from what was found
 * before is written, a piece at a time. Not what a request waits for.
 */
@Component(service = FindingTurns.class, immediate = true)
public final class FindingTurns {
  private static final String LEASE = "knowledge/findings";
  private static final Duration LEASE_TIME = Duration.ofMinutes(10);
  private static final Duration PERIOD = Duration.ofSeconds(20);
  private static final Duration AGAIN = Duration.ofHours(1);

  /** A transaction that began before may come in later. */
  private static final Duration LATE = Duration.ofSeconds(30);

  private static final int REST = 20;
  private static final int PIECE = 200;

  /**
   * @param at when it began
   * @param rests until then edits do not begin another
   */
  private record Look(Instant at, Instant rests) {}

  private final KnowledgeTransactions transactions;
  private final FindingStore store;
  private final ArticleStore articles;
  private final Journal journal;
  private final Directory directory;
  private final Clock clock;
  private final UpkeepTurn turn;
  private final Map<MunicipalityId, Look> looks = new HashMap<>();

  @Activate
  public FindingTurns(
      @Reference KnowledgeTransactions transactions,
      @Reference FindingStore store,
      @Reference ArticleStore articles,
      @Reference Journal journal,
      @Reference Directory directory,
      @Reference Leases leases,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.articles = articles;
    this.journal = journal;
    this.directory = directory;
    this.clock = clock;
    this.turn = new UpkeepTurn(leases, LEASE, LEASE_TIME, new Doorbell(), PERIOD, this::some);
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
   * One municipality at a time, so that another node's lease is asked for between.
   *
   * @return whether there may be more
   */
  boolean some() {
    for (Municipality municipality : directory.municipalities()) {
      if (isDue(municipality.id())) {
        Instant begin = clock.instant();
        look(municipality.id());
        Instant end = clock.instant();
        Instant rests = end.plus(Duration.between(begin, end).multipliedBy(REST));
        looks.put(municipality.id(), new Look(begin, rests));
        return true;
      }
    }
    return false;
  }

  private boolean isDue(MunicipalityId municipality) {
    Look last = looks.get(municipality);
    Instant now = clock.instant();
    if (last == null || !now.isBefore(last.at().plus(AGAIN))) {
      return true;
    }
    return !now.isBefore(last.rests().plus(LATE))
        && transactions.read(() -> store.editedSince(municipality, last.at().minus(LATE)));
  }

  private void look(MunicipalityId municipality) {
    Map<String, Finding> found = new HashMap<>();
    Consumer<Finding> take = finding -> found.put(finding.about(), finding);
    Map<Long, Long> versions = new HashMap<>();
    NearDuplicates texts = new NearDuplicates();
    Today today = journal.today(municipality);
    OptionalLong last = OptionalLong.empty();
    List<Read> piece;
    do {
      OptionalLong before = last;
      piece = transactions.read(() -> articles.shown(municipality, before, PIECE));
      Map<Long, Used> used = used(piece, today);
      for (Read read : piece) {
        Article article = read.article();
        Content content = read.content();
        last = OptionalLong.of(article.id());
        versions.put(article.id(), article.version());
        texts.add(article.id(), content.question(), content.conclusion());
        each(article, used.get(article.id()), today, take);
      }
    } while (piece.size() == PIECE);
    for (NearDuplicates.Pair pair : texts.pairs()) {
      long one = pair.article();
      long other = pair.other();
      take.accept(
          Finding.duplicates(one, versions.get(one), other, versions.get(other), pair.score()));
    }
    write(municipality, found);
  }

  private Map<Long, Used> used(List<Read> piece, Today today) {
    List<Long> ids = piece.stream().map(r -> r.article().id()).toList();
    return transactions.read(() -> store.used(ids, today.day().minusDays(Finding.DAYS - 1L)));
  }

  private static void each(Article article, Used used, Today today, Consumer<Finding> take) {
    Used known = used == null ? new Used(0, 0, Optional.empty()) : used;
    Finding.unhelpful(article, known.helpful(), known.unhelpful()).ifPresent(take);
    Finding.unused(article, known.last(), today).ifPresent(take);
    Finding.review(article, today).ifPresent(take);
  }

  private void write(MunicipalityId municipality, Map<String, Finding> found) {
    Map<String, Finding> before =
        transactions.read(() -> store.all(municipality)).stream()
            .collect(Collectors.toMap(Finding::about, Function.identity()));
    Set<Finding> same =
        found.values().stream()
            .filter(f -> f.equals(before.get(f.about())))
            .collect(Collectors.toSet());
    inPieces(before.values().stream().filter(f -> !same.contains(f)).toList(), store::remove);
    inPieces(
        found.values().stream().filter(f -> !same.contains(f)).toList(),
        piece -> store.add(municipality, piece));
  }

  private void inPieces(List<Finding> findings, Consumer<List<Finding>> step) {
    for (int i = 0; i < findings.size(); i += PIECE) {
      List<Finding> piece = findings.subList(i, Math.min(findings.size(), i + PIECE));
      transactions.decide(
          () -> {
            step.accept(piece);
            return null;
          });
    }
  }
}
