package org.madoguchi.directory.internal.jpa;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

@Entity
@Table(name = "RECOVERY_CODE")
@IdClass(RecoveryCodeRow.Key.class)
class RecoveryCodeRow {
  /** The primary key, as JPA wants it: the whole row. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String login;
    String hash;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && login.equals(key.login) && hash.equals(key.hash);
    }

    @Override
    public int hashCode() {
      return Objects.hash(login, hash);
    }
  }

  @Id
  @Column(name = "LOGIN")
  String login;

  @Id
  @Column(name = "HASH")
  String hash;

  static RecoveryCodeRow of(String login, String hash) {
    RecoveryCodeRow row = new RecoveryCodeRow();
    row.login = login;
    row.hash = hash;
    return row;
  }
}
