package org.madoguchi.directory.internal.login;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.secret.PasswordHash;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.SecretStore;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks and changes passwords. Hashing is slow on purpose and never happens inside a transaction.
 * The arrays stay the caller's, who wipes them.
 */
@Component(service = Passwords.class)
public final class Passwords {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 200;

  private record Known(StaffEntry person, PasswordHash password) {}

  private final DirectoryUnit unit;
  private final StaffStore people;
  private final SecretStore secrets;
  private final EventLog events;
  private final Clock clock;

  @Activate
  public Passwords(
      @Reference DirectoryUnit unit,
      @Reference StaffStore people,
      @Reference SecretStore secrets,
      @Reference EventLog events,
      @Reference Clock clock) {
    this.unit = unit;
    this.people = people;
    this.secrets = secrets;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The active person of this login and password. Takes as long for an unknown login as for a wrong
   * password.
   */
  public Optional<Staff> verify(String login, char[] password) {
    String name = login.strip().toLowerCase(Locale.ROOT);
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
                people.savePassword(who, strong);
              }
            });
  }

  /**
   * Sets somebody's password and ends all of the person's sessions.
   *
   * @throws DomainException forbidden unless the caller manages every municipality the person works
   *     for; invalid-fields for an unknown login or an unfit password
   */
  public void set(AccessScope scope, StaffId who, char[] next) {
    unit.transactions().read(() -> Access.managed(people, scope, who));
    requireFit("password", next, who);
    store(scope.who(), who, next, Set.of());
  }

  /**
   * Changes the caller's own password and ends the caller's other sessions.
   *
   * @param kept the secrets of the sessions that go on; other values are harmless
   * @throws DomainException current-password-wrong; invalid-fields when {@code next} is unfit
   */
  public void change(StaffId who, char[] current, char[] next, Collection<String> kept) {
    requireFit("next", next, who);
    if (verify(who.value(), current).isEmpty()) {
      throw new DomainException(DirectoryProblems.CURRENT_PASSWORD_WRONG);
    }
    Set<String> hashes = kept.stream().map(Secrets::sha256).collect(Collectors.toSet());
    store(who, who, next, hashes);
  }

  private void store(StaffId actor, StaffId who, char[] next, Set<String> keptHashes) {
    PasswordHash hash = PasswordHash.of(next, clock.instant());
    unit.decide(
        () -> {
          StaffEntry person = people.find(who).orElseThrow().revised();
          events.append(
              unit.transactions(),
              List.of(DirectoryEvents.passwordChanged(person, actor, hash.changedAt())));
          people.save(List.of(person));
          people.savePassword(who, hash);
          secrets.removeSessionsOf(List.of(who), keptHashes);
        });
  }

  private static void requireFit(String field, char[] password, StaffId who) {
    Checks checks = new Checks();
    if (password == null || password.length == 0) {
      checks.note(field, "required", "");
    } else if (password.length > LONGEST) {
      checks.note(field, "too-long", "", LONGEST);
    } else if (password.length < SHORTEST) {
      checks.note(field, "too-short", "", SHORTEST);
    } else if (isLogin(password, who)) {
      checks.note(field, "invalid", "");
    }
    checks.done();
  }

  private static boolean isLogin(char[] password, StaffId who) {
    String login = who.value();
    if (password.length != login.length()) {
      return false;
    }
    for (int i = 0; i < password.length; i++) {
      if (Character.toLowerCase(password[i]) != login.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
