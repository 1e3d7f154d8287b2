package org.madoguchi.templates.internal.domain;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the parts of a text module are spelled, and how they are looked for. */
public final class Spelling {
  public static final int LONGEST_TITLE = 100;
  public static final int LONGEST_TEXT = 10_000;
  public static final int LONGEST_SHORTCUT = 40;
  public static final int LONGEST_LANGUAGE = 35;
  public static final int LAST_ORDER = 9_999;

  private static final Pattern SHORTCUT =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}_.-]{1," + LONGEST_SHORTCUT + "}");

  private Spelling() {}

  /** One spelling for what one types in capitals or wide letters. */
  public static String shortcut(String written) {
    return Normalizer.normalize(written.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Whether {@link #shortcut} made a word of letters, digits and {@code _.-} of it. */
  public static boolean isShortcut(String shortcut) {
    return SHORTCUT.matcher(shortcut).matches();
  }

  public static boolean isLanguage(String tag) {
    try {
      return !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException e) {
      return false;
    }
  }

  /** Lines end alike, whatever system they come from. */
  public static String text(String written) {
    return written.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** Title, shortcut and text, as {@link #words} are looked for in them. */
  public static String searched(Details details) {
    return folded(details.title() + "\n" + details.shortcut() + "\n" + details.text());
  }

  /** The words somebody looks for; every one of them must be there. */
  public static List<String> words(String typed) {
    return Arrays.stream(folded(typed).split("[\\s\u3000]+")).filter(w -> !w.isEmpty()).toList();
  }

  /** Width, case and the two kana do not count. */
  private static String folded(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(plain.length());
    // Katakana to hiragana: ァ … ヶ lie 0x60 behind ぁ … ゖ.
    plain
        .chars()
        .map(c -> c >= 'ァ' && c <= 'ヶ' ? c - 0x60 : c)
        .forEach(c -> folded.append((char) c));
    return folded.toString();
  }
}
