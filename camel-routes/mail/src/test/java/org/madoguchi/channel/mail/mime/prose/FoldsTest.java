package org.madoguchi.channel.mail.mime.prose;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.Test;

/** Which lines are folded: Q quoted, S signature, . shown; one letter a line. */
public class FoldsTest {
  private static void assertFolds(String expected, String... lines) {
    StringBuilder shown = new StringBuilder(".".repeat(lines.length));
    Folds.of(String.join("\n", lines))
        .forEach(
            f -> {
              for (int i = f.from(); i < f.to(); i++) {
                shown.setCharAt(i, f.kind().name().charAt(0));
              }
            });
    assertEquals(
        List.of(lines).stream().collect(Collectors.joining("\n")), expected, shown.toString());
  }

  @Test
  public void quotesOfEveryHabitAreFolded() {
    assertFolds(".QQ", "はい。", "> 質問です", ">> 前の質問");
    assertFolds(".Q", "はい。", "＞質問です");
    assertFolds(".Q", "はい。", "| 質問です");
    assertFolds(".QQ", "はい。", "花子> 質問です", "花子> よろしく");
    assertFolds("Q.Q.", "> 一つ目", "答えです", "> 二つ目", "これも答えです");
  }

  @Test
  public void sentencesAboveAQuoteBelongToIt() {
    assertFolds("..QQ", "了解", "", "2026年11月21日(土) 9:00 山田花子 <hanako@citizen.example>:", "> 質問");
    assertFolds(".QQ", "ok", "On Sat, Nov 21, 2026 at 9:00 Hanako <h@x.example> wrote:", "> q");
    assertFolds(".QQ", "ok", "山田花子さんは書きました:", "> q");
    assertFolds(
        ".QQQ", "ok", "On Sat, 21 Nov 2026 09:00:00 +0900", "Hanako <h@x.example> wrote:", "> q");
  }

  @Test
  public void whatWasThereBeforeIsFoldedToTheEnd() {
    assertFolds(
        ".QQQQQQ",
        "ok",
        "-----Original Message-----",
        "From: a@b.example",
        "Sent: x",
        "Subject: y",
        "",
        "old");
    assertFolds(
        ".QQQQQ", "ok", "差出人: 窓口 <a@b.example>", "送信日時: 2026年11月21日", "宛先: 花子", "件名: 回答", "前の文");
    assertFolds(".QQ", "ok", "-------- 元のメッセージ --------", "前の文");
  }

  @Test
  public void signaturesAreFolded() {
    assertFolds(".SS", "本文", "-- ", "花子");
    assertFolds(
        ".SSSSS",
        "本文",
        "━━━━━━━━━━━━",
        "美本商店 山田花子",
        "〒100-0001 美本市1-1",
        "TEL 03-1234-5678",
        "━━━━━━━━━━━━");
    assertFolds(
        ".SSS",
        "本文",
        "**********************",
        "山田 hanako@citizen.example",
        "**********************");
    assertFolds(".S", "本文", "iPhoneから送信");
    assertFolds(".SSQQ", "本文", "--", "花子", "-----Original Message-----", "old");
  }

  @Test
  public void wholeMailsAsPeopleWriteThem() {
    assertFolds(
        "....SSSSSQQQQQQQ",
        "ご回答ありがとうございます。",
        "もう一つ教えてください。",
        "休日も受け取れますか。",
        "",
        "＝＝＝＝＝＝＝＝＝＝＝＝＝＝",
        "美本自治会 会長 山田花子",
        "電話 0466-25-1111",
        "hanako@citizen.example",
        "＝＝＝＝＝＝＝＝＝＝＝＝＝＝",
        "-----元のメッセージ-----",
        "差出人: みほん市 <shimin@city.mihon.example>",
        "送信日時: 2026年11月21日 9:00",
        "宛先: hanako@citizen.example",
        "件名: Re: 住民票について",
        "",
        "コンビニで取れます。");
    assertFolds(
        "..QQQ.SSS",
        "そうです。",
        "",
        "2026/11/21 9:00、みほん市 <shimin@city.mihon.example>のメール:",
        "> 粗大ごみですか。",
        "> 何個ありますか。",
        "二つです。",
        "-- ",
        "山田",
        "090-1111-2222");
    assertFolds(
        "..QQQ",
        "承知しました。",
        "",
        "2026年11月21日(土) 9:00 みほん市 <shimin@city.mihon.example>:",
        "",
        "> 明日お越しください。");
    assertFolds("..QQQQ", "OK", "", "みほん市さんは書きました：", "| 明日です。", "|", "| みほん市");
  }

  @Test
  public void aMailThatIsNothingButQuotesIsReadThroughOnce() {
    assertFolds("", new String[0]);
    assertEquals(List.of(), Folds.of("> a\n".repeat(500_000)));
    assertEquals(List.of(), Folds.of(">".repeat(1_000_000)));
    assertEquals(1, Folds.of("x\n" + "> a\n".repeat(500_000)).size());
  }

  @Test
  public void wordsThatAreNoneOfItStay() {
    assertFolds("...", "一番", "----------------", "二番の質問です");
    assertFolds("..", "差出人: わかりません", "と書いてありました");
    assertFolds("..", "気温>30度のとき", "トップページ>くらし>ごみ のページです");
    assertFolds("..", "> だけの", "> メール");
    assertFolds("", new String[0]);
  }
}
