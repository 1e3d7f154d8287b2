package org.madoguchi.tickets.internal.domain;

import java.text.Normalizer;
import java.util.Locale;
import org.madoguchi.tickets.ContactPoint;

/** How two spellings of one contact point are recognised as the same. */
public final class ContactMatch {
  private ContactMatch() {}

  /** Full width becomes half width; mail loses its case, numbers everything but digits. */
  public static String of(ContactPoint point) {
    String value = Normalizer.normalize(point.value(), Normalizer.Form.NFKC).strip();
    return switch (point.kind()) {
      case MAIL -> value.toLowerCase(Locale.ROOT);
      case PHONE, FAX -> digits(value);
      case LINE, OTHER -> value;
    };
  }

  /**
   * Whether a message from such a point is taken for the citizen's without anybody asking. It then
   * belongs to one citizen; a telephone is shared by a family, and whoever answers it asks.
   */
  public static boolean tellsWhoWrites(ContactPoint.Kind kind) {
    return kind != ContactPoint.Kind.PHONE;
  }

  private static String digits(String number) {
    String digits = number.replaceAll("[^0-9+]", "");
    // Japan's country code: +81-90-… and 090-… ring the same phone
    return digits.startsWith("+81") ? "0" + digits.substring(3) : digits;
  }
}
