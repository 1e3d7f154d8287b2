package org.madoguchi.search.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What finds a title while somebody types: its pairs of characters, as written and as read, so that
 * kana that are not converted yet find it too.
 */
public final class Typing {
  /** Marks pairs of the reading. */
  private static final String READ = "+";

  private static final int LONGEST = 100;

  private Typing() {}

  public static List<String> ofAll(List<NormalText> texts, List<List<Word>> words) {
    Set<String> pairs = new LinkedHashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      pairs.addAll(Bigrams.of(texts.get(i).text()));
      Bigrams.of(reading(words.get(i))).forEach(pair -> pairs.add(READ + pair));
    }
    return List.copyOf(pairs);
  }

  private static String reading(List<Word> words) {
    StringBuilder out = new StringBuilder();
    for (Word word : words) {
      out.append(word.pronounced());
    }
    return out.toString();
  }

  /** All pairs a title must have for what was typed so far; empty when there are none yet. */
  public static List<String> written(String typed) {
    return Bigrams.of(finished(NormalText.of(typed).text()));
  }

  /** The same for what was typed in kana; empty when there is anything else. */
  public static List<String> read(String typed) {
    String text = finished(NormalText.of(typed).text());
    if (!Kana.isKana(text) || text.length() < 2) {
      return List.of();
    }
    List<String> pairs = new ArrayList<>();
    Bigrams.of(text).forEach(pair -> pairs.add(READ + pair));
    return pairs;
  }

  /** Without the Latin letters of a kana that is half typed: ほけんsh. */
  private static String finished(String typed) {
    String text = typed.strip();
    text = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) >= 'a' && text.charAt(end - 1) <= 'z') {
      end--;
    }
    boolean half = end > 0 && text.length() - end <= 3 && Kana.isHiragana(text.charAt(end - 1));
    return half ? text.substring(0, end) : text;
  }
}
