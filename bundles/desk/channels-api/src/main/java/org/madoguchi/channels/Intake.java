package org.madoguchi.channels;

import java.io.IOException;

/** The front door. Always there, whether connectors are or not. */
public interface Intake {
  /** The largest delivery taken, in bytes: 50 MiB. */
  long MAX_BYTES = 50L * 1024 * 1024;

  /** What became of a delivery. */
  enum Outcome {
    /** Committed now; the peer may be acknowledged. */
    ACCEPTED,
    /**
     * The same {@code (channel, sourceKey)} was committed before; the peer may be acknowledged
     * again.
     */
    REPEATED
  }

  /**
   * Commits the delivery to the inbox. Only after this returns may the peer be acknowledged (IMAP
   * move, HTTP 200).
   *
   * @throws org.madoguchi.kernel.store.BlobStore.TooLarge larger than {@link #MAX_BYTES}
   * @throws IOException the content could not be read or stored: deliver again
   * @throws RuntimeException the database refused: deliver again
   */
  Outcome accept(RawDelivery delivery) throws IOException;
}
