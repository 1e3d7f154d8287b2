package org.madoguchi.knowledge.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.PinnedAnswers;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Pin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Pins answers on every face of a municipality, as in a disaster, and takes them down. Whoever
 * works there sees what is pinned. The events of a municipality's pins are numbered together: of
 * two that pin at the same time one is decided anew, so that never more stand than may.
 */
@Component(service = PinSwitch.class)
public final class PinSwitch {
  private static final String IDS = "pinned-answer";
  private static final List<Permission> READERS =
      List.of(Permission.TICKET_READ, Permission.KNOWLEDGE_READ, Permission.ANSWER_PIN);

  /** An answer to be pinned. */
  public record Order(String requestId, MunicipalityId municipality, Pin.Wording wording) {}

  /** A page of what is over. */
  public record Page(List<Pin> pins, OptionalLong next) {}

  /**
   * Somebody else changed it first. Nothing was done.
   *
   * @see #current
   */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Pin current;

    Stale(Pin current) {
      super("stale version of pinned answer " + current.id(), null, false, false);
      this.current = current;
    }

    public Pin current() {
      return current;
    }
  }

  private final KnowledgeTransactions transactions;
  private final PinStore store;
  private final OpenArticles articles;
  private final Directory directory;
  private final EventLog log;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public PinSwitch(
      @Reference KnowledgeTransactions transactions,
      @Reference PinStore store,
      @Reference OpenArticles articles,
      @Reference Directory directory,
      @Reference EventLog log,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.articles = articles;
    this.directory = directory;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * What stands now, in its order.
   *
   * @param municipality empty = all the caller works for
   * @throws DomainException municipality-not-found
   */
  public List<Pin> standing(AccessScope scope, Optional<MunicipalityId> municipality) {
    municipality.ifPresent(town -> mustHold(scope, town));
    return transactions.read(
        () ->
            municipality
                .map(town -> store.standing(town, now()))
                .orElseGet(() -> store.standing(now()))
                .stream()
                .filter(pin -> holds(scope, pin.municipality()))
                .toList());
  }

  /**
   * What stood once, the newest first.
   *
   * @throws DomainException municipality-not-found
   */
  public Page over(
      AccessScope scope, Optional<MunicipalityId> municipality, OptionalLong before, int limit) {
    municipality.ifPresent(town -> mustHold(scope, town));
    Set<MunicipalityId> towns = municipality.map(Set::of).orElseGet(() -> held(scope));
    List<Pin> found = transactions.read(() -> store.over(towns, now(), before, limit + 1));
    List<Pin> shown = found.stream().limit(limit).toList();
    return new Page(
        shown,
        found.size() > limit ? OptionalLong.of(shown.get(limit - 1).id()) : OptionalLong.empty());
  }

  /**
   * One that stands or stood.
   *
   * @throws DomainException pinned-answer-not-found, also for one out of reach
   */
  public Pin find(AccessScope scope, long id) {
    return transactions.read(() -> seen(scope, id));
  }

  private Pin seen(AccessScope scope, long id) {
    return store
        .find(id)
        .filter(found -> holds(scope, found.municipality()))
        .orElseThrow(() -> new DomainException(KnowledgeProblems.PIN_NOT_FOUND));
  }

  /** The questions of the articles they name, as far as citizens read them. */
  public Map<Long, String> questions(Collection<Pin> pins) {
    return transactions.read(
        () ->
            pins.stream()
                .filter(pin -> pin.wording().article() != 0)
                .flatMap(pin -> articles.find(pin.municipality(), pin.wording().article()).stream())
                .collect(
                    Collectors.toMap(
                        read -> read.article().id(),
                        read -> read.content().question(),
                        (one, same) -> one)));
  }

  /**
   * Pins it before the others. The same request again is the same answer.
   *
   * @throws DomainException municipality-not-found; forbidden; invalid-fields for an article
   *     citizens do not read; pinned-answers-too-many
   */
  public Pin pin(AccessScope scope, Order order) {
    mustHold(scope, order.municipality());
    scope.require(Permission.ANSWER_PIN, order.municipality());
    return transactions.decide(
        () ->
            store
                .find(scope.who(), order.requestId())
                .filter(pin -> pin.municipality().equals(order.municipality()))
                .orElseGet(() -> pinned(scope, order)));
  }

  private Pin pinned(AccessScope scope, Order order) {
    Instant now = now();
    mustBeOpen(order.municipality(), order.wording().article());
    List<Pin> standing = store.standing(order.municipality(), now);
    if (standing.size() >= PinnedAnswers.MOST) {
      throw new DomainException(KnowledgeProblems.TOO_MANY_PINNED, PinnedAnswers.MOST);
    }
    Pin pin =
        new Pin(
            ids.next(IDS),
            order.municipality(),
            order.wording(),
            beforeAll(standing),
            new Pin.Making(scope.who(), now, order.requestId()),
            false,
            scope.who(),
            now,
            store.newest(order.municipality()) + 1);
    store.add(pin);
    append(pin, KnowledgeEvents.ANSWER_PINNED, List.of());
    return pin;
  }

  private static long beforeAll(List<Pin> standing) {
    return standing.stream().mapToLong(Pin::place).min().orElse(0) - 1;
  }

  /**
   * @param change makes the new wording of the present one, at that time
   * @param first whether it is shown before the others from now on
   * @throws Stale when it was changed since the version
   * @throws DomainException pinned-answer-not-found; forbidden; pinned-answer-over; invalid-fields
   */
  public Pin edit(
      AccessScope scope,
      long id,
      long version,
      BiFunction<Pin.Wording, Instant, Pin.Wording> change,
      boolean first) {
    return transactions.decide(
        () -> {
          Pin before = switchable(scope, id, version);
          Pin.Wording wanted = change.apply(before.wording(), now());
          List<String> fields = wanted.changesSince(before.wording());
          if (fields.contains("article")) {
            mustBeOpen(before.municipality(), wanted.article());
          }
          List<Pin> standing = store.standing(before.municipality(), now());
          boolean moved = first && standing.get(0).id() != id;
          if (fields.isEmpty() && !moved) {
            return before;
          }
          if (moved) {
            fields.add("first");
          }
          long place = moved ? beforeAll(standing) : before.place();
          Pin after =
              before.edited(
                  wanted, place, scope.who(), now(), store.newest(before.municipality()) + 1);
          store.save(after);
          append(after, KnowledgeEvents.PIN_EDITED, fields);
          return after;
        });
  }

  /**
   * Takes it down at once; it stays in the history.
   *
   * @throws Stale when it was changed since the version
   * @throws DomainException pinned-answer-not-found; forbidden; pinned-answer-over
   */
  public void unpin(AccessScope scope, long id, long version) {
    transactions.decide(
        () -> {
          Pin before = switchable(scope, id, version);
          Pin after = before.ended(scope.who(), now(), store.newest(before.municipality()) + 1);
          store.save(after);
          append(after, KnowledgeEvents.ANSWER_UNPINNED, List.of());
          return after;
        });
  }

  private Pin switchable(AccessScope scope, long id, long version) {
    Pin pin = seen(scope, id);
    scope.require(Permission.ANSWER_PIN, pin.municipality());
    if (pin.isOver(now())) {
      throw new DomainException(KnowledgeProblems.PIN_OVER);
    }
    if (pin.version() != version) {
      throw new Stale(pin);
    }
    return pin;
  }

  private void mustBeOpen(MunicipalityId municipality, long article) {
    if (article != 0 && articles.find(municipality, article).isEmpty()) {
      Checks checks = new Checks();
      checks.note("article", "unknown", "");
      checks.done();
    }
  }

  private void append(Pin pin, String type, List<String> fields) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("id", pin.id());
    if (!fields.isEmpty()) {
      payload.put("fields", fields);
    }
    pin.wording().until().ifPresent(until -> payload.put("until", until.toString()));
    log.append(
        transactions.transactions(),
        List.of(
            new NewEvent(
                KnowledgeEvents.STREAM,
                KnowledgeEvents.PINNED + pin.municipality(),
                pin.version(),
                type,
                1,
                ArticleEvents.written(payload),
                AccessTag.of(pin.municipality()),
                pin.editor(),
                pin.editedAt())));
  }

  private void mustHold(AccessScope scope, MunicipalityId municipality) {
    if (!holds(scope, municipality) || directory.municipality(municipality).isEmpty()) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
  }

  private static boolean holds(AccessScope scope, MunicipalityId municipality) {
    return READERS.stream().anyMatch(permission -> scope.may(permission, municipality));
  }

  private static Set<MunicipalityId> held(AccessScope scope) {
    Set<MunicipalityId> held = new TreeSet<>();
    for (Permission permission : READERS) {
      scope.reaches(permission).forEach(reach -> held.add(reach.municipality()));
    }
    return held;
  }
}
