package org.madoguchi.channels.spi;

/** The connection broke after the content was handed over and before the answer came. */
public final class DeliveryInDoubt extends Exception {
  private static final long serialVersionUID = 1L;

  public DeliveryInDoubt(String reason) {
    super(reason);
  }

  public DeliveryInDoubt(String reason, Throwable cause) {
    super(reason, cause);
  }
}
