package org.madoguchi.search.internal.synonyms;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.search.internal.Keepers;
import org.madoguchi.search.internal.SearchProblems;
import org.madoguchi.search.internal.SearchTransactions;
import org.madoguchi.search.internal.synonyms.SynonymStore.Vocabulary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What citizens say for what the offices of a municipality call it: kept by its {@link Keepers}.
 */
@Component(service = SynonymDesk.class)
public final class SynonymDesk {
  private static final Logger LOG = LoggerFactory.getLogger(SynonymDesk.class);

  /** Groups of a municipality. */
  public static final int MOST = 5_000;

  static final String IDS = "search-synonyms";

  /**
   * @param next what the next page begins before; empty on the last
   * @param total with these words, on all pages
   */
  public record Page(List<OwnSynonyms> groups, OptionalLong next, long total) {}

  private final SearchTransactions transactions;
  private final SynonymStore store;
  private final Directory directory;
  private final EventLog log;
  private final IdSource ids;
  private final Clock clock;

  // An index that cannot be opened keeps nobody from working on the words.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile SynonymsInUse inUse;

  @Activate
  public SynonymDesk(
      @Reference SearchTransactions transactions,
      @Reference SynonymStore store,
      @Reference Directory directory,
      @Reference EventLog log,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The newest first.
   *
   * @param q what one of the words contains, however it is written; '' = anything
   * @throws DomainException municipality-not-found; forbidden
   */
  public Page page(
      AccessScope scope, MunicipalityId municipality, String q, OptionalLong before, int limit) {
    Keepers.mustBeOne(directory, scope, municipality);
    String normal = Wording.normal(q);
    return transactions.read(
        () -> {
          List<OwnSynonyms> found = store.page(municipality, normal, before, limit + 1);
          long total = store.count(municipality, normal);
          return found.size() <= limit
              ? new Page(found, OptionalLong.empty(), total)
              : new Page(
                  found.subList(0, limit), OptionalLong.of(found.get(limit - 1).id()), total);
        });
  }

  /**
   * @throws DomainException municipality-not-found; forbidden; not-found
   */
  public OwnSynonyms find(AccessScope scope, MunicipalityId municipality, long id) {
    Keepers.mustBeOne(directory, scope, municipality);
    return transactions.read(() -> present(municipality, id));
  }

  private OwnSynonyms present(MunicipalityId municipality, long id) {
    return store.find(municipality, id).orElseThrow(() -> new DomainException(Problems.NOT_FOUND));
  }

  /**
   * The same request again is the same group.
   *
   * @param words each {@link Wording#isOne} and not too long
   * @throws DomainException municipality-not-found; forbidden; synonyms-too-few; synonyms-twice;
   *     synonyms-taken; synonyms-full
   */
  public OwnSynonyms add(
      AccessScope scope, MunicipalityId municipality, String requestId, List<String> words) {
    Keepers.mustBeOne(directory, scope, municipality);
    mustBeSound(words);
    return changed(
        municipality,
        () ->
            store
                .find(scope.who(), requestId)
                .filter(known -> known.municipality().equals(municipality))
                .orElseGet(() -> added(scope, municipality, requestId, words)));
  }

  private OwnSynonyms added(
      AccessScope scope, MunicipalityId municipality, String requestId, List<String> words) {
    mustBeFree(municipality, 0, words);
    Vocabulary before = store.vocabulary(municipality);
    if (before.held() >= MOST) {
      throw new DomainException(SearchProblems.SYNONYMS_FULL, MOST);
    }
    OwnSynonyms group =
        new OwnSynonyms(
            ids.next(IDS),
            municipality,
            words,
            new OwnSynonyms.Making(scope.who(), requestId),
            scope.who(),
            now(),
            1);
    store.add(group);
    tell(before.next(1), SynonymEvents.ADDED, group);
    return group;
  }

  /**
   * @throws DomainException as {@link #add}; not-found; stale-version
   */
  public OwnSynonyms edit(
      AccessScope scope, MunicipalityId municipality, long id, long version, List<String> words) {
    Keepers.mustBeOne(directory, scope, municipality);
    mustBeSound(words);
    return changed(
        municipality,
        () -> {
          OwnSynonyms before = current(municipality, id, version);
          if (before.words().equals(words)) {
            return before;
          }
          mustBeFree(municipality, id, words);
          OwnSynonyms after = before.said(words, scope.who(), now());
          store.save(after);
          tell(store.vocabulary(municipality).next(0), SynonymEvents.CHANGED, after);
          return after;
        });
  }

  /**
   * @return what it was
   * @throws DomainException municipality-not-found; forbidden; not-found; stale-version
   */
  public OwnSynonyms remove(AccessScope scope, MunicipalityId municipality, long id, long version) {
    Keepers.mustBeOne(directory, scope, municipality);
    return changed(
        municipality,
        () -> {
          OwnSynonyms before = current(municipality, id, version);
          store.remove(before);
          OwnSynonyms last = before.said(before.words(), scope.who(), now());
          tell(store.vocabulary(municipality).next(-1), SynonymEvents.REMOVED, last);
          return before;
        });
  }

  private OwnSynonyms current(MunicipalityId municipality, long id, long version) {
    OwnSynonyms group = present(municipality, id);
    if (group.version() != version) {
      throw new DomainException(
          Problems.STALE_VERSION,
          List.of(),
          List.of(),
          Map.of("changed", Map.of(), "words", group.words(), "version", group.version()));
    }
    return group;
  }

  private static void mustBeSound(List<String> words) {
    if (words.size() < 2) {
      throw new DomainException(SearchProblems.SYNONYMS_TOO_FEW, 2);
    }
    Wording.twice(words)
        .ifPresent(
            word -> {
              throw new DomainException(SearchProblems.SYNONYMS_TWICE, word);
            });
  }

  private void mustBeFree(MunicipalityId municipality, long id, List<String> words) {
    store
        .holding(municipality, words)
        .filter(other -> other.id() != id)
        .ifPresent(
            other -> {
              throw new DomainException(
                  SearchProblems.SYNONYMS_TAKEN, String.join("、", other.words()));
            });
  }

  private void tell(Vocabulary after, String type, OwnSynonyms group) {
    store.save(after);
    log.append(
        transactions.transactions(),
        List.of(SynonymEvents.of(after, type, group.id(), group.editor(), group.editedAt())));
  }

  /** The next search on this node uses them; other nodes hear of it. */
  <T> T changed(MunicipalityId municipality, Supplier<T> command) {
    T done = transactions.decide(command);
    SynonymsInUse present = inUse;
    try {
      if (present != null) {
        present.use(municipality);
      }
    } catch (RuntimeException e) {
      LOG.debug("the event of the change brings it", e);
    }
    return done;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
