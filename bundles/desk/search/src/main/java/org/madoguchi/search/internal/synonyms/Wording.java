package org.madoguchi.search.internal.synonyms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.search.internal.text.NormalText;

/** How the words of a group are written and compared. Pure functions. */
public final class Wording {
  /** What people put between words, in a cell or a field. */
  private static final String BETWEEN = "[|｜、，,\\r\\n\\t]";

  /** Longer normal forms come from signs that stand for whole phrases. */
  private static final int LONGEST_NORMAL = 190;

  private Wording() {}

  /** What stands between separators; blanks around a word are no part of it. */
  static List<String> cut(String written) {
    return Arrays.stream(written.split(BETWEEN))
        .map(Wording::clean)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  public static String clean(String word) {
    return word.replaceAll("[\\s\\u3000]+", " ").strip();
  }

  /** Whether it is one word, and could be written into a cell with others. */
  public static boolean isOne(String word) {
    return cut(word).size() == 1 && word.chars().noneMatch(Character::isISOControl);
  }

  /** As it is compared. */
  public static String normal(String word) {
    String normal = NormalText.of(word).text().strip();
    return normal.length() <= LONGEST_NORMAL ? normal : normal.substring(0, LONGEST_NORMAL);
  }

  /** The first word that is there already, written in this or another way. */
  static Optional<String> twice(List<String> words) {
    Set<String> seen = new HashSet<>();
    return words.stream().filter(word -> !seen.add(normal(word))).findFirst();
  }

  /** As a filter looks through them. */
  public static String searched(List<String> words) {
    return words.stream().map(Wording::normal).collect(Collectors.joining("\n"));
  }

  /** The same for the same words in any order. */
  public static String key(List<String> words) {
    String sorted = words.stream().map(Wording::normal).sorted().collect(Collectors.joining("\n"));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(sorted.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
