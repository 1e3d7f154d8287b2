package org.madoguchi.channel.mail.mime;

import java.util.regex.Pattern;

/** Takes out what no screen and no database column can hold. */
final class CleanText {
  private static final Pattern CONTROLS =
      Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ufeff]");
  private static final Pattern LINE_ENDS = Pattern.compile("\\r\\n?");
  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\x00-\\x1f\\x7f]+");

  private CleanText() {}

  /** A text of several lines: line ends become \n, control characters and half surrogates go. */
  static String block(String text) {
    String lines = LINE_ENDS.matcher(text).replaceAll("\n");
    return withoutLoneSurrogates(CONTROLS.matcher(lines).replaceAll(""));
  }

  /** A text of one line. */
  static String line(String text) {
    return withoutLoneSurrogates(WHITE_SPACE.matcher(block(text)).replaceAll(" ")).strip();
  }

  private static String withoutLoneSurrogates(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
