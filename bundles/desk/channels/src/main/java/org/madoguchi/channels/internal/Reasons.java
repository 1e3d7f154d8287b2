package org.madoguchi.channels.internal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Why something waits or failed. A connector's reasons are stored as they are; our own as {@code
 * #code} or {@code #code|argument}, and told in the reader's language.
 */
public final class Reasons {
  static final String READ_TIMEOUT = "#read-timeout";
  static final String READ_FAILED = "#read-failed";
  static final String READ_UNFINISHED = "#read-unfinished";
  static final String NO_SENDER = "#no-sender";
  static final String TOO_LARGE = "#too-large";
  static final String CONTENT_DAMAGED = "#content-damaged";
  static final String BUSY = "#busy";
  static final String MUNICIPALITY_UNKNOWN = "#municipality-unknown";
  static final String TICKETS_REFUSED = "#tickets-refused";
  static final String TICKETS_AWAY = "#tickets-away";
  static final String STORAGE_AWAY = "#storage-away";
  static final String SEND_TIMEOUT = "#send-timeout";
  static final String SEND_FAILED = "#send-failed";
  static final String SEND_ABANDONED = "#send-abandoned";
  static final String GAVE_UP = "#gave-up";
  static final String ENTRY_MISSING = "#entry-missing";
  static final String FILE_WAITS = "#file-waits";
  static final String FILE_INFECTED = "#file-infected";
  static final String FILE_UNSCANNABLE = "#file-unscannable";
  static final String RETURNED = "#returned";
  static final String RETURNED_FOR_NOW = "#returned-for-now";
  static final String DELAYED = "#delayed";
  static final String NOT_INSTALLED = "#not-installed";
  static final String SLOW = "#slow";
  static final String OFFLINE = "#offline";
  static final String STATUS_FAILED = "#status-failed";

  private static final int LONGEST = 900;
  private static final String CATALOGUE = "org.madoguchi.channels.internal.reasons";
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private Reasons() {}

  /** A connector's reason, fit to be stored: never empty, one line, not taken for one of ours. */
  static String told(String reason, String otherwise) {
    if (reason == null || reason.isBlank()) {
      return otherwise;
    }
    String line = Texts.line(reason, LONGEST);
    return line.startsWith("#") ? " " + line : line;
  }

  static String with(String code, String argument) {
    return code + "|" + argument;
  }

  /** The reason in words. */
  public static String text(String stored, Locale locale) {
    if (!stored.startsWith("#")) {
      return stored.strip();
    }
    int bar = stored.indexOf('|');
    String code = stored.substring(1, bar < 0 ? stored.length() : bar);
    String argument = bar < 0 ? "" : text(stored.substring(bar + 1), locale);
    try {
      ResourceBundle texts =
          ResourceBundle.getBundle(CATALOGUE, locale, Reasons.class.getClassLoader(), EXACT);
      return new MessageFormat(texts.getString(code), locale).format(new Object[] {argument});
    } catch (MissingResourceException e) {
      return code;
    }
  }
}
