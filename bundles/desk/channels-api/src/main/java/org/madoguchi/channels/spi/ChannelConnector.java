package org.madoguchi.channels.spi;

import java.time.Duration;
import java.util.List;
import org.madoguchi.channels.RawDelivery;

/**
 * One configured instance of a channel. Register as an OSGi service with the property {@link
 * #CHANNEL}. The channels room calls it from worker threads, several at once; a call that takes
 * longer than {@link #timeLimit()} is interrupted and the instance shown as slow. A connector keeps
 * no state that matters: the inbox and the outbox do.
 */
public interface ChannelConnector {
  /** Service property: the instance's name, equal to {@link ChannelDescriptor#name()}. */
  String CHANNEL = "madoguchi.channel";

  ChannelDescriptor descriptor();

  /** How it is right now; cheap, never blocks. */
  ChannelStatus status();

  /**
   * How long {@link #read} or {@link #send} may take before it is interrupted; positive. Two
   * minutes.
   */
  default Duration timeLimit() {
    return Duration.ofMinutes(2);
  }

  /**
   * Reads a delivery this instance handed to the intake: none, one or many messages. Pure: no side
   * effect, the same answer every time, so it may be repeated after a crash.
   *
   * @throws UnreadableDelivery malformed, unverifiable: quarantined with the reason, to be read
   *     again by a fixed version
   * @throws ChannelUnavailable something it needs is away: read again later
   */
  List<InboundMessage> read(RawDelivery delivery) throws UnreadableDelivery, ChannelUnavailable;

  /**
   * Sends one message. May be called again with the same {@link OutboundMessage#key()} when the
   * outcome of the first call is unknown; a channel that can must not deliver twice.
   *
   * @return under which reference the message is known to the receiver
   * @throws ChannelUnavailable not sent; try again with back-off
   * @throws ChannelRejected refused for good; do not try again
   * @throws DeliveryInDoubt the peer may or may not have taken it; a person decides
   */
  SendReceipt send(OutboundMessage message)
      throws ChannelUnavailable, ChannelRejected, DeliveryInDoubt;
}
