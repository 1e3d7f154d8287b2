package org.madoguchi.notices.internal.domain;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How notices are looked for: width, case and the two kana do not count. */
public final class Words {
  private Words() {}

  /** The words somebody looks for; every one of them must be there. */
  public static List<String> of(String typed) {
    return Arrays.stream(folded(typed).split("[\\s\u3000]+")).filter(w -> !w.isEmpty()).toList();
  }

  public static String folded(String text) {
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
