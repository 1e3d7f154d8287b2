package org.madoguchi.channels;

/**
 * Events of the stream {@value #STREAM}. The aggregate is {@code delivery-<id>} for the inbox and
 * {@code sending-<id>} for the outbox. Payloads are JSON objects with the members named here; they
 * hold references only.
 */
public final class ChannelEvents {
  public static final String STREAM = "channels";

  /** A delivery is safe in the inbox: {@code channel}. */
  public static final String ACCEPTED = "DeliveryAccepted";

  /** It was read and every message in it is with a ticket: {@code channel, tickets}. */
  public static final String READ = "DeliveryRead";

  /** It cannot be read as it is: {@code channel}. */
  public static final String QUARANTINED = "DeliveryQuarantined";

  /** It is to be read again, by hand: {@code channel}. */
  public static final String RETRIED = "DeliveryRetried";

  /** A person decided that it is not for a ticket: {@code channel}. */
  public static final String DISCARDED = "DeliveryDiscarded";

  /** A message to a citizen waits to be sent: {@code ticket, entry, channel}. */
  public static final String SENDING_QUEUED = "SendingQueued";

  /** It was not sent and will be tried again: {@code ticket, entry, channel, at}. */
  public static final String SENDING_POSTPONED = "SendingPostponed";

  /** Its author took it back before it was sent: {@code ticket, entry, channel}. */
  public static final String SENDING_TAKEN_BACK = "SendingTakenBack";

  /** It was handed over: {@code ticket, entry, channel}. */
  public static final String SENT = "DeliverySent";

  /** It was refused for good or given up: {@code ticket, entry, channel}. */
  public static final String FAILED = "DeliveryFailed";

  /** 送達不明: {@code ticket, entry, channel}. */
  public static final String IN_DOUBT = "DeliveryInDoubt";

  /**
   * A person decided what became of a message in doubt: {@code ticket, entry, channel, delivered}.
   */
  public static final String SETTLED = "DeliverySettled";

  private ChannelEvents() {}
}
