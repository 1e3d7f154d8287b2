package org.madoguchi.channels.spi;

/**
 * The peer is away or busy; the same call may work later. The reason is shown to people; no
 * secrets.
 */
public final class ChannelUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  public ChannelUnavailable(String reason) {
    super(reason);
  }

  public ChannelUnavailable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
