package org.madoguchi.channel.mail.mime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Shows the pictographs of older Japanese phones. Each carrier put its own on private-use
 * characters, with different meanings for the same character, so that only the sender's address
 * tells which they are; nobody else's text is touched.
 */
enum CarrierEmoji {
  DOCOMO("docomo.ne.jp"),
  KDDI("ezweb.ne.jp", "au.com", "dion.ne.jp", "uqmobile.jp"),
  SOFTBANK("softbank.ne.jp", "i.softbank.jp", "vodafone.ne.jp", "disney.ne.jp");

  private static final char FIRST_PRIVATE = '\ue000';
  private static final char LAST_PRIVATE = '\uf8ff';
  // KDDI's second set in Shift_JIS (F340 to F493) is read as these, and meant as those
  private static final char FIRST_OF_SHIFT_JIS = '\ue234';
  private static final char LAST_OF_SHIFT_JIS = '\ue342';
  private static final char FIRST_MEANT = '\uea80';

  private final List<String> domains;

  CarrierEmoji(String... domains) {
    this.domains = List.of(domains);
  }

  /** Loaded when the first such text comes. */
  private static final class Table {
    static final Map<CarrierEmoji, Map<Character, String>> ALL = read();

    private static Map<CarrierEmoji, Map<Character, String>> read() {
      Map<CarrierEmoji, Map<Character, String>> table = new EnumMap<>(CarrierEmoji.class);
      try (InputStream in =
              CarrierEmoji.class.getResourceAsStream(
                  "/org/madoguchi/channel/mail/carrier-emoji.txt");
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> run(table, line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return table;
    }

    private static void run(Map<CarrierEmoji, Map<Character, String>> table, String line) {
      String[] words = line.split(" ");
      Map<Character, String> own =
          table.computeIfAbsent(CarrierEmoji.valueOf(words[0]), c -> new HashMap<>());
      int first = Integer.parseInt(words[1], 16);
      for (int i = 2; i < words.length; i++) {
        own.put((char) (first + i - 2), words[i]);
      }
    }
  }

  /**
   * @param sender an address
   */
  static Optional<CarrierEmoji> of(String sender) {
    String domain = sender.substring(sender.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    for (CarrierEmoji carrier : values()) {
      for (String own : carrier.domains) {
        if (domain.equals(own) || domain.endsWith("." + own)) {
          return Optional.of(carrier);
        }
      }
    }
    return Optional.empty();
  }

  String shown(String text) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean own = c >= FIRST_PRIVATE && c <= LAST_PRIVATE;
      if (own && shown == null) {
        shown = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (shown != null) {
        shown.append(own ? Table.ALL.get(this).getOrDefault(meant(c), "" + c) : "" + c);
      }
    }
    return shown == null ? text : shown.toString();
  }

  private char meant(char c) {
    boolean second = this == KDDI && c >= FIRST_OF_SHIFT_JIS && c <= LAST_OF_SHIFT_JIS;
    return second ? (char) (c - FIRST_OF_SHIFT_JIS + FIRST_MEANT) : c;
  }
}
