package org.madoguchi.channel.mail.mime;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RFC 2047 as it is really used: words next to each other are joined as bytes before they are
 * decoded, because many mailers split a character between two words; words inside quotes and file
 * names are decoded too.
 */
public final class EncodedWords {
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?\\s]{1,60})\\?([bBqQ])\\?(.{0,4000}?)\\?=", Pattern.DOTALL);

  private static final int LONGEST_WORD = 1000;
  private static final int LONGEST_TEXT = 128 * 1024;

  private EncodedWords() {}

  public static String decode(String text) {
    if (!text.contains("=?")) {
      return text;
    }
    if (text.length() > LONGEST_TEXT) {
      return decode(text.substring(0, LONGEST_TEXT)); // nobody shows that much of a field
    }
    StringBuilder decoded = new StringBuilder();
    Pending pending = new Pending(decoded);
    Matcher word = WORD.matcher(text);
    int end = 0;
    while (word.find()) {
      String gap = text.substring(end, word.start());
      if (end == 0 || !gap.isBlank()) {
        pending.flush();
        decoded.append(gap);
      }
      pending.add(charset(word.group(1)), bytes(word.group(2), word.group(3)));
      end = word.end();
    }
    pending.flush();
    return decoded.append(text.substring(end)).toString();
  }

  /** Behind the encoded word that begins there; the same place when none does. */
  static int endOfWord(String text, int from) {
    if (!text.startsWith("=?", from)) {
      return from;
    }
    Matcher word = WORD.matcher(text).region(from, Math.min(text.length(), from + LONGEST_WORD));
    return word.lookingAt() ? word.end() : from;
  }

  /** RFC 2231 allows a language after the charset. */
  private static String charset(String label) {
    int star = label.indexOf('*');
    return star < 0 ? label : label.substring(0, star);
  }

  private static byte[] bytes(String encoding, String encoded) {
    return encoding.equalsIgnoreCase("b") ? base64(encoded) : quoted(encoded);
  }

  /** Whatever is not Base64 is skipped: folds within a word, missing or doubled padding. */
  private static byte[] base64(String encoded) {
    StringBuilder digits = new StringBuilder(encoded.length());
    for (char c : encoded.toCharArray()) {
      if (c >= 'A' && c <= 'Z'
          || c >= 'a' && c <= 'z'
          || c >= '0' && c <= '9'
          || c == '+'
          || c == '/') {
        digits.append(c);
      }
    }
    if (digits.length() % 4 == 1) {
      digits.setLength(digits.length() - 1);
    }
    return Base64.getDecoder().decode(digits.toString());
  }

  private static byte[] quoted(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
      int low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
      if (c == '=' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(c == '_' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }

  /** Words of one charset that follow each other. */
  private static final class Pending {
    private final StringBuilder out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String charset = "";

    Pending(StringBuilder out) {
      this.out = out;
    }

    void add(String wordCharset, byte[] word) {
      if (!charset.equalsIgnoreCase(wordCharset)) {
        flush();
        charset = wordCharset;
      }
      bytes.writeBytes(word);
    }

    void flush() {
      if (bytes.size() > 0) {
        out.append(JapaneseText.decode(bytes.toByteArray(), charset));
        bytes.reset();
      }
    }
  }
}
