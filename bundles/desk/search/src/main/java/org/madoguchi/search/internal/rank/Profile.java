package org.madoguchi.search.internal.rank;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.search.internal.text.Bigrams;
import org.madoguchi.search.internal.text.Kana;
import org.madoguchi.search.internal.text.Word;

/**
 * What of a document is compared when candidates are ranked: its terms in order. It lies in the
 * index as one line of text for the title and one for the rest, so that nothing is analysed again.
 */
public final class Profile {
  /** Stands where grammar or another part separates two terms. */
  private static final String GAP = "";

  private static final char BETWEEN = '\t';
  private static final char LINE = '\n';

  /** Terms behind these are not looked at in ranking. */
  private static final int MOST_TERMS = 600;

  private static final int MOST_CHARACTERS = 1_500;

  /** The terms of one part of the document. */
  public static final class Part {
    private final String[] slots;
    private final Map<String, Integer> counts = new HashMap<>();
    private final String hiragana;
    private final int length;
    private final int bigramLength;
    private final boolean isTitle;

    private Part(String terms, String text, boolean isTitle) {
      this.isTitle = isTitle;
      this.slots = terms.isEmpty() ? new String[0] : split(terms);
      int size = 0;
      for (String term : slots) {
        if (!term.isEmpty()) {
          counts.merge(term, 1, Integer::sum);
          size++;
        }
      }
      this.length = size;
      this.hiragana = text;
      this.bigramLength = Bigrams.count(hiragana);
    }

    private static String[] split(String terms) {
      return terms.split(String.valueOf(BETWEEN), -1);
    }

    boolean isTitle() {
      return isTitle;
    }

    int length() {
      return length;
    }

    int bigramLength() {
      return bigramLength;
    }

    int count(String term) {
      return counts.getOrDefault(term, 0);
    }

    int bigram(String bigram) {
      return Bigrams.count(hiragana, bigram);
    }

    Iterable<String> terms() {
      return counts.keySet();
    }

    /** How often the two stand side by side, in this order. */
    int pair(String first, String second) {
      if (count(first) == 0 || count(second) == 0) {
        return 0;
      }
      int found = 0;
      for (int i = 0; i + 1 < slots.length; i++) {
        if (slots[i].equals(first) && slots[i + 1].equals(second)) {
          found++;
        }
      }
      return found;
    }

    /** How often the two stand at most two terms apart, in any order. */
    int near(String first, String second) {
      if (count(first) == 0 || count(second) == 0) {
        return 0;
      }
      int found = 0;
      for (int i = 0; i < slots.length; i++) {
        boolean one = slots[i].equals(first);
        if (one || slots[i].equals(second)) {
          found += nextWithin(i, one ? second : first);
        }
      }
      return found;
    }

    private int nextWithin(int from, String wanted) {
      int seen = 0;
      for (int i = from + 1; i < slots.length && seen < 2; i++) {
        if (slots[i].isEmpty()) {
          continue;
        }
        seen++;
        if (slots[i].equals(wanted)) {
          return 1;
        }
      }
      return 0;
    }

    /** How often the terms follow each other, whatever grammar stands between. */
    int phrase(List<String> phrase) {
      if (phrase.stream().anyMatch(term -> count(term) == 0)) {
        return 0;
      }
      if (phrase.size() == 1) {
        return count(phrase.get(0));
      }
      int found = 0;
      for (int i = 0; i < slots.length; i++) {
        if (slots[i].equals(phrase.get(0)) && goesOn(i, phrase)) {
          found++;
        }
      }
      return found;
    }

    private boolean goesOn(int from, List<String> phrase) {
      int wanted = 1;
      for (int i = from + 1; i < slots.length && wanted < phrase.size(); i++) {
        if (slots[i].isEmpty()) {
          continue;
        }
        if (!slots[i].equals(phrase.get(wanted))) {
          return false;
        }
        wanted++;
      }
      return wanted == phrase.size();
    }
  }

  private final Part title;
  private final Part body;

  private Profile(Part title, Part body) {
    this.title = title;
    this.body = body;
  }

  Part title() {
    return title;
  }

  Part body() {
    return body;
  }

  /** As it is kept. The texts are normalised. */
  public static String write(List<Word> title, String titleText, List<Word> body, String bodyText) {
    return String.join(
        String.valueOf(LINE), terms(title), line(titleText), terms(body), line(bodyText));
  }

  public static Profile read(String written) {
    String[] lines = written.split(String.valueOf(LINE), -1);
    return new Profile(new Part(lines[0], lines[1], true), new Part(lines[2], lines[3], false));
  }

  private static String terms(List<Word> words) {
    StringBuilder out = new StringBuilder();
    boolean gap = true;
    boolean first = true;
    int count = 0;
    for (Word word : words) {
      if (!word.isContent()) {
        gap = true;
        continue;
      }
      if (count++ == MOST_TERMS) {
        break;
      }
      if (!first) {
        out.append(BETWEEN);
        if (gap) {
          out.append(GAP).append(BETWEEN);
        }
      }
      out.append(word.term().replace(BETWEEN, ' ').replace(LINE, ' '));
      gap = false;
      first = false;
    }
    return out.toString();
  }

  private static String line(String text) {
    String cut = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    return Kana.hiragana(cut).replace(LINE, ' ');
  }
}
