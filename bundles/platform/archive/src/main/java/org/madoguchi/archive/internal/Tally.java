package org.madoguchi.archive.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * How many rows, and a checksum over them that does not depend on their order: two databases need
 * not agree on one.
 */
public record Tally(long rows, String checksum) {
  /** Adds the SHA-256 of every row, in four lanes of 64 bits. */
  static final class Counter {
    private static final int LANES = 4;

    private final MessageDigest digest = Digests.sha256();
    private final long[] lanes = new long[LANES];
    private long rows;

    void add(byte[] line) {
      ByteBuffer hash = ByteBuffer.wrap(digest.digest(line));
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] += hash.getLong();
      }
      rows++;
    }

    Tally tally() {
      ByteBuffer sum = ByteBuffer.allocate(LANES * Long.BYTES);
      for (long lane : lanes) {
        sum.putLong(lane);
      }
      return new Tally(rows, HexFormat.of().formatHex(sum.array()));
    }
  }
}
