package org.madoguchi.channels.spi;

/**
 * The peer refused for good (unknown recipient, message too large). The reason is shown to people;
 * no secrets.
 */
public final class ChannelRejected extends Exception {
  private static final long serialVersionUID = 1L;

  public ChannelRejected(String reason) {
    super(reason);
  }

  public ChannelRejected(String reason, Throwable cause) {
    super(reason, cause);
  }
}
