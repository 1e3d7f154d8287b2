package org.madoguchi.benchmarks;

import java.io.Closeable;
import java.io.IOException;

/** Leaves no server behind when the run is broken off. */
final class Shutdown {
  private Shutdown() {}

  /** May then be closed twice. */
  static void close(Closeable server) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> quietly(server), "shutdown"));
  }

  private static void quietly(Closeable server) {
    try {
      server.close();
    } catch (IOException e) {
      System.err.println("not closed: " + e.getMessage());
    }
  }
}
