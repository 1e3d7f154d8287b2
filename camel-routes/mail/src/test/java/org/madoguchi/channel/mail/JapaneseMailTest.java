package org.madoguchi.channel.mail;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.Test;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.tickets.ContactPoint;

/** Character sets, labels and headers as Japanese mailers write them. */
public class JapaneseMailTest {
  private static ContactPoint mail(String address) {
    return new ContactPoint(ContactPoint.Kind.MAIL, address);
  }

  private static void assertText(String sample, String expected) throws Exception {
    assertEquals(expected, Samples.read(sample).text());
  }

  @Test
  public void necAndHalfWidthCharactersOfJisAreRead() throws Exception {
    InboundMessage message = Samples.read("jis-nec-characters");
    assertEquals("①㈱髙島の件", message.subject());
    assertEquals("髙橋 ﾊﾅｺ", message.senderName());
    assertEquals(List.of(mail("hanako@citizen.example")), message.senders());
    assertEquals("①㈱髙﨑です。\nﾊﾝｶｸｶﾅ～", message.text());
    assertEquals("jis-nec@citizen.example", message.messageReference());
    assertEquals(Instant.parse("2026-11-21T00:00:00Z"), message.sentAt());
    assertEquals("ja", message.language());
  }

  @Test
  public void charactersSplitBetweenEncodedWordsAreJoined() throws Exception {
    assertEquals(
        "住民票の写しの取り方について教えてください", Samples.read("subject-words-split-inside-characters").subject());
    assertEquals(
        "転入届の手続きについて", Samples.read("subject-jis-words-without-escapes-between").subject());
  }

  @Test
  public void unlabelledShiftJisIsFoundOut() throws Exception {
    InboundMessage message = Samples.read("shift-jis-without-any-label");
    assertEquals("ゴミの収集日について", message.subject());
    assertEquals("山田 花子", message.senderName());
    assertEquals("①来週の収集日はいつですか。\nよろしくお願いします。", message.text());
  }

  @Test
  public void eucJpKnowsNecCharactersToo() throws Exception {
    assertEquals("①の件", Samples.read("euc-jp-with-nec-characters").subject());
    assertText("euc-jp-with-nec-characters", "①㈱の件です。ｱｲｳ");
  }

  @Test
  public void wrongLabelsAreOverruled() throws Exception {
    assertText("utf8-labelled-latin1", "公園の遊具が壊れています。");
    assertEquals("生のUTF-8の件名", Samples.read("utf8-labelled-latin1").subject());
    assertText("shift-jis-labelled-utf8", "道路に穴があいています。");
    assertText("euc-labelled-shift-jis", "街灯が消えています。早めの対応をお願いします。");
    assertText("jis-labelled-utf8-raw-jis-subject", "水道の開始について");
  }

  @Test
  public void rawJisInHeadersIsRead() throws Exception {
    assertEquals("生のJISの件名", Samples.read("jis-labelled-utf8-raw-jis-subject").subject());
    InboundMessage company = Samples.read("raw-jis-sender-with-bracket-bytes");
    assertEquals("株式会社見本", company.senderName());
    assertEquals(List.of(mail("info@kaisha.example")), company.senders());
  }

  @Test
  public void carriersInvalidAddressesAreKeptAndTheirPictographsShown() throws Exception {
    InboundMessage message = Samples.read("carrier-address-with-double-dots");
    assertEquals(List.of(mail("hana..ko.@docomo.ne.jp")), message.senders());
    assertEquals("教えて", message.subject());
    assertEquals("ごみの日は？☀", message.text());
  }

  @Test
  public void encodedWordsInsideQuotesAreDecodedAfterTheAddressIsTakenApart() throws Exception {
    InboundMessage message = Samples.read("encoded-name-inside-quotes");
    assertEquals("山田, 花子 (市民)", message.senderName());
    assertEquals("市役所 案内", message.subject());
    assertEquals("引用符の中の符号化語です。長い行を折り返して、文字の途中で分かれるようにしてあります。ここまで。", message.text());
  }

  @Test
  public void jisLinesThatForgetToReturnToAsciiAreRepaired() throws Exception {
    assertText("jis-lines-without-return-to-ascii", "一行目\nABC\nｱｲｳ");
  }

  @Test
  public void latinTextStaysLatin() throws Exception {
    InboundMessage message = Samples.read("portuguese-latin1");
    assertEquals("João Conceição", message.senderName());
    assertEquals("Informação sobre a certidão", message.subject());
    assertEquals(
        "Não sei onde posso tirar a certidão. É possível às sextas-feiras?", message.text());
    assertEquals("pt-BR", message.language());
  }

  @Test
  public void nulAndControlCharactersAreTakenOut() throws Exception {
    InboundMessage message = Samples.read("nul-bytes-and-controls");
    assertEquals("abc", message.subject());
    assertEquals("一[0m二", message.text());
  }

  @Test
  public void attachmentNamesAreReadInEveryEncoding() throws Exception {
    assertName("attachment-name-rfc2231-sections", "令和8年度住民税申告書の控え（最終版）.pdf");
    assertName("attachment-name-rfc2047-words", "申請書と添付書類の一覧（二〇二六年十一月）.xlsx");
    assertName("attachment-name-raw-shift-jis", "表示.jpg");
  }

  private static void assertName(String sample, String expected) throws Exception {
    InboundMessage message = Samples.read(sample);
    assertEquals("添付します。", message.text());
    assertEquals(1, message.attachments().size());
    assertEquals(expected, message.attachments().get(0).fileName());
  }

  @Test
  public void attachmentNamesAreNoPathsAndNoTricks() throws Exception {
    List<InboundMessage.Attachment> files = Samples.read("dangerous-attachment-name").attachments();
    assertEquals("fdp.exe", files.get(0).fileName());
    assertEquals("attachment-2.txt", files.get(1).fileName());
    assertEquals("a damaged type is text", "text/plain", files.get(1).mediaType());
  }

  @Test
  public void flowedLinesAreJoinedWithoutTheirSpaces() throws Exception {
    assertText("format-flowed-delsp", "この行は長いので折り返されています。\n\n> 引用も続きます。\n返事です。\n-- \n花子");
  }

  @Test
  public void formsReplyToIsWhereTheCitizenIs() throws Exception {
    InboundMessage message = Samples.read("web-form-with-reply-to");
    assertEquals(
        List.of(mail("Hanako@citizen.example"), mail("form@portal.example")), message.senders());
    assertEquals("フォーム", message.senderName());
  }

  @Test
  public void subjectIsOneLine() throws Exception {
    InboundMessage message =
        Samples.readText("From: a@b.example\nSubject: =?UTF-8?B?44GCDQpCY2M6IHg=?=\n\nx\n");
    assertEquals("あ Bcc: x", message.subject());
    assertFalse(message.subject().contains("\n"));
  }

  @Test
  public void addressesInsideAnEncodedWordAreFound() throws Exception {
    byte[] mailbox = "花子 <hanako@citizen.example>".getBytes(StandardCharsets.UTF_8);
    String all = Base64.getEncoder().encodeToString(mailbox);
    InboundMessage message = Samples.readText("From: =?UTF-8?B?" + all + "?=\nSubject: x\n\nx\n");
    assertTrue(message.senders().contains(mail("hanako@citizen.example")));
    assertEquals("花子", message.senderName());
  }
}
