package org.madoguchi.web.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Duty;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Identities;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.access.SecondFactor;
import org.madoguchi.kernel.access.SessionStore;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.testkit.MemoryEventLog;

/** Staff, sessions and a log in memory, so that tests can change them while requests run. */
public final class InMemoryPorts implements Ports {
  public static final MunicipalityId MIHON = new MunicipalityId("mihon");
  public static final MunicipalityId OTHER = new MunicipalityId("other");

  public final Map<StaffId, AccessScope> staff = new ConcurrentHashMap<>();
  public final Map<StaffId, Locale> languages = new ConcurrentHashMap<>();
  public final Map<String, SessionStore.Session> sessions = new ConcurrentHashMap<>();
  public final Map<String, StaffId> tokens = new ConcurrentHashMap<>();
  public final MemoryEventLog log = new MemoryEventLog();
  public final Map<String, Narrowing> narrowings = new ConcurrentHashMap<>();
  public final Map<StaffId, Set<Duty>> duties = new ConcurrentHashMap<>();
  public final Map<String, String> addresses = new ConcurrentHashMap<>();

  /** The codes that are still good, of whom a second factor is asked. */
  public final Map<StaffId, Set<String>> codes = new ConcurrentHashMap<>();

  public volatile boolean away;
  public volatile Clock clock = Clock.systemUTC();
  private final AtomicInteger opened = new AtomicInteger();

  public InMemoryPorts() {
    employ("suzuki", MIHON, Role.OPERATOR);
    employ("kanri", MIHON, Role.ADMINISTRATOR);
  }

  public StaffId employ(String login, MunicipalityId municipality, Role role) {
    StaffId who = new StaffId(login);
    staff.put(who, AccessScope.of(who, List.of(new Grant(municipality, role, SectionId.NONE))));
    return who;
  }

  public SessionStore.Opened logIn(String login) {
    return sessions().open(new StaffId(login), "test", "");
  }

  public CommittedEvent happened(String stream, String aggregate, AccessTag access) {
    return happened(1, stream, aggregate, access);
  }

  public CommittedEvent happened(int version, String stream, String aggregate, AccessTag access) {
    NewEvent event = next(version, stream, aggregate, access);
    log.transactions().write(() -> log.append(log.transactions(), List.of(event)));
    log.stamp();
    List<CommittedEvent> history = log.of(stream, aggregate);
    return history.get(history.size() - 1);
  }

  private NewEvent next(int version, String stream, String aggregate, AccessTag access) {
    return new NewEvent(
        stream,
        aggregate,
        log.of(stream, aggregate).size() + 1,
        "TicketOpened",
        version,
        "{}",
        access,
        StaffId.SYSTEM,
        Instant.parse("2026-11-21T00:00:00Z"));
  }

  public CommittedEvent ticketOpened(String aggregate) {
    return happened("tickets", aggregate, AccessTag.of(MIHON));
  }

  public static AccessTag restricted(MunicipalityId municipality) {
    return new AccessTag(municipality, SectionId.NONE, Confidentiality.RESTRICTED);
  }

  @Override
  public Identities identities() {
    requireThere();
    return new Identities() {
      @Override
      public Optional<AccessScope> scopeOf(StaffId who) {
        return Optional.ofNullable(staff.get(who));
      }

      @Override
      public Locale languageOf(StaffId who) {
        return languages.getOrDefault(who, Locale.JAPANESE);
      }
    };
  }

  @Override
  public SessionStore sessions() {
    requireThere();
    return new SessionStore() {
      @Override
      public Opened open(StaffId who, String userAgent, String address) {
        int n = opened.incrementAndGet();
        String secret = "secret-of-session-" + n;
        Instant now = clock.instant();
        Set<Duty> open = duties.getOrDefault(who, Set.of());
        sessions.put(secret, new Session(who, "csrf-token-" + n, now, now, open));
        addresses.put(secret, address);
        return new Opened(secret, "csrf-token-" + n, open);
      }

      @Override
      public Optional<Session> find(String secret, Duration idle, Duration age) {
        Instant now = clock.instant();
        return Optional.ofNullable(
            sessions.computeIfPresent(
                secret,
                (key, s) ->
                    s.lastSeenAt().plus(idle).isBefore(now) || s.createdAt().plus(age).isBefore(now)
                        ? null
                        : new Session(s.who(), s.csrfToken(), s.createdAt(), now, s.duties())));
      }

      @Override
      public void close(String secret) {
        sessions.remove(secret);
      }

      @Override
      public Optional<Token> token(String token) {
        return Optional.ofNullable(tokens.get(token))
            .map(who -> new Token(who, narrowings.getOrDefault(token, Narrowing.NONE)));
      }

      @Override
      public Set<String> stillAccepted(Set<String> hashes) {
        return Stream.concat(sessions.keySet().stream(), tokens.keySet().stream())
            .map(InMemoryPorts::sha256)
            .filter(hashes::contains)
            .collect(Collectors.toSet());
      }
    };
  }

  @Override
  public SecondFactor secondFactor() {
    requireThere();
    return new SecondFactor() {
      @Override
      public boolean isAskedOf(StaffId who) {
        return codes.containsKey(who);
      }

      @Override
      public boolean accepts(StaffId who, String code) {
        return codes.get(who).remove(code);
      }
    };
  }

  private static String sha256(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public EventLog events() {
    requireThere();
    return log;
  }

  @Override
  public List<String> missing() {
    return away ? new ArrayList<>(List.of("identities", "sessions")) : List.of();
  }

  private void requireThere() {
    if (away) {
      throw new DomainException(Problems.UNAVAILABLE);
    }
  }
}
