package org.madoguchi.channels.internal;

/** Makes what strangers wrote fit to be stored. */
final class Texts {
  private Texts() {}

  /** One line without control characters, at most {@code max} UTF-16 units. */
  static String line(String text, int max) {
    if (text == null) {
      return "";
    }
    StringBuilder line = new StringBuilder(Math.min(text.length(), max));
    for (int i = 0; i < text.length() && line.length() < max; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    return whole(line).strip();
  }

  /**
   * Lines of text; of the control characters only line breaks and tabs stay (PostgreSQL refuses
   * NUL).
   */
  static String body(String text, int max) {
    if (text == null) {
      return "";
    }
    StringBuilder body = new StringBuilder(Math.min(text.length(), max));
    for (int i = 0; i < text.length() && body.length() < max; i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c != 0x7f || c == '\n' || c == '\r' || c == '\t') {
        body.append(c);
      }
    }
    return whole(body);
  }

  /** A name without a path, as an attachment may have. */
  static String fileName(String name) {
    String line = line(name, 1_000);
    String last = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
    String safe = last.length() <= 255 ? last : shortened(last);
    return safe.isBlank() || safe.equals(".") || safe.equals("..") ? "attachment" : safe;
  }

  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= 20 ? name.substring(dot) : "";
    return whole(new StringBuilder(name.substring(0, 255 - extension.length()))) + extension;
  }

  /** Never half of a surrogate pair at the end. */
  private static String whole(StringBuilder text) {
    int last = text.length() - 1;
    if (last >= 0 && Character.isHighSurrogate(text.charAt(last))) {
      text.setLength(last);
    }
    return text.toString();
  }
}
