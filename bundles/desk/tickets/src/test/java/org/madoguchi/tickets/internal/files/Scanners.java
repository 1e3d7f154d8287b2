package org.madoguchi.tickets.internal.files;

import org.madoguchi.kernel.scan.VirusScanner;

/** Does what the container does when a scanner's plug-in comes. */
public final class Scanners {
  private Scanners() {}

  public static void install(ScannerWatch watch, VirusScanner scanner) {
    watch.scanner = scanner;
  }

  public static void install(TakenFiles files, VirusScanner scanner) {
    files.scanner = scanner;
  }
}
