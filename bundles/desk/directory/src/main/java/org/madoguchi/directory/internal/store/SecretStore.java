package org.madoguchi.directory.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Duty;
import org.madoguchi.kernel.access.Narrowing;

/**
 * Open sessions and API tokens, by the hashes of their secrets. Every method joins the running
 * transaction.
 */
public interface SecretStore {
  /** A row of WEB_SESSION. */
  record WebSession(
      String secretHash,
      StaffId who,
      String userAgent,
      String address,
      Set<Duty> duties,
      Instant createdAt,
      Instant lastSeenAt) {}

  /** A row of API_TOKEN. */
  record ApiToken(
      long id,
      String secretHash,
      StaffId who,
      String name,
      Narrowing narrowing,
      Instant createdAt,
      Instant expiresAt) {}

  void addSession(WebSession session);

  Optional<WebSession> session(String secretHash);

  /** Newest use first. */
  List<WebSession> sessionsOf(StaffId who);

  /** What all of the person's sessions had to do first is done. */
  void fulfil(StaffId who, Duty duty);

  void seen(String secretHash, Instant at);

  void removeSession(String secretHash);

  /**
   * @param but hashes of the sessions that stay
   * @return how many ended
   */
  int removeSessionsOf(Collection<StaffId> who, Collection<String> but);

  /** Removes sessions seen last before {@code from} or after {@code to}, or opened too early. */
  void removeSessionsOutside(Instant from, Instant to, Instant created);

  /** How many sessions are stored; ended ones are counted until they are removed. */
  long sessions();

  void addToken(ApiToken token);

  Optional<ApiToken> token(String secretHash);

  /** By id. */
  List<ApiToken> tokensOf(StaffId who);

  void removeToken(long id);

  /** Those of the hashes that are a session's, or a token's that has not expired. */
  Set<String> known(Collection<String> secretHashes, Instant now);
}
