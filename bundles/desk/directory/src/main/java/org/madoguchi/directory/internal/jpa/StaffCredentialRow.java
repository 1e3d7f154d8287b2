package org.madoguchi.directory.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.directory.internal.secret.PasswordHash;

@Entity
@Table(name = "STAFF_CREDENTIAL")
class StaffCredentialRow {
  @Id
  @Column(name = "LOGIN")
  String login;

  @Column(name = "ALGORITHM")
  String algorithm;

  @Column(name = "ITERATIONS")
  int iterations;

  @Column(name = "SALT")
  String salt;

  @Column(name = "HASH")
  String hash;

  @Column(name = "CHANGED_AT")
  Instant changedAt;

  @Column(name = "MUST_CHANGE")
  boolean mustChange;

  void take(PasswordHash password, boolean changeFirst) {
    mustChange = changeFirst;
    algorithm = password.algorithm();
    iterations = password.iterations();
    salt = password.salt();
    hash = password.hash();
    changedAt = password.changedAt();
  }

  PasswordHash password() {
    return new PasswordHash(algorithm, iterations, salt, hash, changedAt);
  }

  static StaffCredentialRow of(String login) {
    StaffCredentialRow row = new StaffCredentialRow();
    row.login = login;
    return row;
  }
}
