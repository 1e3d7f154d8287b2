package org.madoguchi.search.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class WordsTest {
  private static List<String> terms(String text) {
    return Dictionary.WORDS.of(text).stream().filter(Word::isContent).map(Word::term).toList();
  }

  private static void same(String... spellings) {
    for (String each : spellings) {
      assertEquals(each, terms(spellings[0]), terms(each));
    }
  }

  @Test
  public void okuriganaAndInflectionAreOneTerm() {
    same("申し込み", "申込", "申込み", "申しこみ");
    same("引っ越し", "引越し", "引っ越す", "引っ越した");
    same("支払い", "支払", "支払う", "支払った");
  }

  @Test
  public void katakanaVariantsAreOneTerm() {
    same("コンピューター", "コンピュータ", "ｺﾝﾋﾟｭｰﾀｰ");
    same("バイオリン", "ヴァイオリン");
  }

  @Test
  public void kanaAndKanjiAreOneTerm() {
    same("子供", "子ども", "こども");
    same("ごみ", "ゴミ", "塵");
  }

  @Test
  public void yearsOfErasAreYears() {
    same("令和8年", "2026年", "令和八年", "Ｒ8年");
    same("平成30年", "H30年", "2018年");
    same("令和元年", "2019年");
    same("令和8年4月1日", "R8.4.1", "2026/4/1", "2026年4月1日");
  }

  @Test
  public void numbersAreOneTermHoweverTheyAreWritten() {
    same("1000円", "１，０００円", "千円");
    assertEquals(List.of("20"), terms("二十歳").subList(0, 1));
    assertTrue(terms("一人暮らし").stream().noneMatch("1"::equals));
  }

  @Test
  public void aTelephoneNumberIsItsDigits() {
    same("0466-25-1111", "0466(25)1111");
  }

  @Test
  public void offsetsAreThoseOfTheOriginal() {
    String text = "㈱見本の 申込ﾐ書、令和8年4月";
    for (Word word : Dictionary.WORDS.of(text)) {
      assertTrue(word.start() >= 0 && word.start() <= word.end() && word.end() <= text.length());
    }
    Word date =
        Dictionary.WORDS.of(text).stream().filter(w -> w.term().equals("y2026")).findFirst().get();
    assertEquals("令和8年4月", text.substring(date.start(), date.end()));
  }

  @Test
  public void longTextsWithoutAnEndAreCut() {
    String text = "あ".repeat(50_000) + "\ud83d".repeat(1_000) + "保険証";
    List<Word> words = Dictionary.WORDS.of(text);
    assertEquals("証", words.get(words.size() - 1).term());
  }
}
