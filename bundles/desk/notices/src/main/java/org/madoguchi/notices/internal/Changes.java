package org.madoguchi.notices.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
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
import org.madoguchi.notices.internal.NoticeStore.Part;
import org.madoguchi.notices.internal.Notices.OthersEdit;
import org.madoguchi.notices.internal.domain.Plan;
import org.madoguchi.notices.internal.domain.PlannedChange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The calendar of changes and maintenance: entered by whoever publishes notices, seen by whoever
 * sees those.
 */
@Component(service = Changes.class)
public final class Changes {
  /** So many are shown of a span at most. */
  public static final int MOST = 500;

  private static final String IDS = "planned-change";
  private static final Duration DAY = Duration.ofDays(1);

  /** Somebody else edited the change first. Nothing was changed. */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PlannedChange current;
    private final transient Plan wanted;
    private final transient Map<String, OthersEdit> changed;

    Stale(PlannedChange current, Plan wanted, Map<String, OthersEdit> changed) {
      super("stale version of planned change " + current.id(), null, false, false);
      this.current = current;
      this.wanted = wanted;
      this.changed = new LinkedHashMap<>(changed);
    }

    public PlannedChange current() {
      return current;
    }

    /** What this edit would have made of it. */
    public Plan wanted() {
      return wanted;
    }

    /** Who edited which field since the version edited. */
    public Map<String, OthersEdit> changed() {
      return changed;
    }
  }

  /** A change to be entered. */
  public record Order(String requestId, MunicipalityId municipality, Plan plan) {}

  private final NoticeTransactions transactions;
  private final ChangeStore store;
  private final NamedProblems problems;
  private final Directory directory;
  private final EventLog log;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public Changes(
      @Reference NoticeTransactions transactions,
      @Reference ChangeStore store,
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
   * What touches these days of the municipality's time zone, by its beginning; at most {@link
   * #MOST}.
   *
   * @throws DomainException municipality-not-found
   */
  public List<PlannedChange> between(
      AccessScope scope, MunicipalityId municipality, LocalDate first, LocalDate last) {
    Municipality town = required(scope, municipality);
    Instant from = first.atStartOfDay(town.timeZone()).toInstant();
    Instant to = last.plusDays(1).atStartOfDay(town.timeZone()).toInstant();
    List<Part> parts = Visible.parts(scope, Optional.of(municipality));
    return transactions.read(() -> store.touching(parts, from, to, MOST));
  }

  /**
   * What touches today, as each municipality's clocks show it.
   *
   * @param municipality empty = all the caller works for
   * @throws DomainException municipality-not-found
   */
  public List<PlannedChange> today(
      AccessScope scope, Optional<MunicipalityId> municipality, int limit) {
    municipality.ifPresent(m -> required(scope, m));
    Instant now = clock.instant();
    List<Part> parts = Visible.parts(scope, municipality);
    List<PlannedChange> around =
        transactions.read(() -> store.touching(parts, now.minus(DAY), now.plus(DAY), MOST));
    return around.stream().filter(c -> touchesToday(c, now)).limit(limit).toList();
  }

  private boolean touchesToday(PlannedChange change, Instant now) {
    ZoneId zone = zone(change.municipality());
    LocalDate today = LocalDate.ofInstant(now, zone);
    return change.plan().from().isBefore(today.plusDays(1).atStartOfDay(zone).toInstant())
        && change.plan().to().isAfter(today.atStartOfDay(zone).toInstant());
  }

  /**
   * Those about a problem, the latest first.
   *
   * @throws DomainException municipality-not-found; problem-not-found
   */
  public List<PlannedChange> about(
      AccessScope scope, MunicipalityId municipality, long problem, int most) {
    required(scope, municipality);
    problems.mustBeThere(scope, municipality, problem);
    List<Part> parts = Visible.parts(scope, Optional.of(municipality));
    return transactions.read(() -> store.about(problem, parts, most));
  }

  /** When today is over in the first of the municipalities the caller works for. */
  public Instant tomorrow(AccessScope scope) {
    Instant now = clock.instant();
    return directory.municipalities().stream()
        .filter(town -> Visible.holds(scope, town.id()))
        .map(Municipality::timeZone)
        .map(zone -> LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant())
        .min(Instant::compareTo)
        .orElse(now.plus(DAY));
  }

  private ZoneId zone(MunicipalityId municipality) {
    return directory.municipality(municipality).map(Municipality::timeZone).orElse(ZoneOffset.UTC);
  }

  /**
   * @throws DomainException change-not-found, also for one out of reach
   */
  public PlannedChange find(AccessScope scope, MunicipalityId municipality, long id) {
    required(scope, municipality);
    return transactions.read(() -> visible(scope, municipality, id));
  }

  /**
   * The same request again is the same change.
   *
   * @throws DomainException municipality-not-found; forbidden; invalid-fields
   */
  public PlannedChange enter(AccessScope scope, Order order) {
    required(scope, order.municipality());
    scope.require(Permission.NOTICE_PUBLISH, PlannedChange.tag(order.municipality(), order.plan()));
    mustKnowSection(order.municipality(), order.plan().section());
    problems.mustBeKnown(scope, order.municipality(), 0, order.plan().problem());
    PlannedChange change =
        transactions.decide(
            () ->
                store
                    .find(scope.who(), order.requestId())
                    .orElseGet(() -> added(scope.who(), order)));
    return find(scope, change.municipality(), change.id());
  }

  private PlannedChange added(StaffId who, Order order) {
    PlannedChange change =
        new PlannedChange(
            ids.next(IDS),
            order.municipality(),
            order.plan(),
            who,
            who,
            now(),
            order.requestId(),
            1);
    store.add(change);
    log.append(transactions.transactions(), List.of(NoticeEvents.planned(change)));
    return change;
  }

  /**
   * @throws Stale when the change was edited since the version
   * @throws DomainException change-not-found; forbidden; invalid-fields
   */
  public PlannedChange edit(
      AccessScope scope,
      MunicipalityId municipality,
      long id,
      long version,
      UnaryOperator<Plan> change) {
    required(scope, municipality);
    PlannedChange seen = transactions.read(() -> visible(scope, municipality, id));
    scope.require(Permission.NOTICE_PUBLISH, seen.tag());
    long wantedProblem = change.apply(seen.plan()).problem();
    problems.mustBeKnown(scope, municipality, seen.plan().problem(), wantedProblem);
    Outcome outcome =
        transactions.decide(
            () -> {
              PlannedChange before = visible(scope, municipality, id);
              scope.require(Permission.NOTICE_PUBLISH, before.tag());
              Plan wanted = change.apply(before.plan());
              return before.version() == version
                  ? new Outcome(applied(scope, before, wanted), wanted, false)
                  : new Outcome(before, wanted, true);
            });
    if (outcome.stale()) {
      throw new Stale(outcome.change(), outcome.wanted(), editedSince(outcome.change(), version));
    }
    return outcome.change();
  }

  private record Outcome(PlannedChange change, Plan wanted, boolean stale) {}

  private PlannedChange applied(AccessScope scope, PlannedChange before, Plan wanted) {
    if (wanted.equals(before.plan())) {
      return before;
    }
    PlannedChange after = before.edited(wanted, scope.who(), now());
    // it may come to concern another section: one must be allowed there too
    scope.require(Permission.NOTICE_PUBLISH, after.tag());
    if (!wanted.section().equals(before.plan().section())) {
      mustKnowSection(after.municipality(), wanted.section());
    }
    store.save(after);
    log.append(transactions.transactions(), List.of(NoticeEvents.replanned(after, before.plan())));
    return after;
  }

  private PlannedChange visible(AccessScope scope, MunicipalityId municipality, long id) {
    return store
        .find(id)
        .filter(change -> change.municipality().equals(municipality))
        .filter(change -> Visible.holds(scope, change.tag()))
        .orElseThrow(() -> new DomainException(NoticeProblems.CHANGE_NOT_FOUND));
  }

  private Municipality required(AccessScope scope, MunicipalityId municipality) {
    return directory
        .municipality(municipality)
        .filter(town -> Visible.holds(scope, municipality))
        .orElseThrow(
            () -> new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value()));
  }

  private void mustKnowSection(MunicipalityId municipality, SectionId section) {
    Checks checks = new Checks();
    if (!section.isNone() && directory.section(municipality, section).isEmpty()) {
      checks.note("section", "unknown", "");
    }
    checks.done();
  }

  private Map<String, OthersEdit> editedSince(PlannedChange change, long version) {
    Map<String, OthersEdit> edits = new LinkedHashMap<>();
    for (CommittedEvent event : log.of(NoticeEvents.STREAM, NoticeEvents.aggregate(change))) {
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
