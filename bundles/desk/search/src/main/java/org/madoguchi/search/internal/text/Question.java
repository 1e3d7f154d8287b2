package org.madoguchi.search.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A query as it is understood. Bounded: of a long text only the first {@value #MOST_WORDS} words
 * are looked at.
 *
 * @param normal the text in its normal form
 * @param terms what is looked for, in order, without words that say nothing
 * @param nouns of the terms, those that name something
 * @param verbs of the terms, those that say what is done or how it is
 * @param readings of the terms written in kana: what else they may mean
 * @param bigrams of characters, the net for words the dictionary does not know
 * @param pairs of terms that stand side by side
 * @param near of terms that stand close to each other
 * @param compounds terms of words that are written as one, such as 国民健康保険
 * @param synonyms how terms can be said otherwise
 * @param parts what stands between blanks: with several, each must be found
 */
public record Question(
    String normal,
    List<String> terms,
    Set<String> nouns,
    Set<String> verbs,
    Set<String> readings,
    List<String> bigrams,
    List<Pair> pairs,
    List<Pair> near,
    List<List<String>> compounds,
    List<Synonyms.Match> synonyms,
    List<Part> parts) {
  public static final int MOST_WORDS = 64;

  private static final int MOST_PARTS = 16;

  /**
   * What stands between two blanks.
   *
   * @param text as normalised
   * @param terms of it, in order
   * @param readings of its words, when it is written in kana throughout; empty otherwise
   */
  public record Part(String text, List<String> terms, List<String> readings) {}

  /** Two terms, in the order of the text. */
  public record Pair(String first, String second) {}

  public static Question of(String text, Words words, Synonyms synonyms) {
    NormalText normal = NormalText.of(text);
    List<Word> all = words.of(normal);
    List<Word> content = content(all);
    content = content.subList(0, Math.min(MOST_WORDS, content.size()));
    List<String> terms = content.stream().map(Word::term).toList();
    Set<String> nouns = new LinkedHashSet<>();
    Set<String> verbs = new LinkedHashSet<>();
    Set<String> readings = new LinkedHashSet<>();
    for (Word word : content) {
      switch (word.sort()) {
        case NOUN, UNKNOWN -> nouns.add(word.term());
        case VERB, ADJECTIVE -> verbs.add(word.term());
        default -> {
          // numbers and affixes are terms and no more
        }
      }
      if (word.isKana() && word.reading().length() > 1) {
        readings.add(word.reading());
      }
    }
    List<String> bigrams = Bigrams.of(normal.text());
    List<Part> parts = parts(content, normal.text());
    return new Question(
        normal.text().strip(),
        terms,
        nouns,
        verbs,
        readings,
        bigrams.subList(0, Math.min(4 * MOST_WORDS, bigrams.size())),
        pairs(all.subList(0, Math.min(4 * MOST_WORDS, all.size()))),
        near(terms),
        compounds(all),
        said(parts, terms, synonyms),
        parts);
  }

  /** How terms can be said otherwise; what is typed in kana may be any phrase read like that. */
  private static List<Synonyms.Match> said(
      List<Part> parts, List<String> terms, Synonyms synonyms) {
    List<Synonyms.Match> said = new ArrayList<>(synonyms.in(terms));
    int at = 0;
    for (Part part : parts) {
      if (Kana.isKana(part.text())) {
        said.addAll(synonyms.readAs(part.text(), at, part.terms().size()));
      }
      at += part.terms().size();
    }
    return said;
  }

  /** What is looked for with such a text. */
  static List<String> terms(List<Word> words) {
    return content(words).stream().map(Word::term).toList();
  }

  /** The telling terms of a question in a fixed order: see {@link Gist}. */
  public static String gist(String text, Words words) {
    return terms(words.of(text)).stream()
        .limit(MOST_WORDS)
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Whether the term says something about what is asked. */
  public static boolean isTelling(String term) {
    return !StopWords.holds(term);
  }

  private static List<Word> content(List<Word> words) {
    List<Word> content = words.stream().filter(Word::isContent).toList();
    List<Word> telling = content.stream().filter(w -> !StopWords.holds(w.term())).toList();
    if (!telling.isEmpty()) {
      return telling;
    }
    // somebody looks for such a word itself
    return content.isEmpty()
        ? words.stream().filter(w -> w.sort() != Word.Sort.FUNCTION).toList()
        : content;
  }

  /** Terms with nothing between them, not even grammar; the same way as documents are read. */
  static List<Pair> pairs(List<Word> words) {
    List<Pair> pairs = new ArrayList<>();
    Word before = null;
    for (Word word : words) {
      boolean content = word.isContent();
      if (content && before != null) {
        pairs.add(new Pair(before.term(), word.term()));
      }
      before = content ? word : null;
    }
    return pairs;
  }

  private static List<Pair> near(List<String> terms) {
    List<Pair> near = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      for (int j = i + 1; j < Math.min(i + 3, terms.size()); j++) {
        near.add(new Pair(terms.get(i), terms.get(j)));
      }
    }
    return near;
  }

  private static List<List<String>> compounds(List<Word> words) {
    List<List<String>> compounds = new ArrayList<>();
    List<String> together = new ArrayList<>();
    for (Word word : words.subList(0, Math.min(4 * MOST_WORDS, words.size()))) {
      boolean part = word.sort() == Word.Sort.NOUN || word.sort() == Word.Sort.AFFIX;
      if (part && !StopWords.holds(word.term())) {
        together.add(word.term());
      } else {
        addCompound(together, compounds);
        together = new ArrayList<>();
      }
    }
    addCompound(together, compounds);
    return compounds;
  }

  private static void addCompound(List<String> together, List<List<String>> compounds) {
    if (together.size() > 1) {
      compounds.add(together);
    }
  }

  private static List<Part> parts(List<Word> content, String text) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int blank = text.indexOf(' ', from);
      int begin = from;
      int end = blank < 0 ? text.length() : blank;
      List<Word> inside = content.stream().filter(w -> w.at() >= begin && w.at() < end).toList();
      if (!inside.isEmpty()) {
        parts.add(part(inside, text.substring(begin, end)));
      }
      from = end + 1;
      if (parts.size() == MOST_PARTS) {
        break;
      }
    }
    return parts;
  }

  private static Part part(List<Word> words, String text) {
    boolean kana = words.stream().allMatch(Word::isKana);
    List<String> readings = kana ? words.stream().map(Word::reading).toList() : List.of();
    return new Part(text, words.stream().map(Word::term).toList(), readings);
  }

  public boolean isBlank() {
    return normal.isEmpty();
  }
}
