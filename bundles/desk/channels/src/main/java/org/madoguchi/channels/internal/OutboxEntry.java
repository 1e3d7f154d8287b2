package org.madoguchi.channels.internal;

import java.time.Duration;
import java.time.Instant;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.TicketRef;

/**
 * One message to a citizen and what became of it.
 *
 * @param kind the kind of channel it leaves by
 * @param source the instance the conversation came by; '' when none did
 * @param channel the instance that sends it; '' before one took it
 * @param giveUpAt until when an absent peer is tried again
 * @param reported whether the ticket knows the state
 * @param revision counts the changes; also the sequence of the last event
 */
public record OutboxEntry(
    long id,
    TicketRef ticket,
    String entry,
    AccessTag access,
    String kind,
    String source,
    String channel,
    State state,
    Instant queuedAt,
    Instant changedAt,
    int attempts,
    String reason,
    String messageReference,
    Instant nextAttemptAt,
    Instant giveUpAt,
    Lease lease,
    boolean reported,
    int revision) {
  static final Duration PATIENCE = Duration.ofDays(3);

  /** Where a message to a citizen stands. */
  public enum State {
    QUEUED(DeliveryState.QUEUED),
    /** Committed before the connector is called: after a crash nobody knows how far it came. */
    SENDING(DeliveryState.QUEUED),
    SENT(DeliveryState.SENT),
    FAILED(DeliveryState.FAILED),
    IN_DOUBT(DeliveryState.IN_DOUBT),
    /** Its author has it again; the ticket knows, for it decided so. */
    TAKEN_BACK(DeliveryState.QUEUED);

    private final DeliveryState onTheTicket;

    State(DeliveryState onTheTicket) {
      this.onTheTicket = onTheTicket;
    }

    DeliveryState onTheTicket() {
      return onTheTicket;
    }
  }

  /**
   * @param notBefore until when its author may take it back; not before {@code now}
   */
  static OutboxEntry queued(
      long id,
      TicketRef ticket,
      String entry,
      AccessTag access,
      String kind,
      String source,
      Instant notBefore,
      Instant now) {
    return new OutboxEntry(
        id,
        ticket,
        entry,
        access,
        kind,
        source,
        "",
        State.QUEUED,
        now,
        now,
        0,
        "",
        "",
        notBefore,
        notBefore.plus(PATIENCE),
        Lease.NONE,
        true,
        1);
  }

  OutboxEntry sending(String by, Instant leasedUntil, Instant now) {
    Lease held = new Lease(lease.by(), leasedUntil);
    return new OutboxEntry(
        id,
        ticket,
        entry,
        access,
        kind,
        source,
        by,
        State.SENDING,
        queuedAt,
        now,
        attempts + 1,
        reason,
        messageReference,
        nextAttemptAt,
        giveUpAt,
        held,
        reported,
        revision + 1);
  }

  OutboxEntry sent(String reference, Instant now) {
    return changed(State.SENT, "", reference, now, giveUpAt, Lease.NONE, now);
  }

  OutboxEntry failed(String why, Instant now) {
    return changed(State.FAILED, why, messageReference, now, giveUpAt, Lease.NONE, now);
  }

  OutboxEntry takenBack(Instant now) {
    return changed(State.TAKEN_BACK, "", messageReference, now, giveUpAt, Lease.NONE, now)
        .thatTheTicketKnows();
  }

  private OutboxEntry thatTheTicketKnows() {
    return new OutboxEntry(
        id,
        ticket,
        entry,
        access,
        kind,
        source,
        channel,
        state,
        queuedAt,
        changedAt,
        attempts,
        reason,
        messageReference,
        nextAttemptAt,
        giveUpAt,
        lease,
        true,
        revision);
  }

  /** Keeps the lease's token: whoever sends may still learn what became of it. */
  OutboxEntry inDoubt(String why, Instant now) {
    Lease over = new Lease(lease.by(), now);
    return changed(State.IN_DOUBT, why, messageReference, now, giveUpAt, over, now);
  }

  OutboxEntry postponed(String why, Instant next, Instant now) {
    return changed(State.QUEUED, why, messageReference, next, giveUpAt, Lease.NONE, now);
  }

  OutboxEntry retried(Instant now) {
    return changed(State.QUEUED, "", messageReference, now, now.plus(PATIENCE), Lease.NONE, now);
  }

  private OutboxEntry changed(
      State to,
      String why,
      String reference,
      Instant next,
      Instant giveUp,
      Lease held,
      Instant now) {
    return new OutboxEntry(
        id,
        ticket,
        entry,
        access,
        kind,
        source,
        channel,
        to,
        queuedAt,
        now,
        attempts,
        why,
        reference,
        next,
        giveUp,
        held,
        false,
        revision + 1);
  }

  /**
   * The name of the instance for screens: the one that sends, else the one the conversation came
   * by.
   */
  String instance() {
    return channel.isEmpty() ? source : channel;
  }

  /** The connector's idempotency key: the same message always has the same. */
  String key() {
    return ticket + "/" + entry;
  }

  String aggregate() {
    return "sending-" + id;
  }
}
