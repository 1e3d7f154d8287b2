package org.madoguchi.channels;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * Commits several deliveries, in one transaction where the intake can: much cheaper than one by
   * one. Only after this returns may the peer be acknowledged. When it throws, any of them may be
   * committed or not: deliver again in smaller parts, down to one by one, which tells which one is
   * to blame; what was committed is {@link Outcome#REPEATED} then.
   *
   * @param deliveries in the order they came; a few megabytes together
   * @return what became of each, in the same order
   * @throws IOException as in {@link #accept}
   * @throws RuntimeException as in {@link #accept}
   */
  default List<Outcome> acceptAll(List<RawDelivery> deliveries) throws IOException {
    List<Outcome> outcomes = new ArrayList<>(deliveries.size());
    for (RawDelivery delivery : deliveries) {
      outcomes.add(accept(delivery));
    }
    return outcomes;
  }
}
