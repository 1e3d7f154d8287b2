package org.madoguchi.assistant.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts a text into sentences, Japanese and English. Pure functions. */
public final class Sentences {
  /** Longer ones are cut: somebody pasted a table, or nobody writes full stops. */
  static final int LONGEST = 300;

  private static final String ENDS = "。！？!?．｡";
  private static final String OPENING = "「『（(【[〔“";
  private static final String CLOSING = "」』）)】]〕”";
  private static final int LONGEST_BRACKET = 120;

  /** A line that is at least so long was broken by a mail program, not by its writer. */
  private static final int WRAPPED = 20;

  private static final Pattern BULLET =
      Pattern.compile("^\\s*(?:[・●■◆○◎□▼▽※*•‣-]|[（(]?\\d{1,2}[)）.．](?!\\d)|[①-⑳])\\s*");
  private static final Set<String> ABBREVIATIONS =
      Set.of("mr", "mrs", "ms", "dr", "no", "st", "vs", "etc", "e.g", "i.e", "a.m", "p.m", "tel");

  private Sentences() {}

  public static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    for (String paragraph : paragraphs(text)) {
      cut(paragraph, sentences);
    }
    return sentences;
  }

  /** Lines that a mail program broke are one again; bullets and blank lines begin anew. */
  private static List<String> paragraphs(String text) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    boolean wrapped = false;
    for (String line : text.split("\\R", -1)) {
      String bare = BULLET.matcher(line).replaceFirst("").strip();
      boolean bullet = !bare.equals(line.strip());
      if (!open.isEmpty() && (!wrapped || bullet || bare.isEmpty())) {
        paragraphs.add(open.toString());
        open.setLength(0);
      }
      if (!open.isEmpty() && isLatin(open.charAt(open.length() - 1))) {
        open.append(' ');
      }
      open.append(bare);
      wrapped = bare.length() >= WRAPPED && !ends(bare, bare.length() - 1);
    }
    paragraphs.add(open.toString());
    return paragraphs;
  }

  private static void cut(String paragraph, List<String> sentences) {
    int from = 0;
    int bracket = -1;
    for (int i = 0; i < paragraph.length(); i++) {
      char c = paragraph.charAt(i);
      if (bracket < 0 && OPENING.indexOf(c) >= 0) {
        bracket = closes(paragraph, i) ? i : -1;
      } else if (bracket >= 0 && CLOSING.indexOf(c) >= 0) {
        bracket = -1;
      } else if (bracket < 0 && ends(paragraph, i) || i - from >= LONGEST) {
        int end = i + 1;
        while (end < paragraph.length() && (ENDS + CLOSING).indexOf(paragraph.charAt(end)) >= 0) {
          end++;
        }
        end = whole(paragraph, end);
        add(paragraph.substring(from, end), sentences);
        from = end;
        i = end - 1;
        bracket = -1;
      }
    }
    add(paragraph.substring(Math.min(from, paragraph.length())), sentences);
  }

  /** Never within a surrogate pair. */
  private static int whole(String text, int end) {
    return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
  }

  /** A bracket nobody closes keeps nothing together. */
  private static boolean closes(String text, int from) {
    char closing = CLOSING.charAt(OPENING.indexOf(text.charAt(from)));
    int end = text.indexOf(closing, from);
    return end > 0 && end - from <= LONGEST_BRACKET;
  }

  private static boolean ends(String text, int at) {
    if (at < 0) {
      return false;
    }
    char c = text.charAt(at);
    return ENDS.indexOf(c) >= 0 || c == '.' && isFullStop(text, at);
  }

  /** Not of a number, an address or a short form, and not of an ellipsis. */
  private static boolean isFullStop(String text, int at) {
    boolean spaced = at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
    if (!spaced || at == 0 || text.charAt(at - 1) == '.') {
      return false;
    }
    int word = at;
    while (word > 0 && (isLatin(text.charAt(word - 1)) || text.charAt(word - 1) == '.')) {
      word--;
    }
    String before = text.substring(word, at).toLowerCase(Locale.ROOT);
    return before.length() > 1 && !ABBREVIATIONS.contains(before);
  }

  private static boolean isLatin(char c) {
    return c < 0x250 && Character.isLetterOrDigit(c) || c == ',' || c == ';';
  }

  private static void add(String sentence, List<String> sentences) {
    String bare = sentence.strip();
    if (!bare.isEmpty()) {
      sentences.add(bare);
    }
  }
}
