package org.madoguchi.tickets.internal.imports;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as people and systems write it: 2023-04-01 09:05, 2023/4/1, 20230401, 2023年4月1日 午後3時5分,
 * 令和5年4月1日, R5.4.1, the form of RFC 3339 and that of mails (RFC 5322). Without a zone it is the
 * municipality's.
 *
 * @param dayOnly whether no time of the day was written
 */
record When(Instant at, boolean dayOnly) {
  /**
   * An era: the year before its first and how many it had. Forms that were printed before go on, so
   * 平成31年5月1日 is a day, too.
   */
  private record Era(int before, int years) {}

  private static final Era REIWA = new Era(2018, 99);
  private static final Era HEISEI = new Era(1988, 31);
  private static final Era SHOWA = new Era(1925, 64);
  private static final Map<String, Era> ERAS =
      Map.of("令和", REIWA, "r", REIWA, "平成", HEISEI, "h", HEISEI, "昭和", SHOWA, "s", SHOWA);

  private static final Pattern ZONED =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[t ].*([z]|[+-][0-9]{2}:?[0-9]{2})");
  private static final Pattern DAY =
      Pattern.compile(
          "(?:([0-9]{4})|(令和|平成|昭和|r|h|s)\\.?\\s*([0-9]{1,2}|元))"
              + "\\s*[-/.年]\\s*([0-9]{1,2})\\s*[-/.月]\\s*([0-9]{1,2})\\s*日?");
  private static final Pattern DIGITS = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");
  private static final Pattern WEEKDAY = Pattern.compile("^\\s*\\([^)]{1,3}\\)");
  private static final Pattern TIME =
      Pattern.compile(
          "[t\\s]*(午前|午後|am|pm)?\\s*([0-9]{1,2})\\s*[:時]\\s*(?:([0-9]{1,2})\\s*分?)?"
              + "(?:\\s*[:]?\\s*([0-9]{1,2})\\s*秒?)?(?:\\.[0-9]+)?\\s*(am|pm)?");

  /** Empty when it is no time. */
  static Optional<When> read(String written, ZoneId zone) {
    String text =
        Normalizer.normalize(written, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    if (text.length() > 60) {
      return Optional.empty();
    }
    try {
      return ZONED.matcher(text).matches() ? zoned(text) : local(text, zone);
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** As a mail writes it. */
  static Optional<Instant> mail(String written) {
    String plain = written.replaceAll("\\([^)]*\\)", " ").replaceAll("\\s+", " ").strip();
    try {
      return Optional.of(
          ZonedDateTime.parse(plain, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<When> zoned(String text) {
    String form = text.toUpperCase(Locale.ROOT).replaceFirst(" ", "T").replace(" ", "");
    String colon = form.replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2");
    return Optional.of(new When(OffsetDateTime.parse(colon).toInstant(), false));
  }

  private static Optional<When> local(String text, ZoneId zone) {
    Matcher day = DAY.matcher(text);
    Matcher digits = DIGITS.matcher(text);
    LocalDate date;
    String rest;
    if (day.lookingAt()) {
      date = date(day);
      rest = text.substring(day.end());
    } else if (digits.lookingAt()) {
      date =
          LocalDate.of(number(digits.group(1)), number(digits.group(2)), number(digits.group(3)));
      rest = text.substring(digits.end());
    } else {
      return Optional.empty();
    }
    rest = WEEKDAY.matcher(rest).replaceFirst("");
    if (rest.isBlank()) {
      return Optional.of(new When(date.atStartOfDay(zone).toInstant(), true));
    }
    return time(rest)
        .map(time -> new When(LocalDateTime.of(date, time).atZone(zone).toInstant(), false));
  }

  private static LocalDate date(Matcher day) {
    int month = number(day.group(4));
    int dayOfMonth = number(day.group(5));
    if (day.group(1) != null) {
      return LocalDate.of(number(day.group(1)), month, dayOfMonth);
    }
    int year = day.group(3).equals("元") ? 1 : number(day.group(3));
    Era era = ERAS.get(day.group(2));
    if (year < 1 || year > era.years()) {
      throw new DateTimeException("the era has no such year");
    }
    return LocalDate.of(era.before() + year, month, dayOfMonth);
  }

  private static Optional<LocalTime> time(String rest) {
    Matcher time = TIME.matcher(rest);
    if (!time.matches()) {
      return Optional.empty();
    }
    int hour = number(time.group(2));
    String half = time.group(1) != null ? time.group(1) : time.group(5);
    if (half != null && (half.equals("午後") || half.equals("pm")) && hour < 12) {
      hour += 12;
    } else if (half != null && (half.equals("午前") || half.equals("am")) && hour == 12) {
      hour = 0;
    }
    return Optional.of(LocalTime.of(hour, number(time.group(3)), number(time.group(4))));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
