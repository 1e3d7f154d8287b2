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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Identities;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.access.SessionStore;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.Transactions;

/** Staff, sessions and a log in memory, so that tests can change them while requests run. */
public final class InMemoryPorts implements Ports {
  public static final MunicipalityId MIHON = new MunicipalityId("mihon");
  public static final MunicipalityId OTHER = new MunicipalityId("other");

  public final Map<StaffId, AccessScope> staff = new ConcurrentHashMap<>();
  public final Map<StaffId, Locale> languages = new ConcurrentHashMap<>();
  public final Map<String, SessionStore.Session> sessions = new ConcurrentHashMap<>();
  public final Map<String, StaffId> tokens = new ConcurrentHashMap<>();
  public final List<CommittedEvent> log = new CopyOnWriteArrayList<>();
  public volatile boolean away;
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
    return sessions().open(new StaffId(login), "test");
  }

  public CommittedEvent happened(String stream, String aggregate, AccessTag access) {
    CommittedEvent event =
        new CommittedEvent(
            log.size() + 1,
            log.size() + 1,
            stream,
            aggregate,
            1,
            "TicketOpened",
            1,
            "{}",
            access,
            StaffId.SYSTEM,
            Instant.parse("2026-11-21T00:00:00Z"));
    log.add(event);
    return event;
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
      public Opened open(StaffId who, String userAgent) {
        int n = opened.incrementAndGet();
        String secret = "secret-of-session-" + n;
        Instant now = Clock.systemUTC().instant();
        sessions.put(secret, new Session(who, "csrf-token-" + n, now, now));
        return new Opened(secret, "csrf-token-" + n);
      }

      @Override
      public Optional<Session> find(String secret, Duration idle, Duration age) {
        return Optional.ofNullable(sessions.get(secret));
      }

      @Override
      public void close(String secret) {
        sessions.remove(secret);
      }

      @Override
      public Optional<StaffId> ownerOfToken(String token) {
        return Optional.ofNullable(tokens.get(token));
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
    return new EventLog() {
      @Override
      public void append(Transactions transactions, List<NewEvent> events) {
        throw new UnsupportedOperationException();
      }

      @Override
      public List<CommittedEvent> after(long position, int limit) {
        return log.stream().filter(e -> e.position() > position).limit(limit).toList();
      }

      @Override
      public List<CommittedEvent> of(String stream, String aggregate) {
        return List.of();
      }

      @Override
      public long head() {
        return log.size();
      }
    };
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
