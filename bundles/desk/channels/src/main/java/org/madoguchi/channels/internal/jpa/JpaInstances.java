package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.channels.internal.Instances;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.persistence.JpaTransactions;

/** The table CHANNEL_INSTANCE. */
final class JpaInstances implements Instances {
  private final JpaTransactions transactions;

  JpaInstances(JpaTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void seen(ChannelDescriptor descriptor, Instant at) {
    InstanceRow row = new InstanceRow();
    row.name = descriptor.name();
    row.kind = descriptor.kind();
    row.municipality = descriptor.municipality().value();
    row.address = descriptor.address();
    row.sends = descriptor.sends();
    row.seenAt = at;
    transactions.entityManager().merge(row);
  }

  @Override
  public Optional<ChannelDescriptor> find(String name) {
    return Optional.ofNullable(transactions.entityManager().find(InstanceRow.class, name))
        .map(JpaInstances::descriptor);
  }

  @Override
  public List<ChannelDescriptor> all() {
    return transactions
        .entityManager()
        .createQuery("SELECT r FROM InstanceRow r ORDER BY r.name", InstanceRow.class)
        .getResultStream()
        .map(JpaInstances::descriptor)
        .toList();
  }

  private static ChannelDescriptor descriptor(InstanceRow row) {
    return new ChannelDescriptor(
        row.name, row.kind, new MunicipalityId(row.municipality), row.address, row.sends);
  }
}
