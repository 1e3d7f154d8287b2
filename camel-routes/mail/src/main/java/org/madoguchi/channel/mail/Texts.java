package org.madoguchi.channel.mail;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What people read of this instance: reasons on the status page, notes in messages. In the
 * instance's language.
 */
public record Texts(Locale language) {
  public String text(String key, Object... arguments) {
    ResourceBundle catalogue =
        ResourceBundle.getBundle(
            "org.madoguchi.channel.mail.texts",
            language,
            Texts.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(catalogue.getString(key), language).format(arguments);
  }
}
