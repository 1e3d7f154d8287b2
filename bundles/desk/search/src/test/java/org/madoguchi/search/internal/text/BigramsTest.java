package org.madoguchi.search.internal.text;

import static org.junit.Assert.assertEquals;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

public class BigramsTest {
  private static final String LETTERS = "ああいカ住民a1z 。\n";

  @Test
  public void neighboursOfJapaneseAndWholeLatinWords() {
    assertEquals(List.of("住民", "民票", "ごみ", "pdf2", "の"), Bigrams.of("住民票。ゴミ pdf2 の"));
  }

  @Test
  public void countedAsTheyAreMade() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      StringBuilder made = new StringBuilder();
      for (int j = random.nextInt(40); j > 0; j--) {
        made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      String text = Kana.hiragana(made.toString()) + (i % 9 == 0 ? "q".repeat(70) : "");
      List<String> all = Bigrams.of(text);
      assertEquals(text, all.size(), Bigrams.count(text));
      Set<String> asked = new HashSet<>(all);
      asked.addAll(List.of("住民", "ああ", "あ", "a", "民"));
      for (String bigram : asked) {
        assertEquals(
            text + "/" + bigram, Collections.frequency(all, bigram), Bigrams.count(text, bigram));
      }
    }
  }
}
