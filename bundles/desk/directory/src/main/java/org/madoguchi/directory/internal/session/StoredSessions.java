package org.madoguchi.directory.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.madoguchi.directory.internal.factor.SecondFactors;
import org.madoguchi.directory.internal.login.FirstAdministrator;
import org.madoguchi.directory.internal.login.Passwords;
import org.madoguchi.directory.internal.secret.Secrets;
import org.madoguchi.directory.internal.store.DirectoryUnit;
import org.madoguchi.directory.internal.store.SecretStore;
import org.madoguchi.directory.internal.store.SecretStore.WebSession;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Duty;
import org.madoguchi.kernel.access.SessionStore;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;
import org.madoguchi.kernel.measure.Recent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions and tokens in the database, under the SHA-256 of their random secrets. A session last
 * seen in the future was so before the clock was set back: for how long it has been idle nobody
 * knows, so it ends, unless the difference is less than sessions may be idle anyway. Nobody logs
 * in, and the product is not ready, before there is somebody who can administer it.
 */
@Component(
    service = {SessionStore.class, StoredSessions.class, Measures.class},
    reference = @Reference(name = "administrator", service = FirstAdministrator.class))
public final class StoredSessions implements SessionStore, Measures {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSessions.class);

  /** Writing each request's time would cost a commit per request. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
  private static final int USER_AGENT_LENGTH = 200;
  private static final int ADDRESS_LENGTH = 60;

  private static final Duration COUNTED_EVERY = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final Measure SESSIONS =
      Measure.gauge(
          "madoguchi_sessions",
          "Sessions of the whole installation; ended ones count for up to ten minutes more.");

  private final DirectoryUnit unit;
  private final SecretStore secrets;
  private final Clock clock;
  private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);
  private final Recent<Long> sessions = new Recent<>(COUNTED_EVERY, PATIENCE, this::countSessions);

  private final StaffStore people;
  private final Passwords passwords;
  private final SecondFactors factors;

  /** For how long sessions live, as the web said last. */
  private record Life(Duration idle, Duration age) {}

  private volatile Life life = new Life(Duration.ofDays(1), Duration.ofDays(7));

  @Activate
  public StoredSessions(
      @Reference DirectoryUnit unit,
      @Reference SecretStore secrets,
      @Reference StaffStore people,
      @Reference Passwords passwords,
      @Reference SecondFactors factors,
      @Reference Clock clock) {
    this.unit = unit;
    this.secrets = secrets;
    this.people = people;
    this.passwords = passwords;
    this.factors = factors;
    this.clock = clock;
  }

  @Override
  public Opened open(StaffId who, String userAgent, String address) {
    String secret = Secrets.random();
    Instant now = clock.instant();
    Set<Duty> duties =
        unit.transactions()
            .write(
                () -> {
                  Set<Duty> open = duties(who);
                  secrets.addSession(
                      new WebSession(
                          Secrets.sha256(secret),
                          who,
                          shortened(userAgent, USER_AGENT_LENGTH),
                          shortened(address, ADDRESS_LENGTH),
                          open,
                          now,
                          now));
                  return open;
                });
    return new Opened(secret, csrfToken(secret), duties);
  }

  private Set<Duty> duties(StaffId who) {
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    boolean keptHere = people.find(who).filter(p -> !passwords.isElsewhere(p.staff())).isPresent();
    if (keptHere && people.mustChange(who)) {
      duties.add(Duty.CHANGE_PASSWORD);
    }
    if (factors.isMissing(who)) {
      duties.add(Duty.ENROL_SECOND_FACTOR);
    }
    return duties;
  }

  /** The person's sessions that would be accepted now; newest use first. */
  public List<WebSession> of(StaffId who) {
    Instant now = clock.instant();
    Life present = life;
    return unit.transactions().read(() -> secrets.sessionsOf(who)).stream()
        .filter(s -> lives(s, now, present.idle(), present.age()))
        .toList();
  }

  @Override
  public Optional<Session> find(String secret, Duration idle, Duration age) {
    Instant now = clock.instant();
    life = new Life(idle, age);
    sweep(now, idle, age);
    String hash = Secrets.sha256(secret);
    Optional<WebSession> session =
        unit.transactions().read(() -> secrets.session(hash)).filter(s -> lives(s, now, idle, age));
    session
        .filter(s -> !now.isBefore(s.lastSeenAt().plus(SEEN_EVERY)))
        .ifPresent(s -> unit.transactions().write(() -> secrets.seen(hash, now)));
    return session.map(
        s -> new Session(s.who(), csrfToken(secret), s.createdAt(), s.lastSeenAt(), s.duties()));
  }

  private static boolean lives(WebSession s, Instant now, Duration idle, Duration age) {
    return !now.isAfter(s.lastSeenAt().plus(idle))
        && !now.isAfter(s.createdAt().plus(age))
        && !s.lastSeenAt().isAfter(now.plus(idle));
  }

  @Override
  public void close(String secret) {
    unit.transactions().write(() -> secrets.removeSession(Secrets.sha256(secret)));
  }

  @Override
  public Optional<Token> token(String token) {
    if (!token.startsWith(ApiTokens.PREFIX)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return unit.transactions()
        .read(() -> secrets.token(Secrets.sha256(token)))
        .filter(t -> now.isBefore(t.expiresAt()))
        .map(t -> new Token(t.who(), t.narrowing()));
  }

  @Override
  public Set<String> stillAccepted(Set<String> hashes) {
    Instant now = clock.instant();
    return hashes.isEmpty() ? Set.of() : unit.transactions().read(() -> secrets.known(hashes, now));
  }

  /**
   * Follows from the cookie's secret, so that nothing more is stored; the secret does not follow
   * from it.
   */
  private static String csrfToken(String secret) {
    return Secrets.sha256("csrf:" + secret);
  }

  private static String shortened(String given, int most) {
    String text = given == null ? "" : given;
    return text.substring(0, Math.min(text.length(), most));
  }

  private long countSessions() {
    return unit.transactions().read(secrets::sessions);
  }

  @Override
  public void tell(Figures figures) {
    sessions.get().ifPresent(number -> figures.value(SESSIONS, number, List.of()));
  }

  private void sweep(Instant now, Duration idle, Duration age) {
    Instant due = nextSweep.get();
    Instant next = now.plus(SWEEP_EVERY);
    boolean clockWasSetBack = due.isAfter(next);
    if (now.isBefore(due) && !clockWasSetBack || !nextSweep.compareAndSet(due, next)) {
      return;
    }
    try {
      unit.transactions()
          .write(
              () -> secrets.removeSessionsOutside(now.minus(idle), now.plus(idle), now.minus(age)));
    } catch (RuntimeException e) {
      // The request goes on; what is left is swept next time and does not count as a session
      // meanwhile.
      LOG.warn("ended sessions could not be removed", e);
    }
  }
}
