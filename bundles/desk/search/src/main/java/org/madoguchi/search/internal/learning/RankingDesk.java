package org.madoguchi.search.internal.learning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.internal.Keepers;
import org.madoguchi.search.internal.SearchTransactions;
import org.madoguchi.search.internal.learning.Attempt.Outcome;
import org.madoguchi.search.internal.rank.Quality;
import org.madoguchi.search.internal.rank.Weights;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teaches the ranking of a municipality from what its people searched and used, when its {@link
 * Keepers} say so; one at a time, on a thread of its own.
 */
@Component(service = RankingDesk.class)
public final class RankingDesk {
  private static final Logger LOG = LoggerFactory.getLogger(RankingDesk.class);
  private static final int MOST_USES = 50_000;

  /** They are in memory with all that may answer them: some 20 MB. */
  private static final int MOST_QUESTIONS = 1_000;

  private static final int DAYS = 400;

  /**
   * How ranking does.
   *
   * @param on whether it is switched on
   * @param learned whether the municipality's own weights are used
   * @param teaching whether this node is at it
   */
  public record State(boolean on, boolean learned, boolean teaching, Optional<Attempt> last) {}

  private final SearchTransactions transactions;
  private final RankingStore store;
  private final Directory directory;
  private final EventLog log;
  private final Clock clock;
  private final Set<MunicipalityId> taught = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "madoguchi-search-teaching");
            made.setDaemon(true);
            return made;
          });

  // An index that cannot be opened keeps nobody from looking at what was learned.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Ranking ranking;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RankingInUse inUse;

  @Activate
  public RankingDesk(
      @Reference SearchTransactions transactions,
      @Reference RankingStore store,
      @Reference Directory directory,
      @Reference EventLog log,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
    this.log = log;
    this.clock = clock;
  }

  @Deactivate
  public void stop() {
    thread.shutdownNow();
  }

  /**
   * @throws DomainException municipality-not-found; forbidden
   */
  public State state(AccessScope scope, MunicipalityId municipality) {
    Keepers.mustBeOne(directory, scope, municipality);
    Ranking present = ranking;
    return transactions.read(
        () ->
            new State(
                present != null && present.isOn(),
                store.inUse(municipality).flatMap(RankingInUse::weights).isPresent(),
                taught.contains(municipality),
                store.last(municipality)));
  }

  /**
   * Begins, unless it is at it already; what comes of it is the {@link State#last}.
   *
   * @throws DomainException municipality-not-found; forbidden; unavailable
   */
  public State teach(AccessScope scope, MunicipalityId municipality) {
    Keepers.mustBeOne(directory, scope, municipality);
    Ranking present = ranking;
    if (present == null) {
      throw new DomainException(Problems.UNAVAILABLE);
    }
    if (taught.add(municipality)) {
      try {
        thread.execute(() -> teach(present, municipality, scope.who()));
      } catch (RejectedExecutionException e) {
        taught.remove(municipality);
        throw new DomainException(Problems.UNAVAILABLE);
      }
    }
    return state(scope, municipality);
  }

  private void teach(Ranking present, MunicipalityId municipality, StaffId who) {
    try {
      teachNow(present, municipality, who);
    } catch (RuntimeException e) {
      LOG.warn("the ranking of {} could not be taught; it stays as it is", municipality, e);
    } finally {
      taught.remove(municipality);
    }
  }

  /** Blocks. */
  void teachNow(Ranking present, MunicipalityId municipality, StaffId who) {
    LocalDate from = LocalDate.ofInstant(clock.instant(), clock.getZone()).minusDays(DAYS);
    List<Judged> questions =
        Questions.of(
            transactions.read(() -> store.uses(municipality, from, MOST_USES)), MOST_QUESTIONS);
    Weights now =
        transactions
            .read(() -> store.inUse(municipality))
            .flatMap(RankingInUse::weights)
            .orElseGet(Weights::ours);
    Teaching teaching = new Teaching(present, thread::isShutdown);
    Teaching.Lesson lesson = teaching.teach(municipality, questions, now);
    Outcome outcome =
        lesson.before() == null
            ? Outcome.TOO_FEW
            : lesson.better() == null ? Outcome.KEPT : Outcome.LEARNED;
    end(
        number ->
            new Attempt(
                municipality,
                number,
                who,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                outcome,
                lesson.questions(),
                lesson.heldBack(),
                figures(lesson.before()),
                figures(lesson.after()),
                lesson.better() == null ? "" : lesson.better().write()),
        municipality);
  }

  private static List<Double> figures(Quality quality) {
    return quality == null
        ? List.of()
        : IntStream.range(0, Quality.NAMES.size()).mapToObj(quality::mean).toList();
  }

  /**
   * Back to the weights that come with the product.
   *
   * @throws DomainException municipality-not-found; forbidden
   */
  public State forget(AccessScope scope, MunicipalityId municipality) {
    Keepers.mustBeOne(directory, scope, municipality);
    if (state(scope, municipality).learned()) {
      end(
          number ->
              new Attempt(
                  municipality,
                  number,
                  scope.who(),
                  clock.instant().truncatedTo(ChronoUnit.MILLIS),
                  Outcome.SHIPPED,
                  0,
                  0,
                  List.of(),
                  List.of(),
                  ""),
          municipality);
    }
    return state(scope, municipality);
  }

  private interface Ended {
    Attempt as(long number);
  }

  private void end(Ended ended, MunicipalityId municipality) {
    transactions.decide(
        () -> {
          long number = store.last(municipality).map(Attempt::number).orElse(0L) + 1;
          Attempt attempt = ended.as(number);
          store.add(attempt);
          log.append(transactions.transactions(), List.of(RankingEvents.of(attempt)));
        });
    RankingInUse present = inUse;
    try {
      if (present != null) {
        present.use(municipality);
      }
    } catch (RuntimeException e) {
      LOG.debug("the event of the change brings it", e);
    }
  }
}
