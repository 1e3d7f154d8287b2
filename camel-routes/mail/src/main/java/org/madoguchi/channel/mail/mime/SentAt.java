package org.madoguchi.channel.mail.mime;

import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when a mail claims to have been sent. The claim may be of 1970 or of the future. */
final class SentAt {
  private static final int LONGEST = 200;
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
  // Jakarta Mail knows America's names of zones only
  private static final Map<String, String> ZONES =
      Map.of("JST", "+0900", "KST", "+0900", "HKT", "+0800", "UTC", "+0000", "Z", "+0000");
  private static final Pattern ZONE =
      Pattern.compile("(?<=\\d)\\s+\"?\\(?(JST|KST|HKT|UTC|Z)\\)?\"?\\s*$");

  private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
  private static final Pattern AROUND_COLONS = Pattern.compile("\\s*:\\s*");

  private SentAt() {}

  /**
   * @return {@code receivedAt} when there is no date that can be read
   */
  static Instant of(String date, Instant receivedAt) {
    if (date.isEmpty() || date.length() > LONGEST) {
      return receivedAt;
    }
    try {
      Instant claimed = new MailDateFormat().parse(withOffset(date)).toInstant();
      return claimed.isAfter(LATEST) || claimed.isBefore(EARLIEST) ? receivedAt : claimed;
    } catch (ParseException | RuntimeException e) {
      return receivedAt;
    }
  }

  private static String withOffset(String date) {
    Matcher zone = ZONE.matcher(date);
    String known =
        zone.find() ? date.substring(0, zone.start()) + " " + ZONES.get(zone.group(1)) : date;
    String bare = known.indexOf('(') < 0 ? known : COMMENT.matcher(known).replaceAll(" ");
    return AROUND_COLONS.matcher(bare).replaceAll(":");
  }
}
