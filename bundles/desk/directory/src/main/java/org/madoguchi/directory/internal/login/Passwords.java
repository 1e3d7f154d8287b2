package org.madoguchi.directory.internal.login;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.account.AccountSettings;
import org.madoguchi.directory.internal.secret.PasswordHash;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.SecretStore;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Duty;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Checks and changes passwords. Hashing is slow on purpose and never happens inside a transaction.
 * The arrays stay the caller's, who wipes them.
 */
@Component(service = Passwords.class)
public final class Passwords {
  private record Known(StaffEntry person, PasswordHash password) {}

  private final DirectoryUnit unit;
  private final StaffStore people;
  private final SecretStore secrets;
  private final EventLog events;
  private final AccountSettings settings;
  private volatile PasswordsElsewhere elsewhere;
  private final Clock clock;

  @Activate
  public Passwords(
      @Reference DirectoryUnit unit,
      @Reference StaffStore people,
      @Reference SecretStore secrets,
      @Reference EventLog events,
      @Reference AccountSettings settings,
      @Reference Clock clock) {
    this.unit = unit;
    this.people = people;
    this.secrets = secrets;
    this.events = events;
    this.settings = settings;
    this.clock = clock;
  }

  @Reference(
      name = "elsewhere",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  public void bindElsewhere(PasswordsElsewhere other) {
    elsewhere = other;
  }

  public void unbindElsewhere(PasswordsElsewhere other) {
    if (elsewhere == other) {
      elsewhere = null;
    }
  }

  /** Whether the person's password is kept in another directory; what is kept here counts not. */
  public boolean isElsewhere(Staff person) {
    PasswordsElsewhere other = elsewhere;
    return other != null && other.keepsThatOf(person);
  }

  private void requireKeptHere(Staff person) {
    if (isElsewhere(person)) {
      throw new DomainException(DirectoryProblems.PASSWORD_ELSEWHERE);
    }
  }

  /**
   * The active person of this login and password. Takes as long for an unknown login as for a wrong
   * password.
   *
   * @throws DomainException directory-away when the directory that keeps it cannot be asked
   */
  public Optional<Staff> verify(String login, char[] password) {
    String name = login.strip().toLowerCase(Locale.ROOT);
    Optional<Staff> person =
        elsewhere == null || !StaffId.isLogin(name)
            ? Optional.empty()
            : unit.transactions()
                .read(() -> people.find(new StaffId(name)))
                .map(StaffEntry::staff)
                .filter(this::isElsewhere);
    if (person.isPresent()) {
      return verifyElsewhere(person.get(), password);
    }
    return verifyHere(name, password);
  }

  private Optional<Staff> verifyElsewhere(Staff person, char[] password) {
    PasswordsElsewhere other = elsewhere;
    if (other == null) {
      throw new DomainException(DirectoryProblems.DIRECTORY_AWAY); // went away just now
    }
    return Optional.of(person).filter(Staff::active).filter(p -> other.accepts(p, password));
  }

  private Optional<Staff> verifyHere(String name, char[] password) {
    Optional<Known> known =
        StaffId.isLogin(name)
            ? unit.transactions().read(() -> known(new StaffId(name)))
            : Optional.empty();
    PasswordHash hash = known.map(Known::password).orElse(PasswordHash.NOBODY);
    if (!hash.matches(password) || known.isEmpty()) {
      return Optional.empty();
    }
    Staff staff = known.get().person().staff();
    if (!staff.active()) {
      return Optional.empty();
    }
    if (hash.outdated()) {
      strengthen(staff.id(), hash, password);
    }
    return Optional.of(staff);
  }

  private Optional<Known> known(StaffId who) {
    return people
        .find(who)
        .flatMap(person -> people.password(who).map(password -> new Known(person, password)));
  }

  private void strengthen(StaffId who, PasswordHash weak, char[] password) {
    PasswordHash strong = PasswordHash.of(password, weak.changedAt());
    unit.transactions()
        .write(
            () -> {
              if (people.password(who).filter(weak::equals).isPresent()) {
                people.savePassword(who, strong, people.mustChange(who));
              }
            });
  }

  /**
   * Sets somebody's password and ends all of the person's sessions. It has to be changed at the
   * next login, as somebody else knows it; unless the product itself set it. Whether the person had
   * it before is not told: that would tell an administrator a person's passwords.
   *
   * @throws DomainException forbidden unless the caller manages every municipality the person works
   *     for; invalid-fields for an unknown login or an unfit password; password-elsewhere
   */
  public void set(AccessScope scope, StaffId who, char[] next) {
    StaffEntry person = unit.transactions().read(() -> Access.managed(people, scope, who));
    requireKeptHere(person.staff());
    PasswordRules.requireFit("password", next, person.staff(), settings.shortest());
    boolean known = !scope.who().equals(StaffId.SYSTEM) && !scope.who().equals(who);
    store(scope.who(), who, next, Set.of(), known);
  }

  /**
   * Changes the caller's own password and ends the caller's other sessions.
   *
   * @param kept the secrets of the sessions that go on; other values are harmless
   * @throws DomainException current-password-wrong; invalid-fields when {@code next} is unfit;
   *     password-elsewhere
   */
  public void change(StaffId who, char[] current, char[] next, Collection<String> kept) {
    Staff person = unit.transactions().read(() -> people.find(who).orElseThrow().staff());
    requireKeptHere(person);
    PasswordRules.requireFit("next", next, person, settings.shortest());
    requireCurrent(who, current);
    requireNew(who, next);
    Set<String> hashes = kept.stream().map(Secrets::sha256).collect(Collectors.toSet());
    store(who, who, next, hashes, false);
  }

  /**
   * @throws DomainException current-password-wrong
   */
  public void requireCurrent(StaffId who, char[] current) {
    if (current == null || verify(who.value(), current).isEmpty()) {
      throw new DomainException(DirectoryProblems.CURRENT_PASSWORD_WRONG);
    }
  }

  /** Takes as many times a fraction of a second as passwords are remembered. */
  private void requireNew(StaffId who, char[] next) {
    int remembered = settings.remembered();
    List<PasswordHash> last = unit.transactions().read(() -> last(who, remembered));
    if (last.stream().anyMatch(hash -> hash.matches(next))) {
      Checks checks = new Checks();
      checks.note("next", "used-before", "", remembered);
      checks.done();
    }
  }

  private List<PasswordHash> last(StaffId who, int most) {
    return Stream.concat(people.password(who).stream(), people.formerPasswords(who, most).stream())
        .limit(most)
        .toList();
  }

  private void store(
      StaffId actor, StaffId who, char[] next, Set<String> keptHashes, boolean mustChange) {
    PasswordHash hash = PasswordHash.of(next, clock.instant());
    unit.decide(
        () -> {
          StaffEntry person = people.find(who).orElseThrow().revised();
          events.append(
              unit.transactions(),
              List.of(DirectoryEvents.passwordChanged(person, actor, hash.changedAt())));
          people.save(List.of(person));
          people
              .password(who)
              .ifPresent(
                  former -> people.addFormerPassword(who, former, settings.remembered() - 1));
          people.savePassword(who, hash, mustChange);
          secrets.removeSessionsOf(List.of(who), keptHashes);
          secrets.fulfil(who, Duty.CHANGE_PASSWORD);
        });
  }
}
