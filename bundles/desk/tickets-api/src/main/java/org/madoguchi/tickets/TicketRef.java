package org.madoguchi.tickets;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.kernel.MunicipalityId;

/**
 * A ticket: municipality and number (案件番号). The number counts within municipality and fiscal year
 * (April–March): unique, increasing, with gaps. Written {@code mihon-2026-004512}; citizens and
 * mails see {@code 2026-004512}.
 *
 * @param fiscalYear the year its April lies in
 * @param serial from 1; written with at least six digits
 */
public record TicketRef(MunicipalityId municipality, int fiscalYear, long serial) {
  private static final Pattern WRITTEN = Pattern.compile("(.{1,32})-([0-9]{4})-([0-9]{6,12})");

  /** {@code 2026-004512} */
  public String number() {
    return padded(fiscalYear, 4) + "-" + padded(serial, 6);
  }

  private static String padded(long number, int digits) {
    String written = Long.toString(number);
    return "0".repeat(Math.max(0, digits - written.length())) + written;
  }

  /** {@code mihon-2026-004512} */
  @Override
  public String toString() {
    return municipality + "-" + number();
  }

  /** Reads {@link #toString()}; empty for anything else. */
  public static Optional<TicketRef> parse(String text) {
    Matcher m = text == null ? null : WRITTEN.matcher(text);
    if (m == null || !m.matches() || !MunicipalityId.isSlug(m.group(1))) {
      return Optional.empty();
    }
    return Optional.of(
        new TicketRef(
            new MunicipalityId(m.group(1)),
            Integer.parseInt(m.group(2)),
            Long.parseLong(m.group(3))));
  }
}
