package org.madoguchi.kernel.scan;

import java.io.IOException;
import java.io.InputStream;

/**
 * Tells whether content is malicious. Registered as an OSGi service while it is installed and
 * configured; whether it can be reached is told by {@link #probe()}. Called from several threads at
 * once, never inside a transaction.
 */
public interface VirusScanner {
  /** What was found. */
  sealed interface Verdict {}

  /** Nothing was found. */
  record Clean() implements Verdict {}

  /**
   * @param threat the scanner's name for it, one line
   */
  record Infected(String threat) implements Verdict {}

  /**
   * The scanner works but cannot judge this content, and will not be able to: too large for it, for
   * example.
   *
   * @param reason for the log
   */
  record Unscannable(String reason) implements Verdict {}

  /**
   * Judges everything {@code content} yields; the caller closes it. Blocks, for a time the
   * implementation bounds; uses memory that does not grow with the content.
   *
   * @throws ScannerUnavailable not reached, broken off or too slow: ask again later
   * @throws IOException {@code content} could not be read; the scanner is as well as before
   */
  Verdict scan(InputStream content) throws ScannerUnavailable, IOException;

  /**
   * Returns when the scanner answers; within two seconds, or it throws.
   *
   * @throws ScannerUnavailable when it does not answer
   */
  void probe() throws ScannerUnavailable;
}
