package org.madoguchi.search.internal.lucene;

import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.search.internal.learning.Ranking;
import org.madoguchi.search.internal.rank.Features;
import org.madoguchi.search.internal.rank.Weights;

/** What the learned ranking is taught with, and what it does with what it learned. */
public class ChoicesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static Weights only(String feature) {
    int size = Features.NAMES.size();
    double[] deviation = new double[size];
    Arrays.fill(deviation, 1);
    double[] weight = new double[size];
    weight[Features.NAMES.indexOf(feature)] = 1;
    return new Weights(new double[size], deviation, weight);
  }

  @Test
  public void municipalitysOwnWeightsRankWhatIsAskedThere() throws Exception {
    try (Desk desk = new Desk(folder.newFolder().toPath())) {
      desk.put(
          Desk.article("1", "粗大ごみ").body("電話でお申し込みください。").build(),
          Desk.article("2", "家具を捨てるとき").body("粗大ごみは、粗大ごみの受付センターへ。粗大ごみ券が要ります。").build());
      List<Ranking.Choice> choices =
          desk.engine.read(index -> desk.searcher.choices(index, Desk.articles("粗大ごみ")));
      assertEquals(List.of("1", "2"), choices.stream().map(c -> c.key().id()).sorted().toList());
      assertEquals(Features.NAMES.size(), choices.get(0).features().length);
      desk.searcher.rankBy(only("title"));
      assertEquals(List.of("1", "2"), desk.ids("粗大ごみ"));
      desk.searcher.rankBy(Desk.MIHON, Optional.of(only("body")));
      assertEquals(List.of("2", "1"), desk.ids("粗大ごみ"));
      desk.searcher.rankBy(Desk.MIHON, Optional.empty());
      desk.searcher.rankBy(new MunicipalityId("aoba"), Optional.of(only("body")));
      assertEquals(List.of("1", "2"), desk.ids("粗大ごみ"));
    }
  }
}
