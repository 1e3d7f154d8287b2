package org.madoguchi.directory.internal.jpa;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.madoguchi.directory.internal.store.SecretStore;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Duty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sessions and tokens in the tables WEB_SESSION and API_TOKEN. */
@Component
public final class JpaSecretStore implements SecretStore {
  /** How many values one IN list names. */
  private static final int CHUNK = 500;

  private final JpaDirectoryUnit unit;

  @Activate
  public JpaSecretStore(@Reference JpaDirectoryUnit unit) {
    this.unit = unit;
  }

  @Override
  public void addSession(WebSession session) {
    em().persist(WebSessionRow.of(session));
  }

  @Override
  public Optional<WebSession> session(String secretHash) {
    return Optional.ofNullable(em().find(WebSessionRow.class, secretHash))
        .map(WebSessionRow::session);
  }

  @Override
  public List<WebSession> sessionsOf(StaffId who) {
    return em().createQuery(
            "select s from WebSessionRow s where s.login = :login"
                + " order by s.lastSeenAt desc, s.createdAt desc, s.secretHash",
            WebSessionRow.class)
        .setParameter("login", who.value())
        .getResultStream()
        .map(WebSessionRow::session)
        .toList();
  }

  @Override
  public void fulfil(StaffId who, Duty duty) {
    String column =
        switch (duty) {
          case CHANGE_PASSWORD -> "mustChange";
          case ENROL_SECOND_FACTOR -> "mustEnrol";
        };
    // a parameter: EclipseLink writes a literal as 0, which Derby does not take for a BOOLEAN
    em().createQuery("update WebSessionRow s set s." + column + " = :open where s.login = :login")
        .setParameter("open", false)
        .setParameter("login", who.value())
        .executeUpdate();
  }

  @Override
  public void seen(String secretHash, Instant at) {
    em().createQuery("update WebSessionRow s set s.lastSeenAt = :at where s.secretHash = :hash")
        .setParameter("at", at)
        .setParameter("hash", secretHash)
        .executeUpdate();
  }

  @Override
  public void removeSession(String secretHash) {
    em().createQuery("delete from WebSessionRow s where s.secretHash = :hash")
        .setParameter("hash", secretHash)
        .executeUpdate();
  }

  @Override
  public int removeSessionsOf(Collection<StaffId> who, Collection<String> but) {
    List<String> logins = who.stream().map(StaffId::value).toList();
    int removed = 0;
    for (int from = 0; from < logins.size(); from += CHUNK) {
      List<WebSessionRow> rows =
          em().createQuery(
                  "select s from WebSessionRow s where s.login in :logins", WebSessionRow.class)
              .setParameter("logins", logins.subList(from, Math.min(logins.size(), from + CHUNK)))
              .getResultStream()
              .filter(row -> !but.contains(row.secretHash))
              .toList();
      rows.forEach(em()::remove);
      removed += rows.size();
    }
    return removed;
  }

  @Override
  public void removeSessionsOutside(Instant from, Instant to, Instant created) {
    em().createQuery(
            "delete from WebSessionRow s where s.lastSeenAt < :from or s.lastSeenAt > :to"
                + " or s.createdAt < :created")
        .setParameter("from", from)
        .setParameter("to", to)
        .setParameter("created", created)
        .executeUpdate();
  }

  @Override
  public long sessions() {
    return em().createQuery("select count(s) from WebSessionRow s", Long.class).getSingleResult();
  }

  @Override
  public void addToken(ApiToken token) {
    em().persist(ApiTokenRow.of(token));
  }

  @Override
  public Optional<ApiToken> token(String secretHash) {
    return em().createQuery(
            "select t from ApiTokenRow t where t.secretHash = :hash", ApiTokenRow.class)
        .setParameter("hash", secretHash)
        .getResultStream()
        .findFirst()
        .map(ApiTokenRow::token);
  }

  @Override
  public List<ApiToken> tokensOf(StaffId who) {
    return em().createQuery(
            "select t from ApiTokenRow t where t.login = :login order by t.id", ApiTokenRow.class)
        .setParameter("login", who.value())
        .getResultStream()
        .map(ApiTokenRow::token)
        .toList();
  }

  @Override
  public void removeToken(long id) {
    em().createQuery("delete from ApiTokenRow t where t.id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  @Override
  public Set<String> known(Collection<String> secretHashes, Instant now) {
    List<String> asked = List.copyOf(secretHashes);
    Set<String> known = new HashSet<>();
    for (int from = 0; from < asked.size(); from += CHUNK) {
      List<String> hashes = asked.subList(from, Math.min(asked.size(), from + CHUNK));
      known.addAll(
          em().createQuery(
                  "select s.secretHash from WebSessionRow s where s.secretHash in :hashes",
                  String.class)
              .setParameter("hashes", hashes)
              .getResultList());
      known.addAll(
          em().createQuery(
                  "select t.secretHash from ApiTokenRow t"
                      + " where t.secretHash in :hashes and t.expiresAt > :now",
                  String.class)
              .setParameter("hashes", hashes)
              .setParameter("now", now)
              .getResultList());
    }
    return known;
  }

  private EntityManager em() {
    return unit.manager();
  }
}
