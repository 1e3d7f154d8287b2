package org.madoguchi.channel.mail.out;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Renders a plain text as HTML, word for word: everything is escaped, web and mail addresses can be
 * clicked, quoted lines are set off as quotes.
 */
final class HtmlReply {
  private static final int DEEPEST_QUOTE = 20;
  private static final String QUOTE =
      "<blockquote style=\"margin:0;padding-left:1em;border-left:2px solid #767676\">";
  // what follows an address in Japanese is no ASCII, so that it ends where its characters end
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<web>(?<![A-Za-z0-9])https?://[\\w.~:/?#\\[\\]@!$&'()*+,;=%-]{1,2000})"
              + "|(?<mail>(?<![\\w.%+-])[\\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8})");
  private static final Pattern JAPANESE =
      Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");

  private final StringBuilder html = new StringBuilder();

  private HtmlReply() {}

  /**
   * @param charset the label of the charset it is sent in
   */
  static String of(String text, String charset) {
    String language = JAPANESE.matcher(text).find() ? " lang=\"ja\"" : "";
    return "<!DOCTYPE html>\n<html"
        + language
        + "><head><meta charset=\""
        + charset
        + "\"></head><body>\n"
        + new HtmlReply().lines(text)
        + "</body></html>\n";
  }

  private String lines(String text) {
    int depth = 0;
    for (String line : text.stripTrailing().split("\n", -1)) {
      int at = 0;
      int quoted = 0;
      while (quoted < DEEPEST_QUOTE && at < line.length() && line.charAt(at) == '>') {
        quoted++;
        at += line.startsWith("> ", at) ? 2 : 1;
      }
      changeDepth(depth, quoted);
      depth = quoted;
      addresses(line.substring(at));
      html.append("<br>\n");
    }
    changeDepth(depth, 0);
    return html.toString();
  }

  private void changeDepth(int from, int to) {
    if (to > from) {
      html.append(QUOTE.repeat(to - from)).append('\n');
    } else if (from > to) {
      html.append("</blockquote>".repeat(from - to)).append('\n');
    }
  }

  private void addresses(String line) {
    Matcher address = ADDRESS.matcher(line);
    int end = 0;
    while (address.find()) {
      boolean web = address.group("web") != null;
      String shown = web ? withoutPunctuation(address.group()) : address.group();
      words(line.substring(end, address.start()));
      html.append("<a href=\"").append(web ? "" : "mailto:").append(escaped(shown)).append("\">");
      html.append(escaped(shown)).append("</a>");
      end = address.start() + shown.length();
    }
    words(line.substring(end));
  }

  /** The full stop of a sentence, and a bracket that was opened before the address. */
  private static String withoutPunctuation(String address) {
    int end = address.length();
    while (end > 0
        && (".,;:!?'*".indexOf(address.charAt(end - 1)) >= 0
            || isUnopened(address, end, '(', ')')
            || isUnopened(address, end, '[', ']'))) {
      end--;
    }
    return address.substring(0, end);
  }

  private static boolean isUnopened(String address, int end, char open, char close) {
    if (address.charAt(end - 1) != close) {
      return false;
    }
    String whole = address.substring(0, end);
    long opened = whole.chars().filter(c -> c == open).count();
    return whole.chars().filter(c -> c == close).count() > opened;
  }

  /** Spaces that make columns and indents stay. */
  private void words(String text) {
    boolean afterSpace = html.length() == 0 || html.charAt(html.length() - 1) == '\n';
    for (char c : text.toCharArray()) {
      if (c == '\t') {
        html.append("&nbsp;&nbsp;&nbsp; ");
      } else if (c == ' ' && afterSpace) {
        html.append("&nbsp;");
      } else {
        html.append(escaped(String.valueOf(c)));
      }
      afterSpace = c == ' ' || c == '\t';
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
