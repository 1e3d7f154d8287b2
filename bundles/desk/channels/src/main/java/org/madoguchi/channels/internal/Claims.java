package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.madoguchi.kernel.store.ThisProcess;

/** Makes leases of which no two are alike, and which tell the process that holds them. */
final class Claims {
  private final String worker;
  private final AtomicLong made = new AtomicLong();

  Claims(ThisProcess process) {
    // a worker begins anew when its bundle is replaced, in the same process
    String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    worker = prefix(process.name()) + run + "-";
  }

  Lease until(Instant end) {
    return new Lease(worker + made.incrementAndGet(), end);
  }

  /** What the holder of every lease of that process begins with. */
  static String prefix(String process) {
    return process + "/";
  }
}
