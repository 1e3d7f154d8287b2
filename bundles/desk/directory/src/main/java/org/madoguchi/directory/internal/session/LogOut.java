package org.madoguchi.directory.internal.session;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.SecretStore;
import org.madoguchi.directory.internal.store.SecretStore.WebSession;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
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

  private static final int NAME_LENGTH = 32;

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

  /**
   * The caller's own, but for those of these cookies.
   *
   * @param kept the secrets of the sessions that go on; other values are harmless
   */
  public Ended elsewhere(StaffId who, Collection<String> kept) {
    Set<String> hashes = kept.stream().map(Secrets::sha256).collect(Collectors.toSet());
    return unit.decide(() -> end(who, people.find(who).orElseThrow(), hashes));
  }

  /**
   * One of the caller's own.
   *
   * @param session as {@link #nameOf} tells it
   * @throws DomainException not-found for anybody else's too
   */
  public void one(StaffId who, String session) {
    unit.decide(
        () -> {
          Set<String> all =
              secrets.sessionsOf(who).stream()
                  .map(WebSession::secretHash)
                  .collect(Collectors.toSet());
          Set<String> others =
              all.stream().filter(h -> !nameOf(h).equals(session)).collect(Collectors.toSet());
          if (others.size() == all.size()) {
            throw new DomainException(Problems.NOT_FOUND);
          }
          end(who, people.find(who).orElseThrow(), others);
        });
  }

  /** What a session is called towards its person; nothing of its secret follows from it. */
  public static String nameOf(String secretHash) {
    return Secrets.sha256("session:" + secretHash).substring(0, NAME_LENGTH);
  }

  private Ended end(StaffId actor, StaffEntry entry) {
    return end(actor, entry, Set.of());
  }

  private Ended end(StaffId actor, StaffEntry entry, Set<String> but) {
    StaffEntry person = entry.revised();
    StaffId who = person.staff().id();
    events.append(
        unit.transactions(),
        List.of(DirectoryEvents.sessionsEnded(person, actor, clock.instant())));
    people.save(List.of(person));
    int sessions = secrets.removeSessionsOf(List.of(who), but);
    long tokens =
        secrets.tokensOf(who).stream().filter(t -> clock.instant().isBefore(t.expiresAt())).count();
    return new Ended(sessions, (int) tokens);
  }
}
