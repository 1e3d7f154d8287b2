package org.madoguchi.channel.mail.out;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Writes header values that are not plain ASCII: RFC 2047 for texts, RFC 2231 for file names. */
final class HeaderEncoding {
  // =?UTF-8?B?…?= has at most 75 characters: 60 of Base64, 45 bytes
  private static final int WORD_BYTES = 45;
  private static final int SECTION_CHARACTERS = 60;
  private static final String FOLD = "\r\n ";
  private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

  private HeaderEncoding() {}

  /** A subject: as it is when it is short ASCII, else encoded words, folded. */
  static String text(String text) {
    return text.length() <= 200 && isPlain(text) && !text.contains("=?") ? text : words(text);
  }

  /** A display name before an address. */
  static String phrase(String name) {
    if (name.length() <= 60 && isPlain(name) && !name.contains("=?")) {
      return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    return words(name);
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  private static String words(String text) {
    List<String> words = new ArrayList<>();
    for (String chunk : chunks(text, WORD_BYTES)) {
      byte[] bytes = chunk.getBytes(StandardCharsets.UTF_8);
      words.add("=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=");
    }
    return String.join(FOLD, words);
  }

  /** Pieces of at most {@code most} bytes of UTF-8; a character is never split. */
  private static List<String> chunks(String text, int most) {
    List<String> chunks = new ArrayList<>();
    StringBuilder chunk = new StringBuilder();
    int size = 0;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      int bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
      if (size + bytes > most) {
        chunks.add(chunk.toString());
        chunk.setLength(0);
        size = 0;
      }
      chunk.appendCodePoint(character);
      size += bytes;
      at += Character.charCount(character);
    }
    chunks.add(chunk.toString());
    return chunks;
  }

  /** {@code ; filename*=UTF-8''…}, in sections when it is long. */
  static String fileName(String name) {
    String attribute = "filename";
    if (name.length() <= 60 && isPlain(name)) {
      return ";"
          + FOLD
          + attribute
          + "=\""
          + name.replace("\\", "\\\\").replace("\"", "\\\"")
          + '"';
    }
    List<String> sections = sections("UTF-8''" + percent(name));
    if (sections.size() == 1) {
      return ";" + FOLD + attribute + "*=" + sections.get(0);
    }
    StringBuilder parameter = new StringBuilder();
    for (int i = 0; i < sections.size(); i++) {
      parameter.append(';').append(FOLD).append(attribute).append('*').append(i).append("*=");
      parameter.append(sections.get(i));
    }
    return parameter.toString();
  }

  private static String percent(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || ATTRIBUTE_CHARACTERS.indexOf(c) >= 0;
      encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return encoded.toString();
  }

  private static List<String> sections(String encoded) {
    List<String> sections = new ArrayList<>();
    int from = 0;
    while (encoded.length() - from > SECTION_CHARACTERS) {
      int to = from + SECTION_CHARACTERS;
      int percent = encoded.lastIndexOf('%', to - 1);
      if (percent > to - 3 && percent > from) {
        to = percent; // never inside %XX
      }
      sections.add(encoded.substring(from, to));
      from = to;
    }
    sections.add(encoded.substring(from));
    return sections;
  }
}
