package org.madoguchi.directory.internal.changes;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.StaffChangeEvents;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.changes.StaffChange.Course;
import org.madoguchi.directory.internal.changes.StaffChange.State;
import org.madoguchi.directory.internal.changes.StaffChange.Wanted;
import org.madoguchi.directory.internal.municipality.Municipalities;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.OrganisationStore;
import org.madoguchi.directory.internal.store.SectionEntry;
import org.madoguchi.directory.internal.store.StaffChangeStore;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Changes of staff as people plan and cancel them, one by one or from a file. Each is an event of
 * its person, so of two plans for one day the second finds the first.
 */
@Component(service = StaffChanges.class)
public final class StaffChanges {
  private final DirectoryUnit unit;
  private final StaffChangeStore store;
  private final StaffStore people;
  private final OrganisationStore organisations;
  private final Municipalities municipalities;
  private final EventLog events;
  private final IdSource ids;
  private final StaffChangeBell bell;
  private final Clock clock;

  @Activate
  public StaffChanges(
      @Reference DirectoryUnit unit,
      @Reference StaffChangeStore store,
      @Reference StaffStore people,
      @Reference OrganisationStore organisations,
      @Reference Municipalities municipalities,
      @Reference EventLog events,
      @Reference IdSource ids,
      @Reference StaffChangeBell bell,
      @Reference Clock clock) {
    this.unit = unit;
    this.store = store;
    this.people = people;
    this.organisations = organisations;
    this.municipalities = municipalities;
    this.events = events;
    this.ids = ids;
    this.bell = bell;
    this.clock = clock;
  }

  /**
   * @throws DomainException municipality-not-found; forbidden
   */
  public Municipality managed(AccessScope scope, String slug) {
    Municipality municipality = Access.visible(municipalities, scope, slug);
    scope.require(Permission.DIRECTORY_MANAGE, municipality.id());
    return municipality;
  }

  /** Those planned last first, behind an id. */
  public List<StaffChange> page(
      MunicipalityId municipality, Optional<State> state, long before, int limit) {
    return unit.transactions().read(() -> store.page(municipality, state, before, limit));
  }

  /**
   * Of a day that has begun, it is carried out at once. The same request again is the same change.
   *
   * @param scope who manages the municipality
   * @param read checks the fields against what is there
   * @throws DomainException invalid-fields; staff-change-exists
   */
  public StaffChange plan(
      AccessScope scope, Municipality place, String requestId, Function<Known, Draft> read) {
    StaffChange planned =
        unit.decide(
            () ->
                store
                    .find(scope.who(), requestId)
                    .orElseGet(() -> added(scope, place, requestId, read)));
    bell.ring();
    return planned;
  }

  /** Whose change it is, and what is to happen. */
  public record Draft(StaffId who, Wanted wanted) {}

  private StaffChange added(
      AccessScope scope, Municipality place, String requestId, Function<Known, Draft> read) {
    Draft draft = read.apply(known(scope, place));
    StaffEntry person = people.find(draft.who()).orElseThrow();
    boolean taken =
        store.planned(place.id(), draft.who()).stream()
            .anyMatch(c -> c.wanted().on().equals(draft.wanted().on()));
    if (taken) {
      throw new DomainException(DirectoryProblems.STAFF_CHANGE_EXISTS);
    }
    StaffChange change = change(ids.next("staff-change"), place, draft, scope.who(), requestId);
    keep(List.of(change), Map.of(draft.who(), person));
    return change;
  }

  /**
   * Takes a file whole or not at all; what is planned exactly so already is not planned again.
   *
   * @param scope who manages the municipality
   */
  public Outcome take(AccessScope scope, Municipality place, String csv, boolean dryRun) {
    if (dryRun) {
      return unit.transactions().read(() -> read(scope, place, csv).outcome());
    }
    Outcome taken =
        unit.decide(
            () -> {
              StaffChangeFile file = read(scope, place, csv);
              if (file.outcome().isSound()) {
                keep(
                    file.added().stream().map(draft -> ofFile(place, draft, scope.who())).toList(),
                    file.people());
              }
              return file.outcome();
            });
    bell.ring();
    return taken;
  }

  /** Anew at each attempt, for it gathers what is wrong. */
  private StaffChangeFile read(AccessScope scope, Municipality place, String csv) {
    CsvTable table = CsvTable.read(csv, StaffChangeFile.FORM);
    return StaffChangeFile.read(known(scope, place), store.planned(place.id()), table);
  }

  private StaffChange ofFile(Municipality place, Draft draft, StaffId by) {
    long id = ids.next("staff-change");
    return change(id, place, draft, by, "file-" + id);
  }

  private StaffChange change(
      long id, Municipality place, Draft draft, StaffId by, String requestId) {
    return new StaffChange(
        id,
        place.id(),
        draft.who(),
        draft.wanted(),
        draft.wanted().on().atStartOfDay(place.timeZone()).toInstant(),
        by,
        now(),
        requestId,
        Course.PLANNED);
  }

  /** The events first, so that a command that lost a race fails before it changes any row. */
  private void keep(List<StaffChange> changes, Map<StaffId, StaffEntry> known) {
    if (changes.isEmpty()) {
      return;
    }
    Map<StaffId, StaffEntry> revised = new LinkedHashMap<>();
    List<NewEvent> happened = new ArrayList<>();
    for (StaffChange change : changes) {
      StaffEntry person = revised.getOrDefault(change.who(), known.get(change.who())).revised();
      revised.put(change.who(), person);
      happened.add(DirectoryEvents.changePlanned(person, change));
    }
    events.append(unit.transactions(), happened);
    people.save(List.copyOf(revised.values()));
    changes.forEach(store::add);
  }

  /** What a plan is checked against; within a transaction. */
  private Known known(AccessScope scope, Municipality place) {
    Map<SectionId, Section.Kind> sections =
        organisations.sections(place.id()).stream()
            .collect(Collectors.toMap(SectionEntry::id, SectionEntry::kind));
    Map<StaffId, StaffEntry> staff =
        people.all().stream()
            .filter(p -> p.municipalities().contains(place.id()))
            .collect(Collectors.toMap(p -> p.staff().id(), Function.identity()));
    Set<StaffId> managed =
        staff.values().stream()
            .filter(p -> Access.managesAll(scope, p))
            .map(p -> p.staff().id())
            .collect(Collectors.toSet());
    LocalDate today = LocalDate.ofInstant(clock.instant(), place.timeZone());
    return new Known(place.id(), today, sections, staff, managed);
  }

  /**
   * @throws DomainException staff-change-not-found; staff-change-settled
   */
  public StaffChange cancel(AccessScope scope, MunicipalityId municipality, long id) {
    return unit.decide(
        () -> {
          StaffChange change = required(municipality, id);
          if (change.course().state() == State.CANCELLED) {
            return change;
          }
          StaffChange next = change.settled(State.CANCELLED, scope.who(), now());
          StaffEntry person = people.find(change.who()).orElseThrow().revised();
          if (!change.isPlanned() || !store.settle(next, State.PLANNED)) {
            throw new DomainException(DirectoryProblems.STAFF_CHANGE_SETTLED);
          }
          events.append(
              unit.transactions(),
              List.of(
                  DirectoryEvents.changeTakenBack(
                      person, StaffChangeEvents.CANCELLED, next, scope.who())));
          people.save(List.of(person));
          return next;
        });
  }

  StaffChange required(MunicipalityId municipality, long id) {
    return store
        .find(municipality, id)
        .orElseThrow(() -> new DomainException(DirectoryProblems.STAFF_CHANGE_NOT_FOUND));
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
