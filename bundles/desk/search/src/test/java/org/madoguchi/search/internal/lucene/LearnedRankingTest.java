package org.madoguchi.search.internal.lucene;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.StringReader;
import org.junit.Test;
import org.madoguchi.search.internal.rank.Features;
import org.madoguchi.search.internal.rank.Weights;

public class LearnedRankingTest {
  @Test
  public void weightsAreWrittenAsTheyAreRead() throws Exception {
    Weights ours = Weights.ours();
    Weights again = Weights.read(new StringReader(ours.write()));
    assertArrayEquals(ours.weight(), again.weight(), 1e-5);
    assertEquals(Features.NAMES.size(), ours.weight().length);
  }

  @Test
  public void weightsOfOtherFeaturesAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Weights.read(new StringReader("first = 0 1 1\n")));
  }
}
