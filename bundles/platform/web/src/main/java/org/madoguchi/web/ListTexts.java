package org.madoguchi.web;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What a file of a list says besides its rows. */
final class ListTexts {
  private ListTexts() {}

  static String replaced(Locale locale, long characters) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "org.madoguchi.web.lists",
            locale,
            ListTexts.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(texts.getString("replaced"), locale).format(new Object[] {characters});
  }
}
