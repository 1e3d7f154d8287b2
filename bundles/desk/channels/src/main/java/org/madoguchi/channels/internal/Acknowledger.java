package org.madoguchi.channels.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.tickets.TicketConversation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers opened tickets by itself, but never robots, and never one address often: two machines
 * that answer each other must fall silent.
 */
final class Acknowledger {
  private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);
  private static final int BATCH = 50;
  private static final int MOST_AN_HOUR = 3;
  private static final int MOST_A_DAY = 10;
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Duration TOO_LATE = Duration.ofDays(1);

  private final ChannelStore store;
  private final TicketConversation conversation;
  private final Directory directory;
  private final Clock clock;

  Acknowledger(
      ChannelStore store, TicketConversation conversation, Directory directory, Clock clock) {
    this.store = store;
    this.conversation = conversation;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * @return whether there may be more
   */
  boolean decidePending() {
    var pending = store.transactions().read(() -> store.acknowledgements().pending(BATCH));
    long decided = pending.stream().filter(this::decide).count();
    return decided == BATCH;
  }

  private boolean decide(Acknowledgement pending) {
    Duration age = Duration.between(pending.openedAt(), clock.instant());
    Optional<ChannelDescriptor> source =
        store.transactions().read(() -> store.instances().find(pending.source()));
    Optional<Municipality> municipality = directory.municipality(pending.ticket().municipality());
    // the row of the delivery is committed a moment after the ticket
    Optional<Inbox.Contact> contact =
        store.transactions().read(() -> store.inbox().contact(pending.ticket(), pending.entry()));
    if (age.compareTo(TOO_LATE) > 0) {
      return settle(pending, Acknowledgement.State.SKIPPED, "");
    }
    if (source.isEmpty() || municipality.isEmpty() || contact.isEmpty()) {
      return age.compareTo(PATIENCE) > 0 && settle(pending, Acknowledgement.State.SKIPPED, "");
    }
    String sender = contact.get().sender();
    if (!source.get().sends()
        || !wanted(municipality.get())
        || sender.isEmpty()
        || capped(sender)) {
      return settle(pending, Acknowledgement.State.SKIPPED, sender);
    }
    acknowledge(pending, municipality.get());
    return settle(pending, Acknowledgement.State.SENT, sender);
  }

  private static boolean wanted(Municipality municipality) {
    return !municipality.setting("acknowledge").orElse("true").strip().equalsIgnoreCase("false");
  }

  private boolean capped(String sender) {
    Instant now = clock.instant();
    return store
        .transactions()
        .read(
            () ->
                store.acknowledgements().sentTo(sender, now.minus(Duration.ofHours(1)))
                        >= MOST_AN_HOUR
                    || store.acknowledgements().sentTo(sender, now.minus(Duration.ofDays(1)))
                        >= MOST_A_DAY);
  }

  private void acknowledge(Acknowledgement pending, Municipality municipality) {
    AcknowledgementText text =
        new AcknowledgementText(municipality, pending.ticket(), pending.language(), clock);
    // the same key again after a crash is taken once
    conversation.acknowledge(
        pending.ticket(), "acknowledgement-" + pending.entry(), text.subject(), text.text());
  }

  private boolean settle(Acknowledgement pending, Acknowledgement.State state, String sender) {
    Acknowledgement decided = pending.decided(state, sender, clock.instant());
    store.transactions().write(() -> store.acknowledgements().replace(decided));
    if (state == Acknowledgement.State.SKIPPED) {
      LOG.info("ticket {} is not acknowledged", pending.ticket());
    }
    return true;
  }
}
