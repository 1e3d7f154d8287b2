package org.madoguchi.search.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What citizens say for what offices call it. Groups are phrases of terms; a phrase that stands in
 * a question finds the others of its groups. Immutable.
 */
public final class Synonyms {
  private static final int LONGEST_PHRASE = 6;

  /**
   * @param words as written
   */
  public record Group(List<String> words) {
    public Group {
      words = List.copyOf(words);
    }
  }

  /**
   * A place of a question that can be said otherwise.
   *
   * @param from the first term it stands for
   * @param length how many terms
   * @param others phrases of terms
   */
  public record Match(int from, int length, Set<List<String>> others) {
    private boolean covers(Match other) {
      return from <= other.from
          && from + length >= other.from + other.length
          && length > other.length;
    }
  }

  private final Map<List<String>, Set<List<String>>> others;
  private final Map<String, List<String>> byReading;

  private Synonyms(
      Map<List<String>, Set<List<String>>> others, Map<String, List<String>> byReading) {
    this.others = others;
    this.byReading = byReading;
  }

  /** The groups that come with the product. */
  public static List<Group> ours() {
    return Resources.lines("synonyms.txt").stream()
        .map(line -> new Group(Arrays.stream(line.split("[|,]")).map(String::strip).toList()))
        .toList();
  }

  public static Synonyms of(Collection<Group> groups, Words words) {
    Map<List<String>, Set<List<String>>> others = new HashMap<>();
    Map<String, List<String>> byReading = new HashMap<>();
    for (Group group : groups) {
      Set<List<String>> phrases = new LinkedHashSet<>();
      for (String word : group.words()) {
        List<Word> cut = words.of(NormalText.of(word));
        List<String> phrase = Question.terms(cut);
        if (!phrase.isEmpty() && phrase.size() <= LONGEST_PHRASE) {
          phrases.add(phrase);
          byReading.putIfAbsent(reading(cut), phrase);
        }
      }
      for (List<String> phrase : phrases) {
        others.computeIfAbsent(phrase, p -> new LinkedHashSet<>()).addAll(phrases);
      }
    }
    others.forEach((phrase, all) -> all.remove(phrase));
    return new Synonyms(others, byReading);
  }

  private static String reading(List<Word> words) {
    StringBuilder reading = new StringBuilder();
    words.forEach(word -> reading.append(word.pronounced()));
    return reading.toString();
  }

  /** These, and the others besides. */
  public Synonyms and(Synonyms more) {
    Map<List<String>, Set<List<String>>> both = new HashMap<>();
    others.forEach((phrase, all) -> both.put(phrase, new LinkedHashSet<>(all)));
    more.others.forEach(
        (phrase, all) -> both.computeIfAbsent(phrase, p -> new LinkedHashSet<>()).addAll(all));
    Map<String, List<String>> readings = new HashMap<>(more.byReading);
    readings.putAll(byReading);
    return new Synonyms(both, readings);
  }

  /** The phrase that is read like this, and how it can be said otherwise. */
  List<Match> readAs(String kana, int from, int length) {
    List<String> phrase = byReading.get(Kana.katakana(kana));
    if (phrase == null) {
      return List.of();
    }
    Set<List<String>> all = new LinkedHashSet<>(others.getOrDefault(phrase, Set.of()));
    all.add(phrase);
    return List.of(new Match(from, length, all));
  }

  /** Where a sequence of terms can be said otherwise; the longest phrase at each place. */
  List<Match> in(List<String> terms) {
    List<Match> found = new ArrayList<>();
    for (int from = 0; from < terms.size(); from++) {
      int most = Math.min(LONGEST_PHRASE, terms.size() - from);
      for (int length = most; length > 0; length--) {
        Set<List<String>> said = others.get(terms.subList(from, from + length));
        if (said != null && !said.isEmpty()) {
          found.add(new Match(from, length, said));
        }
      }
    }
    return found.stream().filter(m -> found.stream().noneMatch(o -> o.covers(m))).toList();
  }
}
