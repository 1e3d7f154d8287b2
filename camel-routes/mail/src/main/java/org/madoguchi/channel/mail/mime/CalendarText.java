package org.madoguchi.channel.mail.mime;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.channel.mail.mime.Invitation.When;

/** Reads the first event of a calendar (RFC 5545), as far as it goes. */
final class CalendarText {
  private static final int MAX_BYTES = 256 * 1024;
  private static final int MOST_LINES = 5_000;
  private static final int LONGEST_LINE = 4_000;
  private static final int LONGEST_VALUE = 200;
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final Pattern MOMENT = Pattern.compile("(\\d{8})(?:T(\\d{6})(Z?))?");
  private static final Pattern LENGTH =
      Pattern.compile("P(?:(\\d{1,3})W)?(?:(\\d{1,4})D)?(?:T(?:(\\d{1,4})H)?(?:(\\d{1,5})M)?.*)?");
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

  /**
   * @param parameters behind the name, in upper case
   */
  private record Line(Map<String, String> parameters, String value) {
    static final Line NONE = new Line(Map.of(), "");

    String text() {
      Matcher escape = Pattern.compile("\\\\([nN,;\\\\])").matcher(value);
      String plain =
          escape.replaceAll(m -> m.group(1).equalsIgnoreCase("n") ? " " : "\\" + m.group(1));
      String clean = CleanText.line(plain);
      return clean.codePointCount(0, clean.length()) <= LONGEST_VALUE
          ? clean
          : clean.substring(0, clean.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
    }
  }

  private final Map<String, Line> event = new HashMap<>();
  private boolean cancelled;
  private int depth; // of what lies inside the event: alarms
  private boolean inEvent;
  private boolean over;

  private CalendarText() {}

  /**
   * @return empty when there is no event in it
   */
  static Optional<Invitation> read(MimeNode.Leaf leaf) {
    String text =
        JapaneseText.decode(leaf.content().first(MAX_BYTES), leaf.type().parameter("charset"));
    CalendarText calendar = new CalendarText();
    CleanText.block(text)
        .replaceAll("\n[ \t]", "")
        .lines()
        .limit(MOST_LINES)
        .filter(line -> line.length() <= LONGEST_LINE)
        .forEach(calendar::line);
    return calendar.over ? Optional.of(calendar.invitation()) : Optional.empty();
  }

  private void line(String line) {
    if (over) {
      return;
    }
    int end = 0;
    while (end < line.length() && ":;".indexOf(line.charAt(end)) < 0) {
      end++;
    }
    String name = line.substring(0, end).toUpperCase(Locale.ROOT);
    Line parsed = parsed(line.substring(end));
    String value = parsed.value().strip().toUpperCase(Locale.ROOT);
    if (!inEvent) {
      inEvent = name.equals("BEGIN") && value.equals("VEVENT");
      cancelled |= name.equals("METHOD") && value.equals("CANCEL");
    } else if (name.equals("END") && depth == 0) {
      over = true;
    } else if (name.equals("BEGIN") || name.equals("END")) {
      depth += name.equals("BEGIN") ? 1 : -1;
    } else if (depth == 0) {
      event.putIfAbsent(name, parsed);
    }
  }

  /**
   * @param rest {@code ;NAME=value;NAME="va:lue":the value}
   */
  private static Line parsed(String rest) {
    Map<String, String> parameters = new HashMap<>();
    int at = 0;
    while (at < rest.length() && rest.charAt(at) == ';') {
      int equals = rest.indexOf('=', at);
      if (equals < 0) {
        return Line.NONE;
      }
      int end = equals + 1;
      boolean quoted = false;
      while (end < rest.length() && (quoted || ":;".indexOf(rest.charAt(end)) < 0)) {
        quoted ^= rest.charAt(end) == '"';
        end++;
      }
      String name = rest.substring(at + 1, equals).toUpperCase(Locale.ROOT);
      parameters.put(name, rest.substring(equals + 1, end).replace("\"", ""));
      at = end;
    }
    return new Line(parameters, rest.substring(Math.min(rest.length(), at + 1)));
  }

  private Line get(String name) {
    return event.getOrDefault(name, Line.NONE);
  }

  private Invitation invitation() {
    Optional<When> start = when(get("DTSTART"));
    Optional<When> end = when(get("DTEND")).or(() -> start.flatMap(this::afterLength));
    return new Invitation(
        cancelled || get("STATUS").value().strip().equalsIgnoreCase("CANCELLED"),
        get("SUMMARY").text(),
        start,
        end.map(CalendarText::lastDay),
        get("LOCATION").text(),
        organizer(get("ORGANIZER")),
        event.containsKey("RRULE") || event.containsKey("RDATE"));
  }

  /** A whole day's end is the day after. */
  private static When lastDay(When end) {
    return end.wholeDay() ? new When(end.at().minusDays(1), true, end.zone()) : end;
  }

  private static String organizer(Line line) {
    String address = line.value().strip().replaceFirst("(?i)^mailto:", "");
    String name = line.parameters().getOrDefault("CN", "");
    boolean both = !name.isBlank() && !address.isBlank() && !name.equals(address);
    String together = both ? name + " <" + address + ">" : name.isBlank() ? address : name;
    return new Line(Map.of(), together).text();
  }

  private static Optional<When> when(Line line) {
    Matcher moment = MOMENT.matcher(line.value().strip());
    if (!moment.matches()) {
      return Optional.empty();
    }
    try {
      boolean wholeDay = moment.group(2) == null;
      String time = wholeDay ? "000000" : moment.group(2);
      LocalDateTime at = LocalDateTime.parse(moment.group(1) + time, DATE_TIME);
      if (wholeDay) {
        return Optional.of(new When(at, true, ""));
      }
      boolean utc = moment.group(3).equals("Z");
      return Optional.of(inJapan(at, utc ? "UTC" : line.parameters().getOrDefault("TZID", "")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Without a zone it is meant wherever the reader is. */
  private static When inJapan(LocalDateTime at, String zone) {
    if (zone.isEmpty() || zone.equals("Tokyo Standard Time")) {
      return new When(at, false, "");
    }
    try {
      ZoneId known = zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone);
      return new When(at.atZone(known).withZoneSameInstant(JAPAN).toLocalDateTime(), false, "");
    } catch (DateTimeException e) {
      return new When(at, false, new Line(Map.of(), zone).text());
    }
  }

  private Optional<When> afterLength(When start) {
    Matcher length = LENGTH.matcher(get("DURATION").value().strip());
    if (!length.matches()) {
      return Optional.empty();
    }
    Duration duration =
        Duration.ofDays(7L * number(length.group(1)) + number(length.group(2)))
            .plusHours(number(length.group(3)))
            .plusMinutes(number(length.group(4)));
    LocalDate last = start.at().plus(duration).toLocalDate();
    return Optional.of(
        start.wholeDay()
            ? new When(last.atStartOfDay(), true, "")
            : new When(start.at().plus(duration), false, start.zone()));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
