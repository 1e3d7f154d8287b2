package org.madoguchi.portal.internal;

import freemarker.core.HTMLOutputFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the pages say in one language, from {@code texts/<tag>.properties}. {@code [窓口|まどぐち]} is a
 * word with its reading, <code>{0}</code> what is filled in. What a catalogue lacks is said in
 * Japanese.
 */
final class Texts {
  private static final Pattern READING = Pattern.compile("\\[([^\\[\\]|]+)\\|([^\\[\\]|]+)]");
  private static final Pattern HOLE = Pattern.compile("\\{([0-9])}");

  private final Properties own;
  private final Texts otherwise;

  private Texts(Properties own, Texts otherwise) {
    this.own = own;
    this.otherwise = otherwise;
  }

  /** Null where there is no catalogue of the language. */
  static Texts read(String tag, Texts otherwise) {
    try (InputStream in = Texts.class.getResourceAsStream("texts/" + tag + ".properties")) {
      if (in == null) {
        return null;
      }
      Properties own = new Properties();
      own.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new Texts(own, otherwise);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> keys() {
    return own.stringPropertyNames();
  }

  private String pattern(String key) {
    String found = own.getProperty(key);
    if (found == null && otherwise == null) {
      throw new IllegalArgumentException("no text " + key);
    }
    return found == null ? otherwise.pattern(key) : found;
  }

  /** Without readings, for attributes and titles. */
  String plain(String key, Object... filled) {
    return filled(READING.matcher(pattern(key)).replaceAll("$1"), filled);
  }

  /** As HTML, with readings; what is filled in is escaped. */
  String html(String key, Object... filled) {
    Object[] escaped = new Object[filled.length];
    for (int i = 0; i < filled.length; i++) {
      escaped[i] = escaped(String.valueOf(filled[i]));
    }
    String read =
        READING
            .matcher(escaped(pattern(key)))
            .replaceAll("<ruby>$1<rp>(</rp><rt>$2</rt><rp>)</rp></ruby>");
    return filled(read, escaped);
  }

  private static String filled(String pattern, Object... filled) {
    return HOLE.matcher(pattern)
        .replaceAll(
            hole -> {
              int index = Integer.parseInt(hole.group(1));
              return index < filled.length
                  ? Matcher.quoteReplacement(String.valueOf(filled[index]))
                  : "";
            });
  }

  static String escaped(String text) {
    return HTMLOutputFormat.INSTANCE.escapePlainText(text);
  }
}
