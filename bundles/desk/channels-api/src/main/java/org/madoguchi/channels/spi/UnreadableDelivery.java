package org.madoguchi.channels.spi;

/**
 * A delivery that cannot be read as it is. The reason is shown to administrators; no personal data.
 */
public final class UnreadableDelivery extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableDelivery(String reason) {
    super(reason);
  }

  public UnreadableDelivery(String reason, Throwable cause) {
    super(reason, cause);
  }
}
