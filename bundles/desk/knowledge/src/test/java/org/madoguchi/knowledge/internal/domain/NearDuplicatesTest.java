package org.madoguchi.knowledge.internal.domain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

public class NearDuplicatesTest {
  /** Same or not, question, conclusion, question, conclusion. */
  private static List<String[]> labelled() throws IOException {
    try (BufferedReader file =
        new BufferedReader(
            new InputStreamReader(
                NearDuplicatesTest.class.getResourceAsStream("pairs.tsv"),
                StandardCharsets.UTF_8))) {
      return file.lines().map(line -> line.split("\t")).toList();
    }
  }

  /** The floor of what docs/explanation tells. */
  @Test
  @Covers("X11")
  public void theLabelledPairsAreToldApart() throws IOException {
    List<String[]> pairs = labelled();
    assertTrue("pairs: " + pairs.size(), pairs.size() >= 60);
    NearDuplicates texts = new NearDuplicates();
    for (int i = 0; i < pairs.size(); i++) {
      String[] pair = pairs.get(i);
      texts.add(2 * i + 1, pair[1], pair[2]);
      texts.add(2 * i + 2, pair[3], pair[4]);
    }
    Set<Long> found =
        texts.pairs().stream()
            .filter(p -> p.article() % 2 == 1 && p.other() == p.article() + 1)
            .map(p -> p.article() / 2)
            .collect(Collectors.toSet());
    long same = pairs.stream().filter(p -> p[0].equals("1")).count();
    long right = found.stream().filter(i -> pairs.get(i.intValue())[0].equals("1")).count();
    double precision = (double) right / found.size();
    double recall = (double) right / same;
    String told = right + " of " + same + " found, " + found.size() + " told";
    assertTrue("precision: " + told, precision >= 0.9);
    assertTrue("recall: " + told, recall >= 0.9);
  }

  @Test
  public void aTextThatIsThereOnceHasNoPair() {
    NearDuplicates texts = new NearDuplicates();
    texts.add(1, "住民票の写しはどこで取れますか", "市民課の窓口で取れます。");
    texts.add(2, "犬の登録はどうすればよいですか", "環境課で登録してください。");
    texts.add(3, "", "");
    assertEquals(List.of(), texts.pairs());
  }

  @Test
  public void widthAndMarksDoNotCount() {
    NearDuplicates texts = new NearDuplicates();
    texts.add(7, "ＦＡＸ番号を教えてください。", "");
    texts.add(3, "fax番号を、教えてください", "");
    assertEquals(List.of(new NearDuplicates.Pair(3, 7, 100)), texts.pairs());
  }

  @Test
  @Covers("X11")
  public void twentyThousandTextsTakeSeconds() {
    Random random = new Random(11);
    List<String> words =
        IntStream.range(0, 3_000)
            .mapToObj(i -> Character.toString(0x4e00 + random.nextInt(3_000)) + word(random))
            .toList();
    NearDuplicates texts = new NearDuplicates();
    for (int i = 1; i <= 20_000; i++) {
      // each hundredth says what the one before it says
      Random seed = new Random(i % 100 == 0 ? i - 1 : i);
      texts.add(i, sentence(words, seed, 8), sentence(words, seed, 25));
    }
    long before = System.nanoTime();
    List<NearDuplicates.Pair> pairs = texts.pairs();
    long seconds = (System.nanoTime() - before) / 1_000_000_000;
    assertTrue("pairs: " + pairs.size(), pairs.size() >= 200);
    assertTrue("seconds: " + seconds, seconds < 60);
  }

  private static String word(Random random) {
    return Character.toString(0x3041 + random.nextInt(80));
  }

  private static String sentence(List<String> words, Random random, int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> words.get(random.nextInt(words.size())))
        .collect(Collectors.joining("の"));
  }
}
