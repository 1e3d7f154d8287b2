package org.madoguchi.search.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whole words as people write them: nouns without anything between them, 国民健康保険. */
public final class Compounds {
  /** Between the reading and the word, so that words with one reading lie side by side. */
  public static final char READ_AS = '\u0001';

  /**
   * @param text as written
   * @param reading in katakana; '' when a part cannot be read
   * @param start in the normalised text
   */
  public record Compound(String text, String reading, int start) {
    /** As it lies in the index, by its reading. */
    public String byReading() {
      return reading + READ_AS + text;
    }
  }

  private static final int LONGEST = 40;

  private Compounds() {}

  public static List<String> ofAll(List<List<Word>> texts) {
    Set<String> terms = new LinkedHashSet<>();
    for (List<Word> words : texts) {
      for (Compound compound : of(words)) {
        terms.add(compound.text());
        if (!compound.reading().isEmpty()) {
          terms.add(compound.byReading());
        }
      }
    }
    return List.copyOf(terms);
  }

  public static List<Compound> of(List<Word> words) {
    List<Compound> compounds = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    StringBuilder reading = new StringBuilder();
    boolean readable = true;
    int start = 0;
    for (Word word : words) {
      boolean part =
          switch (word.sort()) {
            case NOUN, AFFIX, UNKNOWN -> true;
            default -> false;
          };
      boolean goesOn = part && text.length() > 0 && word.at() == start + text.length();
      if (!goesOn && text.length() > 0) {
        add(compounds, text, readable ? reading.toString() : "", start);
        text.setLength(0);
        reading.setLength(0);
        readable = true;
      }
      if (part) {
        start = text.length() == 0 ? word.at() : start;
        text.append(word.surface());
        reading.append(word.pronounced());
        readable &= !word.pronounced().isEmpty();
      }
    }
    add(compounds, text, readable ? reading.toString() : "", start);
    return compounds;
  }

  private static void add(List<Compound> compounds, StringBuilder text, String reading, int start) {
    if (text.length() > 1 && text.length() <= LONGEST) {
      compounds.add(new Compound(text.toString(), reading, start));
    }
  }
}
