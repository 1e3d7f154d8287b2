package org.madoguchi.directory.internal.jpa;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.madoguchi.directory.internal.secret.PasswordHash;
import org.madoguchi.kernel.StaffId;

@Entity
@Table(name = "FORMER_PASSWORD")
@IdClass(FormerPasswordRow.Key.class)
class FormerPasswordRow {
  /** The primary key, as JPA wants it. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String login;
    String salt;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && login.equals(key.login) && salt.equals(key.salt);
    }

    @Override
    public int hashCode() {
      return Objects.hash(login, salt);
    }
  }

  @Id
  @Column(name = "LOGIN")
  String login;

  @Id
  @Column(name = "SALT")
  String salt;

  @Column(name = "ALGORITHM")
  String algorithm;

  @Column(name = "ITERATIONS")
  int iterations;

  @Column(name = "HASH")
  String hash;

  @Column(name = "CHANGED_AT")
  Instant changedAt;

  static FormerPasswordRow of(StaffId who, PasswordHash password) {
    FormerPasswordRow row = new FormerPasswordRow();
    row.login = who.value();
    row.salt = password.salt();
    row.algorithm = password.algorithm();
    row.iterations = password.iterations();
    row.hash = password.hash();
    row.changedAt = password.changedAt();
    return row;
  }

  PasswordHash password() {
    return new PasswordHash(algorithm, iterations, salt, hash, changedAt);
  }
}
