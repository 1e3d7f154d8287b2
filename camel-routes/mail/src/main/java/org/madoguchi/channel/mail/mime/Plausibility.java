package org.madoguchi.channel.mail.mime;

import java.lang.Character.UnicodeBlock;

/**
 * How much a text looks like what a person wrote: kana count for it, what decoding goes wrong
 * leaves counts against.
 */
final class Plausibility {
  private Plausibility() {}

  static int of(String text) {
    return text.codePoints().map(Plausibility::weight).sum();
  }

  static boolean hasKana(String text) {
    return text.codePoints()
        .mapToObj(UnicodeBlock::of)
        .anyMatch(b -> b == UnicodeBlock.HIRAGANA || b == UnicodeBlock.KATAKANA);
  }

  private static int weight(int c) {
    if (c < 0x80) {
      return c < 0x20 && c != '\t' && c != '\n' && c != '\r' ? -5 : 0;
    }
    if (c == 0xfffd) {
      return -20;
    }
    if (c < 0xa0) {
      return -10;
    }
    if (c >= 0xff61 && c <= 0xff9f) {
      return -1; // half-width kana: what EUC and UTF-8 look like when read as Shift_JIS
    }
    UnicodeBlock block = UnicodeBlock.of(c);
    if (block == UnicodeBlock.HIRAGANA || block == UnicodeBlock.KATAKANA) {
      return 3;
    }
    if (block == UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
        || block == UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS) {
      return 2;
    }
    if (block == UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS) {
      return 1;
    }
    if (block == UnicodeBlock.PRIVATE_USE_AREA) {
      return -3; // carriers' pictographs are here too, but never alone
    }
    return 0;
  }
}
