package org.madoguchi.directory.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.directory.internal.store.SecretStore.ApiToken;
import org.madoguchi.kernel.StaffId;

@Entity
@Table(name = "API_TOKEN")
class ApiTokenRow {
  @Id
  @Column(name = "ID")
  long id;

  @Column(name = "SECRET_HASH")
  String secretHash;

  @Column(name = "LOGIN")
  String login;

  @Column(name = "NAME")
  String name;

  @Column(name = "CREATED_AT")
  Instant createdAt;

  @Column(name = "EXPIRES_AT")
  Instant expiresAt;

  static ApiTokenRow of(ApiToken token) {
    ApiTokenRow row = new ApiTokenRow();
    row.id = token.id();
    row.secretHash = token.secretHash();
    row.login = token.who().value();
    row.name = token.name();
    row.createdAt = token.createdAt();
    row.expiresAt = token.expiresAt();
    return row;
  }

  ApiToken token() {
    return new ApiToken(id, secretHash, new StaffId(login), name, createdAt, expiresAt);
  }
}
