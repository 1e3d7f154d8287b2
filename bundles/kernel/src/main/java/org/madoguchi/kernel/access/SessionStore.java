package org.madoguchi.kernel.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.StaffId;

/**
 * Port to the sessions of the web console and the tokens of the API, kept in the database so that
 * every node knows them. Only SHA-256 hashes of the secrets are stored. Implemented by the
 * directory.
 */
public interface SessionStore {
  /**
   * @param csrfToken what a changing request of this session must send in {@code X-CSRF-Token}
   * @param duties what the person has to do first; until then the session serves nothing else
   */
  record Session(
      StaffId who, String csrfToken, Instant createdAt, Instant lastSeenAt, Set<Duty> duties) {
    public Session {
      duties = Set.copyOf(duties);
    }
  }

  /**
   * @param secret the cookie's value, shown to nobody else; @param csrfToken and {@code duties}:
   *     see {@link Session}
   */
  record Opened(String secret, String csrfToken, Set<Duty> duties) {
    public Opened {
      duties = Set.copyOf(duties);
    }
  }

  /**
   * Opens a session after a successful login.
   *
   * @param userAgent and {@code address}: what the person recognises the session by; cut when they
   *     are long
   */
  Opened open(StaffId who, String userAgent, String address);

  /**
   * The session of a cookie, unless unknown, ended, idle for longer than {@code idle} or older than
   * {@code age}.
   */
  Optional<Session> find(String secret, Duration idle, Duration age);

  /** Ends one session; unknown secrets are ignored. */
  void close(String secret);

  /**
   * Whose an API token is.
   *
   * @param narrowing what is left of the owner's access
   */
  record Token(StaffId who, Narrowing narrowing) {}

  /** An API token, unless unknown, expired or withdrawn. */
  Optional<Token> token(String token);

  /**
   * Which of these credentials would still be accepted: sessions that were not ended, tokens
   * neither withdrawn nor expired. For connections that outlive the request that opened them.
   *
   * @param hashes SHA-256 of cookies' secrets and of tokens, in hexadecimal
   */
  Set<String> stillAccepted(Set<String> hashes);
}
