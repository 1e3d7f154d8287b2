package org.madoguchi.assistant.internal.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class SentencesTest {
  private static void cut(String text, String... sentences) {
    assertEquals(List.of(sentences), Sentences.of(text));
  }

  @Test
  public void japaneseEndsAtFullStopsOutsideOfBrackets() {
    cut("行きます。来ますか？はい！", "行きます。", "来ますか？", "はい！");
    cut("「できません。お帰りください。」と言われた。困る。", "「できません。お帰りください。」と言われた。", "困る。");
    cut("手数料（1通300円。郵送は別。）が要る。", "手数料（1通300円。郵送は別。）が要る。");
    cut("「閉じていない。次の文。", "「閉じていない。", "次の文。");
    cut("そうですか…では、また。", "そうですか…では、また。");
    cut("本当ですか！？はい。", "本当ですか！？", "はい。");
  }

  @Test
  public void englishEndsAtFullStopsButNotOfAbbreviationsAndNumbers() {
    cut(
        "Dear Mr. Smith, it costs 1.5 yen. Is it open at 5 p.m. today? See city.example/a.b now.",
        "Dear Mr. Smith, it costs 1.5 yen.",
        "Is it open at 5 p.m. today?",
        "See city.example/a.b now.");
  }

  @Test
  public void bulletsAndBlankLinesBeginAnewAndWrappedLinesGoOn() {
    cut("・住民票\n・印鑑\n(1) 届出\n1.5倍", "住民票", "印鑑", "届出", "1.5倍");
    cut("先日お送りいただいた書類について、内容を確認し\nましたのでお知らせします。\n以上", "先日お送りいただいた書類について、内容を確認しましたのでお知らせします。", "以上");
    cut(
        "The office on the first floor\nis open on Sunday.",
        "The office on the first floor is open on Sunday.");
  }

  @Test
  public void whatNeverEndsIsCutAndNoCharacterIsBroken() {
    List<String> pieces = Sentences.of("😀".repeat(1_000));
    assertEquals("😀".repeat(1_000), String.join("", pieces));
    assertTrue(pieces.stream().allMatch(p -> p.length() <= Sentences.LONGEST + 2));
    assertTrue(pieces.stream().noneMatch(p -> Character.isLowSurrogate(p.charAt(0))));
    assertEquals(List.of(), Sentences.of(""));
  }

  @Test
  public void quotesAndSignaturesOfMailsAreLeftOut() {
    assertEquals("質問です。\n\n回答です。", MailText.said("質問です。\n> 前の文\n\n回答です。\n--\n山田\nTEL 03"));
    assertEquals("本文です。", MailText.said("本文です。\n2026年11月3日 10:00 みほん市 <a@b.example>:\n前の文"));
    assertEquals("本文です。", MailText.said("本文です。\n電話：090-0000-0000\nhanako@mail.example"));
    assertEquals("見出し\n本文が続きます。", MailText.said("見出し\n======\n本文が続きます。"));
  }
}
