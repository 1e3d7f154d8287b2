package org.madoguchi.directory.internal.login;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.problem.Checks;

/**
 * What a new password must be like. Long ones of any characters are good: no rule asks for digits
 * or signs, which make people write them down (NIST SP 800-63B). Says which rule is broken.
 */
final class PasswordRules {
  private static final int LONGEST = 200;
  private static final int DIFFERENT_CHARACTERS = 5;

  /** Shorter names turn up in innocent words. */
  private static final int SHORTEST_NAME = 4;

  private static final Set<String> COMMON = common();

  private PasswordRules() {}

  /**
   * @param field the member the password came in
   * @throws org.madoguchi.kernel.problem.DomainException invalid-fields with the code required,
   *     too-long, too-short, holds-name or common
   */
  static void requireFit(String field, char[] password, Staff person, int shortest) {
    Checks checks = new Checks();
    if (password == null || password.length == 0) {
      checks.note(field, "required", "");
    } else if (password.length > LONGEST) {
      checks.note(field, "too-long", "", LONGEST);
    } else if (password.length < shortest) {
      checks.note(field, "too-short", "", shortest);
    } else {
      // a text for the time of the check; it is nowhere kept
      String folded = folded(new String(password));
      if (holdsName(folded, person)) {
        checks.note(field, "holds-name", "");
      } else if (isCommon(folded)) {
        checks.note(field, "common", "");
      }
    }
    checks.done();
  }

  private static boolean holdsName(String folded, Staff person) {
    String mailName = person.mail().replaceFirst("@.*", "");
    return Stream.of(person.id().value(), person.name(), person.kana(), mailName)
        .map(PasswordRules::folded)
        .anyMatch(
            name -> folded.equals(name) || name.length() >= SHORTEST_NAME && folded.contains(name));
  }

  /** Also with digits and signs behind it, which is what people add when they must. */
  private static boolean isCommon(String folded) {
    String bare = folded.replaceFirst("[^\\p{L}]+$", "");
    return folded.chars().distinct().count() < DIFFERENT_CHARACTERS
        || COMMON.contains(folded)
        || COMMON.contains(bare)
        || isRow(folded);
  }

  /** 1234567890, abcdefghij and back. */
  private static boolean isRow(String text) {
    int up = 0;
    int down = 0;
    for (int i = 1; i < text.length(); i++) {
      int step = text.charAt(i) - text.charAt(i - 1);
      up += step == 1 || text.charAt(i - 1) == '9' && text.charAt(i) == '0' ? 1 : 0;
      down += step == -1 || text.charAt(i - 1) == '0' && text.charAt(i) == '9' ? 1 : 0;
    }
    return Math.max(up, down) == text.length() - 1;
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s", "");
  }

  private static Set<String> common() {
    InputStream list = PasswordRules.class.getResourceAsStream("common-passwords.txt");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(PasswordRules::folded)
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
