package org.madoguchi.web.internal.health;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.madoguchi.kernel.health.Finding;

/** The catalogue {@code health}: what is wrong and what to do, in plain words. */
final class HealthTexts {
  private static final Control NO_SERVER_LANGUAGE =
      Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

  private HealthTexts() {}

  static Finding blocking(String code, Locale locale, Object... arguments) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            HealthTexts.class.getPackageName() + ".health",
            locale,
            HealthTexts.class.getClassLoader(),
            NO_SERVER_LANGUAGE);
    String text = new MessageFormat(texts.getString(code), locale).format(arguments);
    return new Finding(code, true, text);
  }
}
