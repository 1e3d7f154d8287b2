package org.madoguchi.search.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class BigramsTest {
  @Test
  public void neighboursOfJapaneseAndWholeLatinWords() {
    assertEquals(List.of("住民", "民票", "ごみ", "pdf2", "の"), Bigrams.of("住民票。ゴミ pdf2 の"));
  }

  @Test
  public void wordsInLatinLettersAreTold() {
    assertTrue(Bigrams.isLatin("pdf2"));
    assertFalse(Bigrams.isLatin("住民"));
    assertFalse(Bigrams.isLatin("の"));
  }
}
