package org.madoguchi.knowledge.internal.domain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.Test;
import org.madoguchi.knowledge.internal.domain.Comparison.Kind;
import org.madoguchi.knowledge.internal.domain.Comparison.Stretch;

public class ComparisonTest {

  private static String side(List<Stretch> stretches, Kind other) {
    return stretches.stream()
        .filter(s -> s.kind() == Kind.SAME || s.kind() == other)
        .map(Stretch::text)
        .collect(Collectors.joining());
  }

  @Test
  public void wordsThatChangedAreTold() {
    assertEquals(
        List.of(
            new Stretch(Kind.SAME, "手数料は"),
            new Stretch(Kind.REMOVED, "300"),
            new Stretch(Kind.ADDED, "350"),
            new Stretch(Kind.SAME, "円です。")),
        Comparison.of("手数料は300円です。", "手数料は350円です。"));
    assertEquals(List.of(), Comparison.of("", ""));
    assertEquals(List.of(new Stretch(Kind.SAME, "同じ")), Comparison.of("同じ", "同じ"));
    assertEquals(List.of(new Stretch(Kind.ADDED, "新しい")), Comparison.of("", "新しい"));
  }

  @Test
  public void bothTextsCanBeReadFromIt() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      String older = text(random);
      String newer = random.nextBoolean() ? text(random) : changed(random, older);
      List<Stretch> stretches = Comparison.of(older, newer);
      assertEquals(older, side(stretches, Kind.REMOVED));
      assertEquals(newer, side(stretches, Kind.ADDED));
    }
  }

  private static String text(Random random) {
    String signs = "あいう亜意宇abc12 、。\n";
    return random
        .ints(random.nextInt(60), 0, signs.length())
        .mapToObj(i -> signs.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  private static String changed(Random random, String text) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + "変" + text.substring(at);
  }

  @Test
  public void textsWithNothingInCommonTakeNoLongerThanTheyMust() {
    String older = numbered("旧", 40_000);
    String newer = numbered("新", 40_000);
    List<Stretch> stretches = Comparison.of(older, newer);
    assertEquals(2, stretches.size());
    assertTrue(side(stretches, Kind.ADDED).equals(newer));
  }

  private static String numbered(String begin, int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(begin).append(i).append('\n');
    }
    return text.toString();
  }
}
