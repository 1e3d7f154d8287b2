package org.madoguchi.tickets.internal;

import java.util.Locale;
import java.util.ResourceBundle;

/** What the product itself writes into tickets. */
enum Wording {
  TEXT_CUT,
  ATTACHMENTS_LEFT_OUT,
  CLOSED_AUTOMATIC_REPLY,
  CLOSED_BOUNCE;

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  String in(Locale language) {
    return ResourceBundle.getBundle(
            Wording.class.getPackageName() + ".wording",
            language,
            Wording.class.getClassLoader(),
            NO_FALLBACK)
        .getString(name());
  }
}
