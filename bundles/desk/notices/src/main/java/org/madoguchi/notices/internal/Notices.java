package org.madoguchi.notices.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.notices.internal.NoticeStore.Filter;
import org.madoguchi.notices.internal.NoticeStore.Part;
import org.madoguchi.notices.internal.NoticeStore.Place;
import org.madoguchi.notices.internal.NoticeStore.Reading;
import org.madoguchi.notices.internal.NoticeStore.Shelf;
import org.madoguchi.notices.internal.domain.Details;
import org.madoguchi.notices.internal.domain.Notice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The operators' bulletin: published by whoever may, read by everybody who works with tickets; and
 * who has read what.
 */
@Component(service = Notices.class)
public final class Notices {
  private static final String IDS = "notice";

  /** Somebody else edited the notice first. Nothing was changed. */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Notice current;
    private final transient Details wanted;
    private final transient Map<String, OthersEdit> changed;

    Stale(Notice current, Details wanted, Map<String, OthersEdit> changed) {
      super("stale version of notice " + current.id(), null, false, false);
      this.current = current;
      this.wanted = wanted;
      this.changed = Map.copyOf(changed);
    }

    public Notice current() {
      return current;
    }

    /** What this edit would have made of it. */
    public Details wanted() {
      return wanted;
    }

    /** Who edited which field since the version edited. */
    public Map<String, OthersEdit> changed() {
      return changed;
    }
  }

  /** Somebody's edit of a field. */
  public record OthersEdit(StaffId by, Instant at) {}

  /**
   * A notice as somebody sees it.
   *
   * @param read the highest edition the person has read, 0 for none
   */
  public record Seen(Notice notice, int read) {}

  /**
   * @param next where the next page begins; empty on the last
   */
  public record Page(List<Seen> notices, Optional<Place> next) {}

  /**
   * What is shown now.
   *
   * @param notices the first ones; @param unread how many of all are new to the person
   * @param nextTurn when one begins or ends next
   */
  public record Today(List<Seen> notices, int unread, Instant now, Optional<Instant> nextTurn) {}

  /**
   * @param readings each person's last, the latest first
   * @param missing who sees the notice and has not read its present edition, by kana
   */
  public record Readers(Notice notice, List<Reading> readings, List<Staff> missing) {}

  /**
   * What a list is asked for.
   *
   * @param words folded
   */
  public record Wanted(Shelf shelf, List<String> words) {}

  /** A notice to be published. */
  public record Order(String requestId, MunicipalityId municipality, Details details) {}

  private final NoticeTransactions transactions;
  private final NoticeStore store;
  private final NamedProblems problems;
  private final Directory directory;
  private final EventLog log;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public Notices(
      @Reference NoticeTransactions transactions,
      @Reference NoticeStore store,
      @Reference NamedProblems problems,
      @Reference Directory directory,
      @Reference EventLog log,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.problems = problems;
    this.directory = directory;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What is not shown yet is seen by those only who may publish it.
   *
   * @param municipality empty = all the caller works for
   * @throws DomainException municipality-not-found
   */
  public Page page(
      AccessScope scope,
      Optional<MunicipalityId> municipality,
      Wanted wanted,
      Optional<Place> after,
      int limit) {
    municipality.ifPresent(m -> mustBeThere(scope, m));
    List<Part> parts =
        wanted.shelf() == Shelf.COMING
            ? Visible.published(scope, municipality)
            : Visible.parts(scope, municipality);
    Filter filter = new Filter(parts, wanted.shelf(), wanted.words());
    return transactions.read(
        () -> {
          List<Notice> found = store.page(filter, now(), after, limit + 1);
          List<Notice> shown = found.subList(0, Math.min(found.size(), limit));
          Optional<Place> next =
              found.size() > limit
                  ? Optional.of(Place.of(shown.get(limit - 1), wanted.shelf()))
                  : Optional.empty();
          return new Page(seen(scope, shown), next);
        });
  }

  /**
   * @param municipality empty = all the caller works for
   * @throws DomainException municipality-not-found
   */
  public Today today(AccessScope scope, Optional<MunicipalityId> municipality, int limit) {
    municipality.ifPresent(m -> mustBeThere(scope, m));
    List<Part> parts = Visible.parts(scope, municipality);
    Instant now = now();
    return transactions.read(
        () ->
            new Today(
                seen(
                    scope,
                    store.page(
                        new Filter(parts, Shelf.CURRENT, List.of()), now, Optional.empty(), limit)),
                store.unread(parts, scope.who(), now),
                now,
                store.nextTurn(parts, now)));
  }

  /**
   * Those about a problem, the latest first; what is not shown yet only for who may publish it.
   *
   * @throws DomainException municipality-not-found; problem-not-found
   */
  public List<Seen> about(AccessScope scope, MunicipalityId municipality, long problem, int most) {
    mustBeThere(scope, municipality);
    problems.mustBeThere(scope, municipality, problem);
    List<Part> parts = Visible.parts(scope, Optional.of(municipality));
    return transactions.read(
        () ->
            seen(
                scope,
                store.about(problem, parts, most).stream()
                    .filter(n -> isShown(scope, n))
                    .toList()));
  }

  private boolean isShown(AccessScope scope, Notice notice) {
    return !notice.isComing(now()) || scope.may(Permission.NOTICE_PUBLISH, notice.tag());
  }

  private List<Seen> seen(AccessScope scope, List<Notice> notices) {
    Map<Long, Integer> read = store.readBy(scope.who(), notices.stream().map(Notice::id).toList());
    return notices.stream().map(n -> new Seen(n, read.getOrDefault(n.id(), 0))).toList();
  }

  /**
   * @throws DomainException notice-not-found, also for one out of reach
   */
  public Seen find(AccessScope scope, long id) {
    return transactions.read(() -> seen(scope, List.of(visible(scope, id))).get(0));
  }

  /**
   * The same request again is the same notice.
   *
   * @throws DomainException municipality-not-found; forbidden; invalid-fields
   */
  public Seen publish(AccessScope scope, Order order) {
    mustBeThere(scope, order.municipality());
    scope.require(Permission.NOTICE_PUBLISH, Notice.tag(order.municipality(), order.details()));
    mustKnowSection(order.municipality(), order.details().section());
    problems.mustBeKnown(scope, order.municipality(), 0, order.details().problem());
    Notice notice =
        transactions.decide(
            () ->
                store
                    .find(scope.who(), order.requestId())
                    .orElseGet(() -> added(scope.who(), order)));
    return find(scope, notice.id());
  }

  private Notice added(StaffId who, Order order) {
    Notice notice =
        Notice.published(
            ids.next(IDS), order.municipality(), order.details(), who, order.requestId(), now());
    store.add(notice);
    store.read(notice.id(), new Reading(who, 1, notice.createdAt()));
    log.append(transactions.transactions(), List.of(NoticeEvents.published(notice)));
    return notice;
  }

  /**
   * @param change of the details as they are, at this time
   * @throws Stale when the notice was edited since the version
   * @throws DomainException notice-not-found; forbidden; invalid-fields
   */
  public Seen edit(
      AccessScope scope, long id, long version, BiFunction<Details, Instant, Details> change) {
    Notice seen = transactions.read(() -> visible(scope, id));
    scope.require(Permission.NOTICE_PUBLISH, seen.tag());
    long wantedProblem = change.apply(seen.details(), now()).problem();
    problems.mustBeKnown(scope, seen.municipality(), seen.details().problem(), wantedProblem);
    Outcome outcome =
        transactions.decide(
            () -> {
              Notice before = visible(scope, id);
              scope.require(Permission.NOTICE_PUBLISH, before.tag());
              Instant now = now();
              Details wanted = change.apply(before.details(), now);
              return before.version() == version
                  ? new Outcome(applied(scope, before, wanted, now), wanted, false)
                  : new Outcome(before, wanted, true);
            });
    if (outcome.stale()) {
      throw new Stale(outcome.notice(), outcome.wanted(), editedSince(outcome.notice(), version));
    }
    return find(scope, id);
  }

  private record Outcome(Notice notice, Details wanted, boolean stale) {}

  private Notice applied(AccessScope scope, Notice before, Details wanted, Instant now) {
    if (wanted.equals(before.details())) {
      return before;
    }
    Notice after = before.edited(wanted, scope.who(), now);
    // it may move to another section: one must be allowed there too
    scope.require(Permission.NOTICE_PUBLISH, after.tag());
    if (!wanted.section().equals(before.details().section())) {
      mustKnowSection(after.municipality(), wanted.section());
    }
    store.save(after);
    store.read(after.id(), new Reading(scope.who(), after.edition(), now));
    log.append(transactions.transactions(), List.of(NoticeEvents.edited(after, before.details())));
    return after;
  }

  /**
   * The person has read it, in an edition that may be past by now; a second time is the same.
   *
   * @throws DomainException notice-not-found; invalid-fields for an edition that never was
   */
  public void read(AccessScope scope, long id, int edition) {
    transactions.decide(
        () -> {
          Notice notice = visible(scope, id);
          Checks checks = new Checks();
          if (edition < 1 || edition > notice.edition()) {
            checks.note("edition", "not-a-number", 0, 1, notice.edition());
          }
          checks.done();
          store.read(id, new Reading(scope.who(), edition, now()));
          return null;
        });
  }

  /**
   * @throws DomainException notice-not-found; forbidden for whoever may not publish it
   */
  public Readers readers(AccessScope scope, long id) {
    return transactions.read(
        () -> {
          Notice notice = visible(scope, id);
          scope.require(Permission.NOTICE_PUBLISH, notice.tag());
          List<Reading> readings = store.readers(id);
          Set<StaffId> done = new HashSet<>();
          readings.stream()
              .filter(r -> r.edition() == notice.edition())
              .forEach(r -> done.add(r.staff()));
          List<Staff> missing =
              directory.staffOf(notice.municipality()).stream()
                  .filter(s -> !done.contains(s.id()))
                  .filter(s -> worksWith(s, notice))
                  .toList();
          return new Readers(notice, readings, missing);
        });
  }

  /** Whom the notice is for: those who work with tickets there, not who only runs the system. */
  private static boolean worksWith(Staff staff, Notice notice) {
    AccessScope scope = AccessScope.of(staff.id(), staff.grants());
    return notice.details().section().isNone()
        ? scope.may(Permission.TICKET_READ, notice.municipality())
        : scope.may(Permission.TICKET_READ, notice.tag());
  }

  private Notice visible(AccessScope scope, long id) {
    return store
        .find(id)
        .filter(notice -> Visible.holds(scope, notice.tag()))
        .filter(notice -> isShown(scope, notice))
        .orElseThrow(() -> new DomainException(NoticeProblems.NOTICE_NOT_FOUND));
  }

  private void mustBeThere(AccessScope scope, MunicipalityId municipality) {
    if (!Visible.holds(scope, municipality) || directory.municipality(municipality).isEmpty()) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
  }

  private void mustKnowSection(MunicipalityId municipality, SectionId section) {
    Checks checks = new Checks();
    if (!section.isNone() && directory.section(municipality, section).isEmpty()) {
      checks.note("section", "unknown", "");
    }
    checks.done();
  }

  private Map<String, OthersEdit> editedSince(Notice notice, long version) {
    Map<String, OthersEdit> edits = new LinkedHashMap<>();
    for (CommittedEvent event : log.of(NoticeEvents.STREAM, NoticeEvents.aggregate(notice))) {
      if (event.sequence() > version) {
        NoticeEvents.fields(event)
            .forEach(f -> edits.put(f, new OthersEdit(event.actor(), event.at())));
      }
    }
    return edits;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
