package org.madoguchi.tickets.internal.domain;

/**
 * Makes text from outside storable. It stays data: only what no database can hold is replaced, and
 * what is too long is cut between characters.
 */
public final class InboundText {
  private InboundText() {}

  /** One line: line breaks and control characters become blanks. */
  public static String line(String text, int max) {
    StringBuilder line = new StringBuilder();
    storable(text).codePoints().forEach(c -> line.appendCodePoint(isControl(c) ? ' ' : c));
    return cut(line.toString().strip(), max);
  }

  /** A body; {@code note} tells the reader when it was cut. */
  public static String body(String text, int max, String note) {
    String body = storable(text);
    return body.length() <= max ? body : cut(body, max - note.length()) + note;
  }

  /** At most {@code max} UTF-16 units, never half a character. */
  public static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }

  private static String storable(String text) {
    if (text == null) {
      return "";
    }
    boolean clean = text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
    if (clean) {
      return text;
    }
    StringBuilder storable = new StringBuilder(text.length());
    // PostgreSQL refuses NUL, and half a surrogate pair is no character
    text.codePoints()
        .forEach(c -> storable.appendCodePoint(c == 0 || c >= 0xD800 && c < 0xE000 ? 0xFFFD : c));
    return storable.toString();
  }

  private static boolean isControl(int c) {
    return c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029;
  }
}
