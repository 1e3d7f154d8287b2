package org.madoguchi.directory.internal.jpa;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.directory.internal.store.SecretStore.WebSession;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Duty;

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

  @Column(name = "ADDRESS")
  String address;

  @Column(name = "MUST_CHANGE")
  boolean mustChange;

  @Column(name = "MUST_ENROL")
  boolean mustEnrol;

  @Column(name = "CREATED_AT")
  Instant createdAt;

  @Column(name = "LAST_SEEN_AT")
  Instant lastSeenAt;

  static WebSessionRow of(WebSession session) {
    WebSessionRow row = new WebSessionRow();
    row.secretHash = session.secretHash();
    row.login = session.who().value();
    row.userAgent = session.userAgent();
    row.address = session.address();
    row.mustChange = session.duties().contains(Duty.CHANGE_PASSWORD);
    row.mustEnrol = session.duties().contains(Duty.ENROL_SECOND_FACTOR);
    row.createdAt = session.createdAt();
    row.lastSeenAt = session.lastSeenAt();
    return row;
  }

  WebSession session() {
    return new WebSession(
        secretHash, new StaffId(login), userAgent, address, duties(), createdAt, lastSeenAt);
  }

  private Set<Duty> duties() {
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    if (mustChange) {
      duties.add(Duty.CHANGE_PASSWORD);
    }
    if (mustEnrol) {
      duties.add(Duty.ENROL_SECOND_FACTOR);
    }
    return duties;
  }
}
