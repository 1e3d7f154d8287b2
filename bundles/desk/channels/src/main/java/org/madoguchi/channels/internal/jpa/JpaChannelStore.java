package org.madoguchi.channels.internal.jpa;

import javax.persistence.EntityManagerFactory;
import org.madoguchi.channels.internal.Acknowledgements;
import org.madoguchi.channels.internal.ChannelStore;
import org.madoguchi.channels.internal.Inbox;
import org.madoguchi.channels.internal.Instances;
import org.madoguchi.channels.internal.Outbox;
import org.madoguchi.channels.internal.Secrets;
import org.madoguchi.kernel.store.Transactions;
import org.madoguchi.persistence.JpaTransactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The persistence unit {@code madoguchi-channels}. */
@Component(service = ChannelStore.class)
public final class JpaChannelStore implements ChannelStore {
  private final JpaTransactions transactions;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Acknowledgements acknowledgements;
  private final Instances instances;
  private final Secrets secrets;

  @Activate
  public JpaChannelStore(
      @Reference(target = "(osgi.unit.name=madoguchi-channels)") EntityManagerFactory unit) {
    transactions = new JpaTransactions(unit);
    inbox = new JpaInbox(transactions);
    outbox = new JpaOutbox(transactions);
    acknowledgements = new JpaAcknowledgements(transactions);
    instances = new JpaInstances(transactions);
    secrets = new JpaSecrets(transactions);
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public Inbox inbox() {
    return inbox;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public Acknowledgements acknowledgements() {
    return acknowledgements;
  }

  @Override
  public Instances instances() {
    return instances;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }
}
