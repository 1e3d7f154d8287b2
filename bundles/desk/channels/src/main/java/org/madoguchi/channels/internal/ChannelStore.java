package org.madoguchi.channels.internal;

import org.madoguchi.kernel.store.Transactions;

/**
 * The tables of the channels room; every access but {@link #transactions} needs a running
 * transaction.
 */
public interface ChannelStore {
  Transactions transactions();

  Inbox inbox();

  Outbox outbox();

  Acknowledgements acknowledgements();

  Instances instances();

  Secrets secrets();
}
