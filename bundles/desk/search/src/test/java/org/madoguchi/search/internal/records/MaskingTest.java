package org.madoguchi.search.internal.records;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class MaskingTest {
  private static void masked(String expected, String text) {
    assertEquals(expected, Masking.masked(text));
  }

  @Test
  public void telephoneNumbersAreTakenOutHoweverTheyAreWritten() {
    masked("*** に折り返し", "0466-12-3456 に折り返し");
    masked("電話***", "電話０９０－１２３４－５６７８");
    masked("電話***", "電話(046)612-3456");
    masked("電話*** です", "電話+81 90 1234 5678 です");
    masked("電話***", "電話090ー1234ー5678");
    masked("電話***", "電話０９０・１２３４・５６７８");
  }

  @Test
  public void longNumbersAreTakenOut() {
    masked("個人番号 ***", "個人番号 1234 5678 9012");
    masked("〒***", "〒251-0026");
    masked("受付番号***", "受付番号0001234567");
  }

  @Test
  public void mailAddressesAreTakenOut() {
    masked("連絡先***が届かない", "連絡先hanako.tanaka@example.jpが届かない");
    masked("連絡先 ***", "連絡先 ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ");
  }

  @Test
  public void whatSaysWhatIsAskedStays() {
    masked("令和8年4月1日から 300円", "令和8年4月1日から\n300円");
    masked("国民健康保険 第3号", "国民健康保険　第3号");
    masked("24時間 110番", "24時間 110番");
  }

  @Test
  public void nothingIsCutInTheMiddleOfACharacter() {
    assertEquals("ab", Masking.cut("ab😀", 3));
    assertEquals("ab😀", Masking.cut("ab😀", 4));
  }
}
