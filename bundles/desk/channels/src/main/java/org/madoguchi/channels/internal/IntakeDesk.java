package org.madoguchi.channels.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.IdSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Commits deliveries: the content first, then the row; the worker is woken right after the commit.
 */
@Component(service = Intake.class)
public final class IntakeDesk implements Intake {
  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_CHANNEL = 60;
  private static final int MOST_HEADERS = 16 * 1024;

  private final ChannelStore store;
  private final BlobStore blobs;
  private final IdSource ids;
  private final Clock clock;
  private final Doorbells bells;
  private final Journal journal;

  @Activate
  public IntakeDesk(
      @Reference ChannelStore store,
      @Reference BlobStore blobs,
      @Reference IdSource ids,
      @Reference EventLog events,
      @Reference Clock clock,
      @Reference Doorbells bells) {
    this.store = store;
    this.blobs = blobs;
    this.ids = ids;
    this.clock = clock;
    this.bells = bells;
    this.journal = new Journal(events, store.transactions());
  }

  @Override
  public Outcome accept(RawDelivery delivery) throws IOException {
    check(delivery);
    if (isCommitted(delivery)) {
      return Outcome.REPEATED;
    }
    BlobRef content = blobs.put(delivery.content(), MAX_BYTES);
    try {
      commit(delivery, content);
      return Outcome.ACCEPTED;
    } catch (RuntimeException e) {
      // somebody else may have committed the same delivery meanwhile; the unique index knows
      if (isCommitted(delivery)) {
        return Outcome.REPEATED;
      }
      throw e;
    }
  }

  private static void check(RawDelivery delivery) {
    String key = delivery.sourceKey();
    if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("a source key has 1 to " + LONGEST_KEY + " characters");
    }
    String channel = delivery.channel();
    if (channel == null || channel.isBlank() || channel.length() > LONGEST_CHANNEL) {
      throw new IllegalArgumentException("a channel has 1 to " + LONGEST_CHANNEL + " characters");
    }
    int headers =
        delivery.headers().entrySet().stream()
            .mapToInt(h -> h.getKey().length() + h.getValue().length())
            .sum();
    if (headers > MOST_HEADERS) {
      throw new IllegalArgumentException("headers have at most " + MOST_HEADERS + " characters");
    }
  }

  private boolean isCommitted(RawDelivery delivery) {
    return store
        .transactions()
        .read(() -> store.inbox().holds(delivery.channel(), delivery.sourceKey()));
  }

  private void commit(RawDelivery delivery, BlobRef content) {
    long id = ids.next("inbox");
    store
        .transactions()
        .write(
            () -> {
              InboxEntry entry = entry(id, delivery, content);
              store.inbox().add(entry, delivery.headers());
              journal.append(entry, ChannelEvents.ACCEPTED, StaffId.SYSTEM, List.of());
              store.transactions().afterCommit(bells.inbox()::ring);
            });
  }

  private InboxEntry entry(long id, RawDelivery delivery, BlobRef content) {
    Instant now = clock.instant();
    return new InboxEntry(
        id,
        delivery.channel(),
        delivery.sourceKey(),
        AccessTag.of(municipality(delivery.channel())),
        InboxEntry.State.WAITING,
        content,
        !delivery.headers().isEmpty(),
        delivery.receivedAt(),
        now,
        0,
        0,
        "",
        "",
        now,
        Lease.NONE,
        1);
  }

  /** Of an instance nobody has seen yet, only those who run the whole container see deliveries. */
  private MunicipalityId municipality(String channel) {
    // not from the connector: connectors need the intake, the intake must not need them
    return store
        .instances()
        .find(channel)
        .map(ChannelDescriptor::municipality)
        .orElse(MunicipalityId.EVERY);
  }
}
