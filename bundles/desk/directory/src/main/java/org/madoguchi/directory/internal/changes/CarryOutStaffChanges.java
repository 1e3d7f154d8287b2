package org.madoguchi.directory.internal.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.directory.StaffChangeEvents;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.changes.StaffChange.Kind;
import org.madoguchi.directory.internal.changes.StaffChange.State;
import org.madoguchi.directory.internal.snapshot.LiveDirectory;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.OrganisationStore;
import org.madoguchi.directory.internal.store.SecretStore;
import org.madoguchi.directory.internal.store.SectionEntry;
import org.madoguchi.directory.internal.store.StaffChangeStore;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.persistence.UpkeepTurn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Carries out what was planned when its day begins, and undoes it. Each change in a transaction of
 * its own that also says that it is done: it happens once, whatever breaks off, on whatever node;
 * what fell due while nothing ran is done at the next start. What becomes of the person's tickets
 * is the tickets room's, which follows the event.
 */
@Component(service = CarryOutStaffChanges.class, immediate = true)
public final class CarryOutStaffChanges {
  private static final String LEASE = "directory/staff-changes";
  private static final Duration LEASE_TIME = Duration.ofMinutes(2);
  private static final Duration PERIOD = Duration.ofSeconds(15);
  private static final int BATCH = 100;

  private final DirectoryUnit unit;
  private final StaffChangeStore store;
  private final StaffStore people;
  private final SecretStore secrets;
  private final OrganisationStore organisations;
  private final StaffChanges changes;
  private final EventLog events;
  private final LiveDirectory directory;
  private final UpkeepTurn turn;

  @Activate
  public CarryOutStaffChanges(
      @Reference DirectoryUnit unit,
      @Reference StaffChangeStore store,
      @Reference StaffStore people,
      @Reference SecretStore secrets,
      @Reference OrganisationStore organisations,
      @Reference StaffChanges changes,
      @Reference EventLog events,
      @Reference LiveDirectory directory,
      @Reference StaffChangeBell bell,
      @Reference Leases leases) {
    this.unit = unit;
    this.store = store;
    this.people = people;
    this.secrets = secrets;
    this.organisations = organisations;
    this.changes = changes;
    this.events = events;
    this.directory = directory;
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
   * Those whose day has come. One that breaks keeps nobody else waiting: it is tried again.
   *
   * @return whether there may be more
   */
  boolean some() {
    List<StaffChange> due = unit.transactions().read(() -> store.due(changes.now(), BATCH));
    List<RuntimeException> broken = new ArrayList<>();
    boolean done = false;
    for (StaffChange change : due) {
      try {
        unit.decide(() -> carryOut(change.municipality(), change.id()));
        done = true;
      } catch (RuntimeException e) {
        broken.add(e);
      }
    }
    if (done) {
      // once for hundreds: loading everybody takes longer than one change
      directory.refresh();
    }
    if (!broken.isEmpty()) {
      throw broken.get(0);
    }
    return due.size() == BATCH;
  }

  private void carryOut(MunicipalityId municipality, long id) {
    StaffChange change = changes.required(municipality, id);
    if (!change.isPlanned()) {
      return;
    }
    Instant at = changes.now();
    StaffEntry before = people.find(change.who()).orElseThrow();
    String problem = problem(change, before);
    if (!problem.isEmpty()) {
      store.settle(change.failed(problem, at), State.PLANNED);
      return;
    }
    StaffChange done = change.done(before.grantsIn(municipality), before.staff().active(), at);
    if (store.settle(done, State.PLANNED)) {
      StaffEntry after = after(change, before);
      List<NewEvent> happened = new ArrayList<>();
      StaffEntry told = tell(before, after, done, StaffId.SYSTEM, happened);
      told = told.revised();
      happened.add(DirectoryEvents.changeEffective(told, done));
      told =
          told.staff().active()
              ? told
              : lockedOut(told, municipality, StaffId.SYSTEM, at, happened);
      events.append(unit.transactions(), happened);
      people.save(List.of(told));
    }
  }

  /** Why it cannot be done as it was planned; '' when it can. */
  private String problem(StaffChange change, StaffEntry person) {
    boolean works = !person.grantsIn(change.municipality()).isEmpty();
    return switch (change.wanted().kind()) {
      case RETIREMENT -> works ? "" : "gone";
      case ABSENCE -> !works ? "gone" : person.staff().active() ? "" : "away-already";
      case RETURN -> !works ? "gone" : person.isOnLeave() ? "" : "not-away";
      case TRANSFER -> !works ? "gone" : known(change.municipality(), to(change)) ? "" : "section";
    };
  }

  private static List<Grant> to(StaffChange change) {
    return change.wanted().to().stream().toList();
  }

  private boolean known(MunicipalityId municipality, Collection<Grant> grants) {
    Set<SectionId> sections =
        organisations.sections(municipality).stream()
            .map(SectionEntry::id)
            .collect(Collectors.toSet());
    return grants.stream()
        .map(Grant::section)
        .allMatch(section -> section.isNone() || sections.contains(section));
  }

  private static StaffEntry after(StaffChange change, StaffEntry before) {
    return switch (change.wanted().kind()) {
      case RETIREMENT -> before.grantedIn(change.municipality(), List.of());
      case ABSENCE -> before.present(false);
      case RETURN -> before.present(true);
      case TRANSFER -> before.grantedIn(change.municipality(), to(change));
    };
  }

  /** What any change of roles tells, so that every node knows them anew. */
  private static StaffEntry tell(
      StaffEntry before,
      StaffEntry after,
      StaffChange change,
      StaffId actor,
      List<NewEvent> happened) {
    Instant at = change.course().settledAt().orElseThrow();
    Set<Grant> granted = new HashSet<>(after.staff().grants());
    granted.removeAll(before.staff().grants());
    Set<Grant> withdrawn = new HashSet<>(before.staff().grants());
    withdrawn.removeAll(after.staff().grants());
    StaffEntry told = after.revised();
    happened.add(
        granted.isEmpty() && withdrawn.isEmpty()
            ? DirectoryEvents.detailsChanged(told, change.municipality(), actor, at)
            : DirectoryEvents.grantsChanged(
                told, change.municipality(), granted, withdrawn, actor, at));
    return told;
  }

  /** Sessions end, and tokens with them: neither comes back with the person. */
  private StaffEntry lockedOut(
      StaffEntry person,
      MunicipalityId municipality,
      StaffId actor,
      Instant at,
      List<NewEvent> happened) {
    StaffId who = person.staff().id();
    StaffEntry told = person;
    for (SecretStore.ApiToken token : secrets.tokensOf(who)) {
      told = told.revised();
      happened.add(DirectoryEvents.tokenWithdrawn(told, token.id(), municipality, actor, at));
      secrets.removeToken(token.id());
    }
    secrets.removeSessionsOf(List.of(who), Set.of());
    return told;
  }

  /**
   * The person is what they were before. Sessions and tokens stay ended.
   *
   * @throws DomainException staff-change-not-found; staff-change-settled when it was not carried
   *     out; staff-change-overtaken
   */
  public StaffChange undo(AccessScope scope, MunicipalityId municipality, long id) {
    StaffChange undone = unit.decide(() -> undone(scope, municipality, id));
    directory.refresh();
    return undone;
  }

  private StaffChange undone(AccessScope scope, MunicipalityId municipality, long id) {
    StaffChange change = changes.required(municipality, id);
    if (change.course().state() == State.UNDONE) {
      return change;
    }
    StaffEntry now = people.find(change.who()).orElseThrow();
    StaffChange undone = change.settled(State.UNDONE, scope.who(), changes.now());
    if (change.course().state() == State.DONE && isOvertaken(change, now)) {
      throw new DomainException(DirectoryProblems.STAFF_CHANGE_OVERTAKEN);
    }
    if (!store.settle(undone, State.DONE)) {
      throw new DomainException(DirectoryProblems.STAFF_CHANGE_SETTLED);
    }
    List<NewEvent> happened = new ArrayList<>();
    StaffEntry told = tell(now, before(change, now), undone, scope.who(), happened).revised();
    happened.add(
        DirectoryEvents.changeTakenBack(told, StaffChangeEvents.UNDONE, undone, scope.who()));
    told =
        told.staff().active()
            ? told
            : lockedOut(told, municipality, scope.who(), changes.now(), happened);
    events.append(unit.transactions(), happened);
    people.save(List.of(told));
    return undone;
  }

  /** What the change made of the person is taken back; what else became of them stays. */
  private static StaffEntry before(StaffChange change, StaffEntry now) {
    StaffEntry back = now.grantedIn(change.municipality(), change.course().before());
    return switch (change.wanted().kind()) {
      case RETIREMENT ->
          now.staff().grants().isEmpty() ? back.present(change.course().wasActive()) : back;
      case ABSENCE -> now.present(true);
      case RETURN -> now.present(false);
      case TRANSFER -> back;
    };
  }

  /** Whether the person is not what the change made of them any more, or cannot go back. */
  private boolean isOvertaken(StaffChange change, StaffEntry now) {
    List<Grant> here = now.grantsIn(change.municipality());
    boolean stands =
        switch (change.wanted().kind()) {
          case RETIREMENT -> here.isEmpty();
          case TRANSFER -> here.equals(to(change));
          case ABSENCE -> now.isOnLeave();
          case RETURN -> now.staff().active();
        };
    boolean roles = change.wanted().kind() == Kind.ABSENCE || change.wanted().kind() == Kind.RETURN;
    return !stands
        || roles && !here.equals(change.course().before())
        || !known(change.municipality(), change.course().before());
  }
}
