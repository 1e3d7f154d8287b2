package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.madoguchi.channels.internal.Secrets;
import org.madoguchi.persistence.JpaTransactions;

/** The table CHANNEL_SECRET. */
final class JpaSecrets implements Secrets {
  private final JpaTransactions transactions;

  JpaSecrets(JpaTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<byte[]> find(String name) {
    return Optional.ofNullable(transactions.entityManager().find(SecretRow.class, name))
        .map(row -> HexFormat.of().parseHex(row.secret));
  }

  @Override
  public void add(String name, byte[] secret, Instant at) {
    SecretRow row = new SecretRow();
    row.name = name;
    row.secret = HexFormat.of().formatHex(secret);
    row.createdAt = at;
    transactions.entityManager().persist(row);
    transactions.entityManager().flush();
  }
}
