package org.madoguchi.directory.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.DirectoryProblems;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.SecretStore;
import org.madoguchi.directory.internal.store.SecretStore.ApiToken;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A person's own API tokens. They allow what the person may do at the time of use, or a part of it.
 */
@Component(service = ApiTokens.class)
public final class ApiTokens {
  /** Lets secret scanners recognise a token that was published by mistake. */
  static final String PREFIX = "mdg_";

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST = 50;

  /**
   * @param token shown once, never stored
   */
  public record Issued(long id, String token) {}

  private final DirectoryUnit unit;
  private final SecretStore secrets;
  private final StaffStore people;
  private final EventLog events;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public ApiTokens(
      @Reference DirectoryUnit unit,
      @Reference SecretStore secrets,
      @Reference StaffStore people,
      @Reference EventLog events,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.unit = unit;
    this.secrets = secrets;
    this.people = people;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  public List<ApiToken> of(StaffId who) {
    return unit.transactions().read(() -> secrets.tokensOf(who));
  }

  /**
   * @param narrowing what the token may do of what its owner may
   * @param expiresAt ISO 8601, in the future, at most a year ahead
   * @throws DomainException invalid-fields; too-many-tokens
   */
  public Issued issue(StaffId who, String name, Narrowing narrowing, String expiresAt) {
    Instant now = clock.instant();
    Checks checks = new Checks();
    String checked = checks.required("name", name, 100);
    checks.required("expiresAt", expiresAt, 40);
    Instant expiry = checks.instant("expiresAt", expiresAt).orElse(now.plus(LONGEST));
    if (!expiry.isAfter(now) || expiry.isAfter(now.plus(LONGEST))) {
      checks.note("expiresAt", "invalid", "");
    }
    checks.done();
    String token = PREFIX + Secrets.random();
    long id = ids.next("api-token");
    ApiToken row = new ApiToken(id, Secrets.sha256(token), who, checked, narrowing, now, expiry);
    unit.decide(() -> store(row));
    return new Issued(id, token);
  }

  private void store(ApiToken token) {
    if (secrets.tokensOf(token.who()).size() >= MOST) {
      throw new DomainException(DirectoryProblems.TOO_MANY_TOKENS, MOST);
    }
    StaffEntry person = people.find(token.who()).orElseThrow().revised();
    events.append(
        unit.transactions(),
        List.of(
            DirectoryEvents.tokenIssued(person, token.id(), token.expiresAt(), token.createdAt())));
    people.save(List.of(person));
    secrets.addToken(token);
  }

  /**
   * @throws DomainException not-found for anybody else's token too
   */
  public void withdraw(StaffId who, long id) {
    unit.decide(
        () -> {
          if (secrets.tokensOf(who).stream().noneMatch(t -> t.id() == id)) {
            throw new DomainException(Problems.NOT_FOUND);
          }
          StaffEntry person = people.find(who).orElseThrow().revised();
          events.append(
              unit.transactions(),
              List.of(DirectoryEvents.tokenWithdrawn(person, id, clock.instant())));
          people.save(List.of(person));
          secrets.removeToken(id);
        });
  }
}
