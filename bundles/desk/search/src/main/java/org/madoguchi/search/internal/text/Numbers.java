package org.madoguchi.search.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers, dates and addresses of a normalised text, in one form: 令和8年, R8 and 2026年 are {@code
 * y2026}; 1,000 and 千 are {@code 1000}; a telephone number is its digits.
 */
final class Numbers {
  /**
   * @param start in the normalised text
   * @param end exclusive
   */
  record Found(int start, int end, List<String> terms, Word.Sort sort) {}

  /** The year before the first one of the era. */
  private static final Map<String, Integer> ERAS =
      Map.ofEntries(
          Map.entry("令和", 2018),
          Map.entry("r", 2018),
          Map.entry("平成", 1988),
          Map.entry("h", 1988),
          Map.entry("昭和", 1925),
          Map.entry("s", 1925),
          Map.entry("大正", 1911),
          Map.entry("明治", 1867));

  private static final String SMALL = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}";

  private static final Pattern PARTS =
      Pattern.compile(
          "(?<mail>[a-z0-9._%+-]{1,64}+@[a-z0-9.-]{1,100}+)"
              + "|(?<era>令和|平成|昭和|大正|明治|(?<![a-z0-9])[rhs](?=\\.?[0-9]{1,2}(?:年|[./]))"
              + "|(?<![a-z0-9])[rhs](?=[0-9]{1,2}(?![0-9a-z])))\\.?(?<eraYear>元|"
              + SMALL
              + ")(?:年度?|(?=[./])|(?![0-9a-z]))(?<eraRest>[./]?(?:[0-9]{1,2})[月./](?:[0-9]{1,2})日?|(?:[0-9]{1,2})月)?"
              + "|(?<year>(?:19|20)[0-9]{2})(?:年度?|(?=[/.-][0-9]{1,2}[/.-]))(?<yearRest>[/.-]?[0-9]{1,2}[月/.-][0-9]{1,2}日?|[0-9]{1,2}月)?"
              + "|(?<phone>(?<![0-9])0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{3,4}(?![0-9]))"
              + "|(?<number>[0-9]{1,3}(?:,[0-9]{3})++|[0-9]++)"
              + "|(?<kanji>[〇一二三四五六七八九十百千万]{2,9}+|[一二三四五六七八九十百千](?=[歳才回人月日円年か箇ヶ]))");

  private static final Pattern MONTH_DAY =
      Pattern.compile("[./-]?([0-9]{1,2})[月./-](?:([0-9]{1,2})日?)?");

  private Numbers() {}

  static List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    if (text.chars().noneMatch(c -> c >= '0' && c <= '9' || "元〇一二三四五六七八九十百千万@".indexOf(c) >= 0)) {
      return found;
    }
    boolean mail = text.indexOf('@') >= 0;
    // looks behind where it begins, as if it had come from there
    Matcher matcher = PARTS.matcher(text).useTransparentBounds(true);
    int at = 0;
    while (at < text.length()) {
      if (mayBegin(text.charAt(at), mail) && matcher.region(at, text.length()).lookingAt()) {
        found.add(read(matcher));
        at = matcher.end();
      } else {
        at++;
      }
    }
    return found;
  }

  /** Most characters begin none; the pattern would try all it has on each of them. */
  private static boolean mayBegin(char c, boolean mail) {
    if (c >= '0' && c <= '9' || c == 'r' || c == 'h' || c == 's') {
      return true;
    }
    return c < 0x80
        ? mail && (c >= 'a' && c <= 'z' || "._%+-".indexOf(c) >= 0)
        : "〇一二三四五六七八九十百千万令平昭大明".indexOf(c) >= 0;
  }

  private static Found read(Matcher m) {
    if (m.group("mail") != null) {
      return new Found(m.start(), m.end(), List.of(m.group("mail")), Word.Sort.UNKNOWN);
    }
    if (m.group("era") != null) {
      int inEra = m.group("eraYear").equals("元") ? 1 : value(m.group("eraYear"));
      return date(m, ERAS.get(m.group("era")) + inEra, m.group("eraRest"));
    }
    if (m.group("year") != null) {
      return date(m, Integer.parseInt(m.group("year")), m.group("yearRest"));
    }
    String digits =
        m.group("kanji") == null
            ? m.group().replaceAll("[^0-9]", "")
            : Integer.toString(value(m.group("kanji")));
    return new Found(m.start(), m.end(), List.of(digits), Word.Sort.NUMBER);
  }

  private static Found date(Matcher m, int year, String rest) {
    List<String> terms = new ArrayList<>(List.of("y" + year));
    Matcher monthDay = MONTH_DAY.matcher(rest == null ? "" : rest);
    if (monthDay.matches()) {
      int month = Integer.parseInt(monthDay.group(1));
      terms.add("m" + month);
      if (monthDay.group(2) != null) {
        terms.add("d" + month + "-" + Integer.parseInt(monthDay.group(2)));
      }
    }
    return new Found(m.start(), m.end(), terms, Word.Sort.DATE);
  }

  /** What digits or kanji count; kanji without tens (二〇) are read digit by digit. */
  static int value(String written) {
    if (written.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Integer.parseInt(written);
    }
    int sum = 0;
    int part = 0;
    int digits = 0;
    for (char c : written.toCharArray()) {
      int digit = "〇一二三四五六七八九".indexOf(c);
      if (digit >= 0) {
        digits = digits * 10 + digit;
        continue;
      }
      int unit = unit(c);
      if (unit == 10_000) {
        sum = (sum + part + digits) * unit;
        part = 0;
      } else {
        part += Math.max(1, digits) * unit;
      }
      digits = 0;
    }
    return sum + part + digits;
  }

  private static int unit(char c) {
    return switch (c) {
      case '十' -> 10;
      case '百' -> 100;
      case '千' -> 1_000;
      default -> 10_000;
    };
  }
}
