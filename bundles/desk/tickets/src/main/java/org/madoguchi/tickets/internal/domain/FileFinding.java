package org.madoguchi.tickets.internal.domain;

/**
 * What was found out about a file.
 *
 * @param mediaType told from the content; '' when nobody looked
 * @param kind of the content, as written in the rules, for example {@code program}; '' likewise
 * @param preview {@code image}, {@code pdf}, {@code message}; '' when it is only saved
 * @param held why it was not let through to everybody
 * @param threat the scanner's name for what it found; '' otherwise
 */
public record FileFinding(
    String mediaType, String kind, String preview, Hold held, Scan scan, String threat) {
  /** Of a file from outside that is beyond what the municipality takes. */
  public enum Hold {
    NONE,
    SIZE,
    NUMBER,
    TOTAL,
    KIND
  }

  /** How far the search for malicious software is. */
  public enum Scan {
    WAITING,
    CLEAN,
    INFECTED,
    /** Too large for the scanner, or it fails again and again. */
    UNSCANNABLE
  }

  public static final FileFinding NONE = new FileFinding("", "", "", Hold.NONE, Scan.WAITING, "");

  public FileFinding heldFor(Hold reason) {
    return new FileFinding(mediaType, kind, preview, reason, scan, threat);
  }

  public FileFinding scanned(Scan result, String threatName) {
    return new FileFinding(mediaType, kind, preview, held, result, threatName);
  }
}
