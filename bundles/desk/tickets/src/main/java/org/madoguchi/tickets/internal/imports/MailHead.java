package org.madoguchi.tickets.internal.imports;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.madoguchi.tickets.internal.domain.InboundText;

/**
 * What ties a mail to others, from its head; everything else of a mail is read by a mail channel.
 *
 * @param messageId without brackets, '' when there is none
 * @param references what it answers, the thread's first before the others
 */
record MailHead(
    String messageId, List<String> references, String from, String subject, String date) {
  private static final int LONGEST = 64 * 1024;
  private static final int MOST_REFERENCES = 100;
  private static final int LONGEST_LINE = 500;
  private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,900})>");
  private static final Pattern TAG =
      Pattern.compile("\\[[^\\[\\]#]{0,40}#\\s*([\\p{L}\\p{N}._/-]{1,100})\\]");
  private static final Pattern ENCODED =
      Pattern.compile("=\\?([^?]{1,40})\\?([bBqQ])\\?([^?]*)\\?=(\\s+(?==\\?))?");

  static MailHead of(byte[] mail) {
    Map<String, String> fields = fields(mail);
    List<String> references = ids(fields.getOrDefault("references", ""));
    ids(fields.getOrDefault("in-reply-to", "")).stream()
        .filter(id -> !references.contains(id))
        .forEach(references::add);
    return new MailHead(
        ids(fields.getOrDefault("message-id", "")).stream().findFirst().orElse(""),
        references,
        words(fields.getOrDefault("from", "")),
        words(fields.getOrDefault("subject", "")),
        InboundText.line(fields.getOrDefault("date", ""), LONGEST_LINE));
  }

  /** The number of the ticket as ticket systems write it into subjects: {@code [Shimin #1234]}. */
  Optional<String> tag() {
    Matcher tag = TAG.matcher(subject);
    return tag.find() ? Optional.of(tag.group(1)) : Optional.empty();
  }

  /** The first of each name, unfolded. */
  private static Map<String, String> fields(byte[] mail) {
    String head = new String(mail, 0, Math.min(mail.length, LONGEST), StandardCharsets.ISO_8859_1);
    Map<String, String> fields = new HashMap<>();
    String name = "";
    for (String line : head.split("\r?\n", -1)) {
      if (line.isEmpty()) {
        break;
      }
      boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
      int colon = line.indexOf(':');
      if (folded && !name.isEmpty()) {
        fields.merge(name, line, (before, more) -> before + " " + more.strip());
      } else if (colon > 0) {
        name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        name = fields.containsKey(name) ? "" : name;
        if (!name.isEmpty()) {
          fields.put(name, line.substring(colon + 1).strip());
        }
      }
    }
    return fields;
  }

  private static List<String> ids(String field) {
    List<String> ids = new ArrayList<>();
    Matcher id = ID.matcher(field);
    while (ids.size() < MOST_REFERENCES && id.find()) {
      ids.add(id.group(1));
    }
    return ids;
  }

  /** RFC 2047. */
  private static String words(String field) {
    StringBuilder text = new StringBuilder();
    Matcher word = ENCODED.matcher(field);
    int at = 0;
    while (word.find()) {
      text.append(field, at, word.start()).append(decoded(word));
      at = word.end();
    }
    return InboundText.line(text.append(field.substring(at)).toString(), LONGEST_LINE);
  }

  private static String decoded(Matcher word) {
    try {
      String name = word.group(1).toLowerCase(Locale.ROOT);
      // Java's own knows neither ① nor ㈱ there
      Charset charset = Charset.forName(name.equals("iso-2022-jp") ? "x-windows-iso2022jp" : name);
      boolean base64 = word.group(2).equalsIgnoreCase("b");
      byte[] bytes = base64 ? Base64.getDecoder().decode(word.group(3)) : quoted(word.group(3));
      return new String(bytes, charset);
    } catch (IllegalArgumentException e) {
      return word.group();
    }
  }

  private static byte[] quoted(String text) {
    byte[] bytes = new byte[text.length()];
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && i + 2 < text.length()) {
        bytes[size++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        bytes[size++] = (byte) (c == '_' ? ' ' : c);
      }
    }
    return java.util.Arrays.copyOf(bytes, size);
  }
}
