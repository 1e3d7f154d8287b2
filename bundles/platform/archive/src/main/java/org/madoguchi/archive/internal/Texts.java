package org.madoguchi.archive.internal;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the person at the terminal reads, in the language of the terminal. */
public final class Texts {
  private static final String CATALOGUE = "org.madoguchi.archive.internal.texts";
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private Texts() {}

  /**
   * @param values go into the text as they are: numbers and paths are not prettified
   */
  public static String of(String code, Object... values) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            CATALOGUE, Locale.getDefault(), Texts.class.getClassLoader(), EXACT);
    return new MessageFormat(texts.getString(code), Locale.ROOT)
        .format(Arrays.stream(values).map(String::valueOf).toArray());
  }
}
