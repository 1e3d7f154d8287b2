package org.madoguchi.channel.mail.out;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes header values that are not plain ASCII: RFC 2047 for texts, RFC 2231 for file names. No
 * line becomes longer than 76 characters.
 */
record HeaderEncoding(MailCharset charset) {
  private static final int LINE = 76;
  private static final int LONGEST_WORD = 75;
  private static final int SECTION_CHARACTERS = 56;
  private static final int LONGEST_PLAIN_NAME = 50;
  private static final String FOLD = "\r\n ";
  private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

  /**
   * A subject: as it is when it is short ASCII, else encoded words, folded.
   *
   * @param field the header's name, which takes its place on the first line
   */
  String text(String field, String text) {
    int room = LINE - field.length() - 2;
    return text.length() <= room && isPlain(text) && !text.contains("=?")
        ? text
        : words(text, room, FOLD);
  }

  /** A display name before an address. */
  String phrase(String field, String name) {
    int room = LINE - field.length() - 2;
    if (name.length() <= LONGEST_PLAIN_NAME && isPlain(name) && !name.contains("=?")) {
      return quoted(name);
    }
    return words(name, room, FOLD);
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * @param room for the first word
   */
  private String words(String text, int room, String fold) {
    List<String> words = new ArrayList<>();
    for (byte[] chunk : chunks(text, bytesIn(Math.min(room, LONGEST_WORD)))) {
      String encoded = Base64.getEncoder().encodeToString(chunk);
      words.add("=?" + charset.label() + "?B?" + encoded + "?=");
    }
    return String.join(fold, words);
  }

  private int bytesIn(int characters) {
    return (characters - "=??B??=".length() - charset.label().length()) / 4 * 3;
  }

  /** Each begins and ends outside any two-byte set; a character is never split. */
  private List<byte[]> chunks(String text, int mostOfTheFirst) {
    List<byte[]> chunks = new ArrayList<>();
    int most = mostOfTheFirst;
    String chunk = "";
    for (int at = 0; at < text.length(); ) {
      String character = Character.toString(text.codePointAt(at));
      if (!chunk.isEmpty() && charset.bytes(chunk + character).length > most) {
        chunks.add(charset.bytes(chunk));
        chunk = "";
        most = bytesIn(LONGEST_WORD);
      }
      chunk += character;
      at += character.length();
    }
    chunks.add(charset.bytes(chunk));
    return chunks;
  }

  /**
   * {@code ; filename*=UTF-8''…}, in sections when it is long; in UTF-8 always, for many readers
   * know nothing else here. There is no plain {@code filename} beside it: Python's parser, and what
   * is built on it, would take that and not ours.
   */
  String fileName(String name) {
    if (name.length() <= LONGEST_PLAIN_NAME && isPlain(name)) {
      return ";" + FOLD + "filename=" + quoted(name);
    }
    List<String> sections = sections("UTF-8''" + percent(name));
    if (sections.size() == 1) {
      return ";" + FOLD + "filename*=" + sections.get(0);
    }
    StringBuilder parameter = new StringBuilder();
    for (int i = 0; i < sections.size(); i++) {
      parameter.append(';').append(FOLD).append("filename*").append(i).append("*=");
      parameter.append(sections.get(i));
    }
    return parameter.toString();
  }

  /**
   * {@code ; name="=?UTF-8?B?…?="} for programs and phones that do not know RFC 2231; the standard
   * does not allow it, and everybody reads it.
   */
  String typeName(String name) {
    if (name.length() <= LONGEST_PLAIN_NAME && isPlain(name)) {
      return ";" + FOLD + "name=" + quoted(name);
    }
    return ";" + FOLD + "name=\"" + words(name, LINE - " name=\"".length() - 1, FOLD) + '"';
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
