package org.madoguchi.channels.spi;

import java.time.Instant;

/**
 * How an instance is.
 *
 * @param reason for people: what is wrong and, for MISCONFIGURED, which key; never a secret; ''
 *     when ONLINE
 */
public record ChannelStatus(State state, String reason, Instant since) {
  /** States of an instance. NOT_INSTALLED is told by the channels room, never by a connector. */
  public enum State {
    STARTING,
    ONLINE,
    OFFLINE,
    MISCONFIGURED,
    NOT_INSTALLED
  }
}
