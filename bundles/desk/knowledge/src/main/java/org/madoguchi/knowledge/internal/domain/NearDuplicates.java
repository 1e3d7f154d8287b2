package org.madoguchi.knowledge.internal.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Texts that say nearly the same. Two texts are as alike as the pieces they share, pairs of
 * characters and single ones that mean something; a piece counts the more the fewer texts have it.
 * Only texts that share some of their rarest pieces are compared, at most {@value #LONGEST_LIST} of
 * each piece: the time grows with the number of texts, not with its square.
 */
public final class NearDuplicates {
  /** Pairs that are less alike, in percent, are not told; it was measured with the labelled set. */
  public static final int ALIKE = 56;

  private static final int LONGEST = 300;
  private static final int RAREST = 16;
  private static final int LONGEST_LIST = 400;
  private static final int COMPARED = 20;
  private static final int PARTNERS = 5;

  /**
   * @param article the lesser of the two ids
   * @param score in percent
   */
  public record Pair(long article, long other, int score) {}

  private record Text(long id, int[] question, int[] conclusion, int[] all) {}

  private final List<Text> texts = new ArrayList<>();
  private final Map<Integer, Integer> frequencies = new HashMap<>();

  /** Questions are put alike about the most different things; what is answered counts more. */
  public void add(long id, String question, String conclusion) {
    Text text =
        new Text(id, pieces(question), pieces(conclusion), pieces(question + "\n" + conclusion));
    texts.add(text);
    for (int piece : text.all) {
      frequencies.merge(piece, 1, Integer::sum);
    }
  }

  /** In order, without those twice; letters and digits only, as folded. */
  private static int[] pieces(String text) {
    int[] letters =
        Words.folded(Words.cut(text, LONGEST)).chars().filter(Character::isLetterOrDigit).toArray();
    IntStream one = Arrays.stream(letters).filter(NearDuplicates::says);
    IntStream two =
        IntStream.range(0, Math.max(0, letters.length - 1))
            .map(i -> letters[i] << 16 | letters[i + 1]);
    return IntStream.concat(one, two).sorted().distinct().toArray();
  }

  /** Whether the character has a meaning of its own. */
  private static boolean says(int letter) {
    return switch (Character.UnicodeScript.of(letter)) {
      case HAN, KATAKANA -> true;
      default -> false;
    };
  }

  /** Those that are alike, each once. */
  public List<Pair> pairs() {
    Map<Integer, int[]> rare = new HashMap<>();
    Map<Integer, List<Integer>> lists = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      int[] pieces = rarest(texts.get(i));
      rare.put(i, pieces);
      for (int piece : pieces) {
        List<Integer> list = lists.computeIfAbsent(piece, p -> new ArrayList<>());
        if (list.size() < LONGEST_LIST) {
          list.add(i);
        }
      }
    }
    Set<Pair> pairs = new HashSet<>();
    byte[] shared = new byte[texts.size()];
    for (int i = 0; i < texts.size(); i++) {
      pairs.addAll(partners(i, rare.get(i), lists, shared));
    }
    return List.copyOf(pairs);
  }

  private int[] rarest(Text text) {
    return Arrays.stream(text.all)
        .filter(piece -> frequencies.get(piece) > 1)
        .boxed()
        .sorted(Comparator.comparing(frequencies::get))
        .limit(RAREST)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private List<Pair> partners(
      int one, int[] rare, Map<Integer, List<Integer>> lists, byte[] shared) {
    List<Integer> others = new ArrayList<>();
    for (int piece : rare) {
      for (int other : lists.get(piece)) {
        if (other != one && shared[other]++ == 0) {
          others.add(other);
        }
      }
    }
    List<Pair> pairs =
        nearest(others, shared).stream()
            .map(other -> pair(texts.get(one), texts.get(other)))
            .filter(pair -> pair.score() >= ALIKE)
            .sorted(Comparator.comparingInt(Pair::score).reversed())
            .limit(PARTNERS)
            .toList();
    others.forEach(other -> shared[other] = 0);
    return pairs;
  }

  /** Those that share the most, without putting all of them in order. */
  private static List<Integer> nearest(List<Integer> others, byte[] shared) {
    int[] many = new int[RAREST + 1];
    others.forEach(other -> many[shared[other]]++);
    int least = RAREST;
    for (int sum = many[least]; least > 1 && sum < COMPARED; sum += many[least]) {
      least--;
    }
    int enough = least;
    return others.stream()
        .filter(other -> shared[other] >= enough)
        .sorted(Comparator.comparingInt((Integer other) -> shared[other]).reversed())
        .limit(COMPARED)
        .toList();
  }

  private Pair pair(Text one, Text other) {
    boolean answered = one.conclusion.length > 0 && other.conclusion.length > 0;
    double asked = alike(one.question, other.question);
    double score =
        answered ? 20 * asked + 80 * alike(one.conclusion, other.conclusion) : 100 * asked;
    return new Pair(
        Math.min(one.id, other.id), Math.max(one.id, other.id), (int) Math.round(score));
  }

  /** What both have, as a share of what they have on average. */
  private double alike(int[] one, int[] other) {
    double both = 0;
    double sum = 0;
    int i = 0;
    int j = 0;
    while (i < one.length || j < other.length) {
      boolean left = j == other.length || i < one.length && one[i] <= other[j];
      boolean right = i == one.length || j < other.length && other[j] <= one[i];
      double weight = weight(left ? one[i] : other[j]);
      sum += left && right ? 2 * weight : weight;
      both += left && right ? 2 * weight : 0;
      i += left ? 1 : 0;
      j += right ? 1 : 0;
    }
    return sum == 0 ? 0 : both / sum;
  }

  private double weight(int piece) {
    return Math.log(1 + (double) texts.size() / frequencies.getOrDefault(piece, 1));
  }
}
