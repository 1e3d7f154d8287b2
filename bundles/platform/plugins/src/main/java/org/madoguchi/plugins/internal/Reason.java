package org.madoguchi.plugins.internal;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * Why a plug-in is not as it should be.
 *
 * @param code names a text of the catalogue; '' = there is no reason
 * @param arguments of that text
 */
record Reason(String code, List<String> arguments) {
  static final Reason NONE = new Reason("", List.of());

  private static final int LONGEST = 300;

  static Reason of(String code, String... arguments) {
    return new Reason(code, List.of(arguments));
  }

  /** In the reader's language; '' when there is none. */
  String text(Locale locale) {
    if (code.isEmpty()) {
      return "";
    }
    ResourceBundle texts =
        ResourceBundle.getBundle(
            Reason.class.getPackageName() + ".reasons",
            locale,
            Reason.class.getClassLoader(),
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    return new MessageFormat(texts.getString(code), locale).format(arguments.toArray());
  }

  /** What a fault says of itself, on one line. */
  static String said(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : ": " + root.getMessage();
    return line(root.getClass().getSimpleName() + message);
  }

  static String line(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.substring(0, Math.min(line.length(), LONGEST));
  }
}
