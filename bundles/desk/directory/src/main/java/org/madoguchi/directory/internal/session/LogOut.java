package org.madoguchi.directory.internal.session;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.SecretStore;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends all sessions of a person, on every device and node. API tokens belong to programs and go on:
 * they are withdrawn one by one.
 */
@Component(service = LogOut.class)
public final class LogOut {
  /**
   * @param sessions how many ended
   * @param tokens how many API tokens of the person are still accepted
   */
  public record Ended(int sessions, int tokens) {}

  private final DirectoryUnit unit;
  private final SecretStore secrets;
  private final StaffStore people;
  private final EventLog events;
  private final Clock clock;

  @Activate
  public LogOut(
      @Reference DirectoryUnit unit,
      @Reference SecretStore secrets,
      @Reference StaffStore people,
      @Reference EventLog events,
      @Reference Clock clock) {
    this.unit = unit;
    this.secrets = secrets;
    this.people = people;
    this.events = events;
    this.clock = clock;
  }

  /** The caller's own, the one of this request too. */
  public Ended everywhere(StaffId who) {
    return unit.decide(() -> end(who, people.find(who).orElseThrow()));
  }

  /**
   * Somebody's.
   *
   * @throws DomainException forbidden unless the caller manages every municipality the person works
   *     for; invalid-fields for an unknown login
   */
  public Ended everywhere(AccessScope scope, StaffId who) {
    return unit.decide(() -> end(scope.who(), Access.managed(people, scope, who)));
  }

  private Ended end(StaffId actor, StaffEntry entry) {
    StaffEntry person = entry.revised();
    StaffId who = person.staff().id();
    events.append(
        unit.transactions(),
        List.of(DirectoryEvents.sessionsEnded(person, actor, clock.instant())));
    people.save(List.of(person));
    int sessions = secrets.removeSessionsOf(List.of(who), Set.of());
    long tokens =
        secrets.tokensOf(who).stream().filter(t -> clock.instant().isBefore(t.expiresAt())).count();
    return new Ended(sessions, (int) tokens);
  }
}
