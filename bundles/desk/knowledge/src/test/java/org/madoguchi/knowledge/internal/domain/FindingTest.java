package org.madoguchi.knowledge.internal.domain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

public class FindingTest {
  @Test
  @Covers("K6")
  public void fewRatingsSayLess() {
    assertEquals(0.2, Finding.lowest(1, 1), 0.01);
    assertEquals(0.57, Finding.lowest(5, 5), 0.01);
    assertTrue(Finding.lowest(5, 5) < Finding.lowest(45, 50));
    assertEquals(0, Finding.lowest(0, 50), 0.001);
  }
}
