package org.madoguchi.directory.internal.jpa;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.madoguchi.directory.internal.store.FactorStore.Factor;
import org.madoguchi.kernel.StaffId;

@Entity
@Table(name = "SECOND_FACTOR")
class SecondFactorRow {
  @Id
  @Column(name = "LOGIN")
  String login;

  @Column(name = "SECRET")
  String secret;

  @Column(name = "PENDING")
  String pending;

  @Column(name = "LAST_STEP")
  long lastStep;

  @Column(name = "CHANGED_AT")
  Instant changedAt;

  static SecondFactorRow of(String login) {
    SecondFactorRow row = new SecondFactorRow();
    row.login = login;
    return row;
  }

  void take(Factor factor) {
    secret = factor.secret();
    pending = factor.pending();
    lastStep = factor.lastStep();
    changedAt = factor.changedAt();
  }

  Factor factor() {
    return new Factor(new StaffId(login), secret, pending, lastStep, changedAt);
  }
}
