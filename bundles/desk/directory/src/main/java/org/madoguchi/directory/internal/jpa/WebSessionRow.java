package org.madoguchi.directory.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.directory.internal.store.SecretStore.WebSession;
import org.madoguchi.kernel.StaffId;

@Entity
@Table(name = "WEB_SESSION")
class WebSessionRow {
  @Id
  @Column(name = "SECRET_HASH")
  String secretHash;

  @Column(name = "LOGIN")
  String login;

  @Column(name = "USER_AGENT")
  String userAgent;

  @Column(name = "CREATED_AT")
  Instant createdAt;

  @Column(name = "LAST_SEEN_AT")
  Instant lastSeenAt;

  static WebSessionRow of(WebSession session) {
    WebSessionRow row = new WebSessionRow();
    row.secretHash = session.secretHash();
    row.login = session.who().value();
    row.userAgent = session.userAgent();
    row.createdAt = session.createdAt();
    row.lastSeenAt = session.lastSeenAt();
    return row;
  }

  WebSession session() {
    return new WebSession(secretHash, new StaffId(login), userAgent, createdAt, lastSeenAt);
  }
}
