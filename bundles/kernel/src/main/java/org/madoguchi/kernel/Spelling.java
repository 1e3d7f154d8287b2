package org.madoguchi.kernel;

import java.util.BitSet;

/** How an identity is spelled. Checked by hand, because every row that is read checks several. */
final class Spelling {
  static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  static final String DIGITS = "0123456789";

  private final BitSet first;
  private final BitSet others;
  private final int longest;

  Spelling(String first, String others, int longest) {
    this.first = set(first);
    this.others = set(others);
    this.longest = longest;
  }

  private static BitSet set(String characters) {
    BitSet set = new BitSet();
    characters.chars().forEach(set::set);
    return set;
  }

  /** Whether the text has one character at least and is spelled so. */
  boolean fits(String text) {
    if (text == null || text.isEmpty() || text.length() > longest || !first.get(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!others.get(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
