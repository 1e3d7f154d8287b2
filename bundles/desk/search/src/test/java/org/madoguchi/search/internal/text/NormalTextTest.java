package org.madoguchi.search.internal.text;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class NormalTextTest {
  private static String normal(String text) {
    return NormalText.of(text).text();
  }

  @Test
  public void widthAndCaseAreOne() {
    assertEquals("abc123カード(株)", normal("ＡＢＣ１２３ｶｰﾄﾞ㈱"));
  }

  @Test
  public void oldAndOtherFormsOfCharactersAreOne() {
    assertEquals("国学 渡辺 高崎 斎藤", normal("國學 渡邊 髙﨑 齋藤"));
    assertEquals("吉田", normal("𠮷田"));
  }

  @Test
  public void dashesBehindKanaAreLongVowels() {
    assertEquals("センター", normal("センタ−"));
    assertEquals("046-1", normal("０４６‐１"));
  }

  @Test
  public void controlsLoneSurrogatesAndInvisibleSignsDisappear() {
    assertEquals("a b c", normal("a\u0000b\ud83dc"));
    assertEquals("葛城", normal("葛\udb40\udd00城\u200b"));
  }

  @Test
  public void everyCharacterKnowsWhereItCameFrom() {
    NormalText text = NormalText.of("㈱ﾊﾞｽ");
    assertEquals("(株)バス", text.text());
    assertEquals(0, text.start(1));
    assertEquals(1, text.end(3));
    assertEquals(1, text.start(3));
    assertEquals(3, text.end(4));
    assertEquals(4, text.end(5));
  }
}
