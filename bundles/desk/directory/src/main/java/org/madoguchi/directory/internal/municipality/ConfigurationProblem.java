package org.madoguchi.directory.internal.municipality;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Why a municipality's file could not be taken.
 *
 * @param key the setting to correct
 * @param code names the text in the catalogue {@code municipality.properties}
 * @param value as it stands in the file, '' when missing
 */
public record ConfigurationProblem(String key, String code, String value) {
  private static final String CATALOGUE = "org.madoguchi.directory.internal.municipality";

  /** One sentence that names the key and says what to write. */
  public String text(Locale locale) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            CATALOGUE,
            locale,
            ConfigurationProblem.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(texts.getString(code), locale).format(new Object[] {key, value});
  }
}
