package org.madoguchi.kernel.scan;

/** The scanner cannot be asked now; the same content is asked about again later. */
public final class ScannerUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for the log: what failed, without secrets
   */
  public ScannerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
