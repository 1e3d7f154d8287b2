package org.madoguchi.channel.mail.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads address lists leniently: Japanese mailers write names without quotes and carriers write
 * invalid addresses.
 */
public final class Mailboxes {
  /**
   * @param address with the domain in lower case
   */
  public record Mailbox(String name, String address) {}

  private static final int MOST = 100;
  private static final int MAX_ADDRESS = 254;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\s@<>(),;:\\\\\"\\x00-\\x1f\\x7f]{1,64}@[^\\s@<>(),;:\\\\\"\\x00-\\x1f\\x7f]{1,253}");

  private static final Pattern AROUND_AT = Pattern.compile("\\s{0,20}@\\s{0,20}");
  private static final Pattern AROUND_DOTS = Pattern.compile("\\s{0,20}([@.])\\s{0,20}");
  // the way a mail was to take, of the year 1982
  private static final Pattern ROUTE = Pattern.compile("^@[^:]{1,500}:");

  private Mailboxes() {}

  /**
   * @param literal a header's literal value, see {@link RawHeaders#literal}; what is no address is
   *     left out
   */
  public static List<Mailbox> parse(String literal) {
    List<Mailbox> mailboxes = parsed(literal);
    if (mailboxes.isEmpty() && literal.contains("=?")) {
      // some encode the address together with the name
      mailboxes = parsed(EncodedWords.decode(literal));
    }
    if (mailboxes.isEmpty() && literal.indexOf('@') >= 0) {
      // a quote or a parenthesis that never ends hides the address
      mailboxes = parsed(literal.replaceAll("[\"()]", " "));
    }
    return mailboxes;
  }

  private static List<Mailbox> parsed(String literal) {
    List<Mailbox> found = new ArrayList<>();
    String before = "";
    for (Parts parts : new Splitter(literal).split()) {
      if (found.size() >= MOST) {
        break;
      }
      // a name with a comma and without quotes: 山田, 花子 <hanako@citizen.example>
      parts.phrase.insert(0, parts.angle.isEmpty() ? "" : before);
      mailbox(parts).ifPresent(found::add);
      boolean name = parts.angle.isEmpty() && parts.phrase.indexOf("@") < 0 && !parts.ended;
      before = name && before.length() < MAX_ADDRESS ? before + parts.phrase + "," : "";
    }
    return found;
  }

  private static Optional<Mailbox> mailbox(Parts parts) {
    String name = parts.angle.isEmpty() ? parts.comment.toString() : parts.phrase.toString();
    if (name.isBlank()) {
      name = parts.comment.toString();
    }
    String cleanName = CleanText.line(EncodedWords.decode(name));
    return address(parts).map(a -> new Mailbox(cleanName, a));
  }

  private static Optional<String> address(Parts parts) {
    String bare =
        parts.angle.isEmpty()
            ? AROUND_AT.matcher(parts.phrase).replaceAll("@")
            : AROUND_DOTS.matcher(parts.angle).replaceAll("$1");
    // words before it are a name without its brackets
    String last = bare.strip().replaceFirst("(?s)^.*\\s", "");
    String address = ROUTE.matcher(last.replace("\"", "")).replaceFirst("");
    int at = address.lastIndexOf('@');
    if (at < 1 || address.length() > MAX_ADDRESS || !ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    return Optional.of(address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT));
  }

  private static final class Parts {
    final StringBuilder phrase = new StringBuilder();
    final StringBuilder angle = new StringBuilder();
    final StringBuilder comment = new StringBuilder();
    boolean ended; // by the end of a group
  }

  /**
   * Splits at commas and semicolons that stand neither in quotes nor in comments nor in angle
   * brackets.
   */
  private static final class Splitter {
    private final String text;
    private final List<Parts> all = new ArrayList<>();
    private Parts current = new Parts();

    Splitter(String text) {
      this.text = text;
    }

    List<Parts> split() {
      int depth = 0;
      boolean quoted = false;
      boolean inAngle = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        StringBuilder target =
            depth > 0 ? current.comment : inAngle ? current.angle : current.phrase;
        int word = c == '=' && depth == 0 ? EncodedWords.endOfWord(text, i) : i;
        if (word > i) {
          target.append(text, i, word); // commas and parentheses in it are part of the name
          i = word - 1;
        } else if (c == '\\' && (quoted || depth > 0) && i + 1 < text.length()) {
          target.append(text.charAt(++i));
        } else if (c == '"' && depth == 0) {
          quoted = !quoted;
        } else if (quoted) {
          target.append(c);
        } else if (c == '(') {
          depth++;
        } else if (c == ')' && depth > 0) {
          depth--;
        } else if (depth > 0) {
          target.append(c);
        } else if (c == '<') {
          inAngle = true;
          current.angle.setLength(0);
        } else if (c == '>') {
          inAngle = false;
        } else if ((c == ',' || c == ';') && !inAngle) {
          current.ended = c == ';';
          next();
        } else if (c == ':' && !inAngle) {
          current.phrase.setLength(0); // the name of a group
        } else {
          target.append(c);
        }
      }
      next();
      return all;
    }

    private void next() {
      all.add(current);
      current = new Parts();
    }
  }
}
