package org.madoguchi.persistence.internal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The catalogue {@code health}: what is wrong and what to do, in plain words. */
final class HealthTexts {
  private static final Control NO_SERVER_LANGUAGE =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private HealthTexts() {}

  static String text(String code, Locale locale, Object... arguments) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            HealthTexts.class.getPackageName() + ".health",
            locale,
            HealthTexts.class.getClassLoader(),
            NO_SERVER_LANGUAGE);
    return new MessageFormat(texts.getString(code), locale).format(arguments);
  }
}
