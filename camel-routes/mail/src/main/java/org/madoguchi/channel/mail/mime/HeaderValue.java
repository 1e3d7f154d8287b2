package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A value with parameters (Content-Type, Content-Disposition): RFC 2231 with charsets and
 * continuations, and the RFC 2047 words that should not be there.
 *
 * @param value in lower case
 * @param parameters names in lower case, decoded
 */
public record HeaderValue(String value, Map<String, String> parameters) {
  private static final int MOST_PARAMETERS = 200;

  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Never fails: what cannot be understood is left out. */
  public static HeaderValue parse(String literal) {
    Scanner scanner = new Scanner(literal);
    String value = scanner.token().toLowerCase(Locale.ROOT);
    Map<String, TreeMap<Integer, Section>> found = new HashMap<>();
    for (int i = 0; scanner.skipSeparator(i == 0) && i < MOST_PARAMETERS; i++) {
      String name = scanner.until("=;").strip().toLowerCase(Locale.ROOT);
      if (scanner.skipEquals() && !name.isEmpty()) {
        Section.of(name, scanner.value()).addTo(found);
      }
    }
    Map<String, String> parameters = new HashMap<>();
    found.forEach((name, sections) -> parameters.put(name, joined(sections)));
    return new HeaderValue(value, Map.copyOf(parameters));
  }

  private static String joined(TreeMap<Integer, Section> sections) {
    Section plain = sections.get(Section.WHOLE);
    boolean extended = sections.values().stream().anyMatch(Section::extended);
    if (plain != null && (sections.size() == 1 || !extended)) {
      return plain.extended() ? Section.decode(sections) : EncodedWords.decode(plain.text());
    }
    sections.remove(Section.WHOLE);
    if (extended) {
      return Section.decode(sections);
    }
    StringBuilder text = new StringBuilder();
    sections.values().forEach(s -> text.append(s.text()));
    return EncodedWords.decode(text.toString());
  }

  /** {@code name}, {@code name*}, {@code name*0} or {@code name*0*}. */
  private record Section(String name, int number, boolean extended, String text) {
    static final int WHOLE = -1;

    static Section of(String attribute, String text) {
      boolean extended = attribute.endsWith("*");
      String rest = extended ? attribute.substring(0, attribute.length() - 1) : attribute;
      int star = rest.indexOf('*');
      if (star < 0) {
        // the extended form wins over the plain one that is there for old programs
        return new Section(rest, extended ? 0 : WHOLE, extended, text);
      }
      return new Section(rest.substring(0, star), number(rest.substring(star + 1)), extended, text);
    }

    private static int number(String digits) {
      return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : 999;
    }

    void addTo(Map<String, TreeMap<Integer, Section>> found) {
      found.computeIfAbsent(name, n -> new TreeMap<>()).putIfAbsent(number, this);
    }

    /** Bytes first, characters last: sections may split a character. */
    static String decode(TreeMap<Integer, Section> sections) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      String charset = "";
      boolean first = true;
      for (Section section : sections.values()) {
        String text = section.text();
        int quote = first && section.extended() ? text.indexOf('\'') : -1;
        int secondQuote = quote < 0 ? -1 : text.indexOf('\'', quote + 1);
        if (secondQuote >= 0) {
          charset = text.substring(0, quote);
          text = text.substring(secondQuote + 1);
        }
        bytes.writeBytes(
            section.extended() ? percentDecoded(text) : text.getBytes(StandardCharsets.UTF_8));
        first = false;
      }
      return EncodedWords.decode(JapaneseText.decode(bytes.toByteArray(), charset));
    }

    private static byte[] percentDecoded(String text) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (c == '%' && high >= 0 && low >= 0) {
          bytes.write(high << 4 | low);
          i += 2;
        } else {
          bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        }
      }
      return bytes.toByteArray();
    }
  }

  /** Reads the value from left to right. */
  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    String until(String stops) {
      int from = at;
      while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(from, at);
    }

    /** The value proper: comments and what else follows it are none of it. */
    String token() {
      skipSpace();
      return until("; \t(");
    }

    /**
     * @param first behind the value some write nothing but a space: text/plain charset=utf-8
     */
    boolean skipSeparator(boolean first) {
      int start = at;
      String between = until(";");
      if (first && between.matches("\\s+[\\w-]{1,30}\\s*=.*")) {
        at = start;
        return true;
      }
      return skip(';');
    }

    boolean skipEquals() {
      return skip('=');
    }

    private boolean skip(char c) {
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    String value() {
      skipSpace();
      return skip('"') ? quoted() : until(";").strip();
    }

    private void skipSpace() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        // some write C:\path without doubling the stroke, so only \" and \\ are escapes
        boolean escape =
            text.charAt(at) == '\\'
                && at + 1 < text.length()
                && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
        at += escape ? 1 : 0;
        value.append(text.charAt(at++));
      }
      skip('"');
      return value.toString();
    }
  }
}
