package org.madoguchi.search.internal.asked;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.Keepers;
import org.madoguchi.search.internal.SearchTransactions;
import org.madoguchi.search.internal.asked.AskedStore.Dismissed;
import org.madoguchi.search.internal.records.FindingStore.Period;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What citizens ask again and again, from the tickets of a period, and whether an article answers
 * it. For {@link Keepers}, from the tickets they may read. It takes some seconds for thousands of
 * tickets and is remembered for a while.
 */
@Component(service = AskedOften.class)
public final class AskedOften {
  /** Of the newest tickets of the period. */
  public static final int LOOKED_AT = 5_000;

  /** Groups that are told. */
  static final int MOST = 100;

  /** Fewer are no question asked often. */
  static final int FEWEST = 3;

  /** From this likeness on an article answers; found with the labelled questions of the tests. */
  static final double ANSWERED = 0.25;

  private static final int CANDIDATES = 3;
  private static final int TICKETS = 5;
  private static final int TERMS = 6;
  private static final int REMEMBERED = 8;
  private static final int LONGEST_GROUP = 200;
  private static final Duration FOR = Duration.ofMinutes(10);

  /**
   * @param group by which it is dismissed
   * @param title the most typical ticket's
   * @param count how many tickets
   * @param tickets the most typical ones
   * @param terms what it is about
   * @param article the one that answers it best, if any does
   */
  public record Question(
      String group,
      String title,
      int count,
      List<String> tickets,
      List<String> terms,
      Instant last,
      Optional<Asked> article) {}

  /**
   * @param lookedAt how many tickets
   * @param more whether the period has more, which were not looked at
   */
  public record Answer(List<Question> questions, int lookedAt, boolean more) {}

  private record Wanted(Visibility who, MunicipalityId municipality, Period period) {}

  private record Found(Clusters.Cluster cluster, String group, Optional<Asked> article) {}

  private record Remembered(Instant at, List<Found> found, int lookedAt, boolean more) {}

  private final SearchTransactions transactions;
  private final AskedStore store;
  private final Directory directory;
  private final Clock clock;
  private final Map<Wanted, Remembered> remembered =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Wanted, Remembered> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public volatile AskedArchive archive;

  @Activate
  public AskedOften(
      @Reference SearchTransactions transactions,
      @Reference AskedStore store,
      @Reference Directory directory,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * The most frequent first, without what was dismissed and has not come back.
   *
   * @param answered whether those an article answers are told too
   * @throws DomainException municipality-not-found; forbidden; unavailable
   */
  public Answer list(
      AccessScope scope, MunicipalityId municipality, Period period, boolean answered) {
    Keepers.mustBeOne(directory, scope, municipality);
    Remembered all = found(scope, municipality, period);
    Map<String, Dismissed> dismissed = transactions.read(() -> store.dismissed(municipality));
    List<Question> questions =
        all.found().stream()
            .filter(found -> answered || found.article().isEmpty())
            .filter(found -> isShown(found, dismissed.get(found.group())))
            .limit(MOST)
            .map(AskedOften::question)
            .toList();
    return new Answer(questions, all.lookedAt(), all.more());
  }

  private static boolean isShown(Found found, Dismissed dismissed) {
    return dismissed == null
        || found.cluster().members().stream().filter(a -> a.at().isAfter(dismissed.at())).count()
            >= dismissed.returnsAt();
  }

  private static Question question(Found found) {
    List<Asked> members = found.cluster().members();
    return new Question(
        found.group(),
        found.cluster().central().title(),
        members.size(),
        members.stream().limit(TICKETS).map(asked -> asked.key().id()).toList(),
        Vectors.telling(found.cluster().weights(), 2 * TERMS).stream()
            .filter(term -> !term.startsWith(Saying.MARK))
            .limit(TERMS)
            .toList(),
        members.stream().map(Asked::at).max(Instant::compareTo).orElseThrow(),
        found.article());
  }

  /** One at a time: what two ask at once is looked for once. */
  private synchronized Remembered found(
      AccessScope scope, MunicipalityId municipality, Period period) {
    AskedArchive present = archive;
    if (present == null) {
      throw new DomainException(Problems.UNAVAILABLE);
    }
    Wanted wanted = new Wanted(Visibility.of(scope), municipality, period);
    Remembered before = remembered.get(wanted);
    Instant now = clock.instant();
    if (before != null && before.at().plus(FOR).isAfter(now)) {
      return before;
    }
    Remembered fresh = look(present, wanted, now);
    remembered.remove(wanted);
    remembered.put(wanted, fresh);
    return fresh;
  }

  private Remembered look(AskedArchive present, Wanted wanted, Instant now) {
    Municipality there = directory.municipality(wanted.municipality()).orElseThrow();
    List<Asked> tickets =
        present.tickets(
            wanted.municipality(),
            wanted.who(),
            begin(there, wanted.period().from()),
            begin(there, wanted.period().to().plusDays(1)),
            LOOKED_AT + 1);
    boolean more = tickets.size() > LOOKED_AT;
    List<Asked> looked = more ? tickets.subList(0, LOOKED_AT) : tickets;
    Vectors vectors = new Vectors(looked);
    List<Found> found = new ArrayList<>();
    for (Clusters.Cluster cluster : Clusters.of(looked, FEWEST)) {
      Asked central = cluster.central();
      String group = central.gist().isEmpty() ? central.title() : central.gist();
      found.add(
          new Found(
              cluster,
              group.substring(0, Math.min(group.length(), LONGEST_GROUP)),
              answer(present, wanted, vectors, cluster)));
    }
    return new Remembered(now, found, looked.size(), more);
  }

  private static Optional<Asked> answer(
      AskedArchive present, Wanted wanted, Vectors vectors, Clusters.Cluster cluster) {
    return present
        .articles(wanted.municipality(), wanted.who(), cluster.central().title(), CANDIDATES)
        .stream()
        .filter(
            article -> Vectors.likeness(vectors.of(article.terms()), cluster.weights()) >= ANSWERED)
        .findFirst();
  }

  private static Instant begin(Municipality there, LocalDate day) {
    return day.atStartOfDay(there.timeZone()).toInstant();
  }

  /**
   * Nobody need do anything about it, or somebody after all. May be repeated.
   *
   * @throws DomainException municipality-not-found; forbidden; unavailable
   */
  public void dismiss(
      AccessScope scope,
      MunicipalityId municipality,
      String group,
      Period period,
      boolean dismissed) {
    Keepers.mustBeOne(directory, scope, municipality);
    if (!dismissed) {
      transactions.decide(() -> store.takeBack(municipality, group));
      return;
    }
    int count =
        found(scope, municipality, period).found().stream()
            .filter(found -> found.group().equals(group))
            .mapToInt(found -> found.cluster().members().size())
            .max()
            .orElse(0);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Dismissed until = new Dismissed(now, Math.max(FEWEST, 2L * count));
    transactions.decide(() -> store.dismiss(municipality, group, scope.who(), until));
  }
}
