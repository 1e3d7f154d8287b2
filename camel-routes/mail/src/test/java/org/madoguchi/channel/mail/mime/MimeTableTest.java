package org.madoguchi.channel.mail.mime;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.Test;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.InboundMessage.Attachment;
import org.madoguchi.channels.spi.Particulars.NonDelivery;
import org.madoguchi.channels.spi.Particulars.Protection;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;

/** What is read of each mail under {@code mime/}: one line a mail, so that the cover is seen. */
public class MimeTableTest {
  private static final String ORIGINAL = "md.mihon-2026-000007.3.sig@city.mihon.example";

  private static final String FLOWED =
      "This line was wrapped by the program.\n\nThis one\nwas not.\n>> quoted twice\n-- \nHanako";

  private record Row(
      String mail, String what, Function<InboundMessage, Object> actual, Object expected) {}

  private static Row text(String mail, String expected) {
    return new Row(mail, "text", InboundMessage::text, expected);
  }

  private static Row subject(String mail, String expected) {
    return new Row(mail, "subject", InboundMessage::subject, expected);
  }

  private static Row files(String mail, String... expected) {
    return new Row(
        mail,
        "files",
        m -> m.attachments().stream().map(Attachment::fileName).toList(),
        List.of(expected));
  }

  private static Row from(String mail, String name, String... addresses) {
    return new Row(
        mail,
        "from",
        m ->
            m.senderName()
                + m.senders().stream().map(ContactPoint::value).collect(Collectors.toList()),
        name + List.of(addresses));
  }

  private static String content(Attachment file) {
    try (InputStream content = file.content().open()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row sent(String mail, Instant expected) {
    return new Row(mail, "sent", InboundMessage::sentAt, expected);
  }

  private static Row nature(String mail, Nature expected) {
    return new Row(mail, "nature", InboundMessage::nature, expected);
  }

  private static Row shown(String mail, Protection expected) {
    return new Row(mail, "protection", m -> m.particulars().protections(), Set.of(expected));
  }

  private static Row bounce(String mail, boolean permanent, String recipient, String status) {
    return new Row(
        mail,
        "bounce",
        m -> m.nature() + " " + m.particulars().nonDelivery().orElse(null),
        "BOUNCE " + new NonDelivery(permanent, ORIGINAL, List.of(recipient), status));
  }

  private static Row delayed(String mail, String recipient, String status) {
    return new Row(
        mail,
        "bounce",
        m -> m.nature() + " " + m.particulars().nonDelivery().orElse(null),
        "BOUNCE " + new NonDelivery(false, true, ORIGINAL, List.of(recipient), status));
  }

  private static Row folds(String mail, String expected) {
    return new Row(
        mail,
        "folds",
        m ->
            m.particulars().folds().stream()
                .map(f -> f.kind() + " " + f.from() + "-" + f.to())
                .collect(Collectors.joining(", ")),
        expected);
  }

  private static Row forwarded(String mail, String name) {
    return new Row(
        mail,
        "forwarded",
        m -> m.particulars().forwarded().map(f -> f.name() + " " + f.address()).orElse("nothing"),
        name + " hanako@citizen.example");
  }

  private static final List<Row> TABLE =
      List.of(
          // characters and labels
          text("jis-quoted-printable", "①㈱髙 ｶﾅ"),
          text("jis-kana-between-so-and-si", "ABC ｶﾅ DEF"),
          text("jis-escapes-of-other-years", "あABC"),
          text("shift-jis-with-ibm-characters", "表示ソ能①㈱髙﨑ｶﾅ"),
          subject("cp932-by-its-name", "髙橋の件"),
          text("cp932-by-its-name", "①㈱髙のゴミ"),
          subject("jis-without-any-label", "水道の件"),
          text("jis-without-any-label", "水道の開始は何日前までですか。"),
          from("eight-bit-headers-in-euc-jp", "山田 花子", "hanako@citizen.example"),
          subject("eight-bit-headers-in-euc-jp", "粗大ごみについて"),
          text("eight-bit-headers-in-euc-jp", "粗大ごみです。"),
          text("utf8-labelled-jis", "転入届について"),
          text("utf8-labelled-shift-jis", "公園の遊具が壊れています。"),
          text("utf8-labelled-ascii", "公園の遊具が壊れています。"),
          text("utf8-labelled-euc-kr", "안녕하세요"),
          text("utf8-cut-inside-a-character", "公\ufffd"),
          text("gb2312-label-with-gb18030-characters", "朱镕基，喆"),
          subject("gb2312-label-with-gb18030-characters", "咨询"),
          subject("gb18030-with-four-byte-characters", "咨询𠀀"),
          text("gb18030-with-four-byte-characters", "您好，𠀀字"),
          text("euc-kr-with-windows-characters", "똠방각하"),
          text("format-flowed", FLOWED),
          text("label-with-comment", "夏至"),
          text("type-without-semicolon", "夏至"),
          subject("emoji", "ありがとう😀"),
          text("emoji", "👨‍👩‍👧‍👦 🇯🇵 ☺️"),
          subject("emoji-docomo-utf8", "晴れ☀"),
          text("emoji-docomo-utf8", "1番1⃣です"),
          subject("emoji-docomo-shift-jis", "晴れ☀"),
          text("emoji-docomo-shift-jis", "晴れ☀"),
          text("emoji-au-shift-jis", "晴れ☀🏫"),
          subject("emoji-au-iso-2022-jp", "天気☔"),
          text("emoji-au-iso-2022-jp", "晴れ☀🍷⏰ abc 﨑"),
          text("emoji-softbank-utf8", "晴れ☀"),
          text("private-use-of-nobody", "晴れ\ue63e"),
          text(
              "latin-letters-labelled-utf8",
              "Mudei de endereço. Já é possível? Ações à tarde.\n\nMuito obrigado à câmara."),
          text("cyrillic-cut-inside-a-character", "Здравствуйте, это вопро\ufffd"),
          // file names
          files("file-name-rfc2231-jis-continued", "住民票①.pdf"),
          files("file-name-rfc2231-out-of-order", "住民票.pdf"),
          files("file-name-rfc2047-jis-split", "住民票①.pdf"),
          // parts
          files("uuencoded-attachment", "a.bin"),
          new Row("uuencoded-attachment", "content", m -> content(m.attachments().get(0)), "Cat"),
          new Row(
              "uuencoded-and-damaged",
              "content",
              m -> content(m.attachments().get(0)),
              "the first line, which ends in zeros\0\0\0 and the second"),
          files("winmail", "winmail.dat"),
          text("winmail", "本文\n\nwrapped: winmail.dat"),
          text("calendar-part", "打合せの案内"),
          files("calendar-part", "attachment-1.ics"),
          text(
              "calendar-outlook",
              "打合せの案内\n\nevent: 防災訓練の打合せ, 第二回 | 2026-11-25T14:00 - 2026-11-25T15:30"
                  + " | 市役所 3階 第一会議室 | 山田, 花子 <hanako@citizen.example> | again"),
          files("calendar-outlook", "attachment-1.ics"),
          text(
              "calendar-folded-utc-cancelled",
              "打合せの案内\n\ncancelled: とても長い件名の予定で、途中の文字で折り返されている"
                  + " | 2026-11-25T14:00 - 2026-11-25T15:30 |  | hanako@citizen.example | once"),
          files("calendar-folded-utc-cancelled", "invite.ics"),
          text(
              "calendar-whole-days", "打合せの案内\n\nevent: 展示会 | 2026-11-25 - 2026-11-27 |  |  | once"),
          text(
              "calendar-twice-zone-unknown",
              "打合せの案内\n\nevent: 火星 | 2026-11-25T14:00Mars/Olympus"
                  + " - 2026-11-24T14:00Mars/Olympus |  |  | once"),
          files("calendar-twice-zone-unknown", "attachment-1.ics", "invite.ics"),
          text("apple-several-pieces-of-html", "前半 後半"),
          files("apple-several-pieces-of-html", "a.png"),
          text("multipart-whose-boundary-never-comes", "still readable"),
          text("carriage-returns-only", "one\ntwo"),
          text("space-in-the-line-that-ends-the-header", "一行目の本文です。\n\n二行目"),
          text("text-with-a-name-of-its-own", "名前のある本文です。"),
          files("digest-of-messages", "first.eml", "second.eml"),
          new Row(
              "base64-attachment-with-junk",
              "content",
              m -> content(m.attachments().get(0)),
              "%PDF-1.4 content of the file"),
          from("nul-bytes-everywhere", "Hanako", "hanako@citizen.example"),
          subject("nul-bytes-everywhere", "件名"),
          text("nul-bytes-everywhere", "本文"),
          files("nul-bytes-everywhere", "a.pdf"),
          shown("pgp-signed", Protection.PGP_SIGNED),
          text("pgp-signed", "署名つき"),
          shown("pgp-encrypted", Protection.PGP_ENCRYPTED),
          shown("pgp-signed-in-the-text", Protection.PGP_SIGNED),
          shown("smime-signed-apart", Protection.SMIME_SIGNED),
          text("smime-signed-apart", "署名つき"),
          files("smime-signed-apart", "smime.p7s"),
          shown("smime-encrypted", Protection.SMIME_ENCRYPTED),
          text("smime-encrypted", "encrypted"),
          shown("smime-signed-opaque", Protection.SMIME_SIGNED),
          text("smime-signed-opaque", "署名つきの本文です"),
          files("smime-signed-opaque", "申請書.pdf"),
          shown("smime-signed-opaque-twice", Protection.SMIME_SIGNED),
          text("smime-signed-opaque-twice", "署名つきの本文です"),
          files("smime-signed-opaque-twice", "申請書.pdf"),
          shown("smime-signed-opaque-damaged", Protection.SMIME_SIGNED),
          files("smime-signed-opaque-damaged", "smime.p7m"),
          // senders, ids and dates
          from("name-with-comma-unquoted", "Yamada, Hanako", "hanako@citizen.example"),
          from(
              "name-with-comma-in-an-encoded-word",
              "Yamada, Hanako (花子)",
              "hanako@citizen.example"),
          from("several-from", "Taro", "taro@citizen.example", "hanako@citizen.example"),
          from("two-from-fields", "Taro", "taro@citizen.example", "hanako@citizen.example"),
          from("group-in-from", "Hanako", "taro@citizen.example", "hanako@citizen.example"),
          from("comments-in-from", "Hanako the second ) Yamada", "hanako@citizen.example"),
          from("quote-never-closed", "Hanako", "hanako@citizen.example"),
          from("comments-inside-the-address", "Pete", "pete@citizen.example"),
          from("name-and-address-without-brackets", "", "hanako@citizen.example"),
          sent("date-with-comments-inside", Instant.parse("2026-11-21T00:00:00Z")),
          sent("date-of-1970-in-japan", Instant.parse("1969-12-31T15:00:00Z")),
          subject("latin-letters-without-any-label", "Formação e Versão"),
          from("source-route", "Hanako", "hanako@citizen.example"),
          new Row("no-message-id-no-date", "reference", InboundMessage::messageReference, ""),
          sent("no-message-id-no-date", Mails.RECEIVED),
          sent("date-of-1970", Instant.EPOCH),
          sent("date-of-the-future", Instant.parse("2037-12-31T15:00:00Z")),
          sent("date-with-japans-zone-by-name", Instant.parse("2026-11-21T00:00:00Z")),
          sent("date-that-is-none", Mails.RECEIVED),
          subject("garbage-between-the-fields", "ゴミの日"),
          from("garbage-folded-into-the-fields", "花子", "hanako@citizen.example"),
          subject("garbage-folded-into-the-fields", "ゴミの日 =?broken?X?zz"),
          sent("garbage-folded-into-the-fields", Instant.parse("2026-11-21T00:00:00Z")),
          new Row(
              "message-id-folded-inside",
              "references",
              InboundMessage::references,
              List.of("md.mihon-2026-000001.1.abc@city.mihon.example")),
          nature("receipt-declined-by-a-person", Nature.PERSON),
          // bounces
          bounce("bounce-docomo-unknown-user", true, "hanako@docomo.ne.jp", "5.1.1"),
          bounce("bounce-mailbox-full", false, "hanako@docomo.ne.jp", "5.2.2"),
          delayed("bounce-delayed", "hanako@docomo.ne.jp", "4.4.1"),
          delayed("bounce-still-tried-in-japanese", "hanako@docomo.ne.jp", ""),
          bounce("bounce-too-large", false, "hanako@docomo.ne.jp", "5.3.4"),
          bounce("bounce-daemon-without-domain", true, "hanako@docomo.ne.jp", "5.1.1"),
          bounce("bounce-au", true, "hanako@ezweb.ne.jp", ""),
          bounce("bounce-kddi-in-japanese", false, "hanako@au.com", ""),
          bounce("bounce-softbank", true, "hanako@softbank.ne.jp", ""),
          bounce("bounce-exchange-in-japanese", true, "hanako@tenant.example", "5.1.10"),
          nature("bounce-of-the-archives-copy", Nature.AUTO_REPLY),
          new Row(
              "bounce-of-the-archives-copy",
              "references",
              InboundMessage::references,
              List.of(ORIGINAL)),
          bounce("bounce-of-a-mail-filter", true, "hanako@docomo.ne.jp", "5.1.1"),
          nature("report-of-success", Nature.AUTO_REPLY),
          bounce("bounce-from-nobody", true, "hanako@docomo.ne.jp", "5.1.1"),
          bounce("bounce-that-names-our-message-first", true, "hanako@docomo.ne.jp", ""),
          delayed("bounce-exim-still-tried", "hanako@docomo.ne.jp", ""),
          bounce("bounce-refused-by-a-carriers-filter", false, "hanako@docomo.ne.jp", "5.0.0"),
          bounce("bounce-refused-by-a-block-list", false, "hanako@docomo.ne.jp", "5.7.1"),
          bounce("bounce-of-our-sender", false, "hanako@docomo.ne.jp", "5.1.8"),
          bounce("bounce-closed-for-now", false, "hanako@docomo.ne.jp", "5.2.1"),
          bounce("bounce-unknown-for-too-long", true, "hanako@docomo.ne.jp", "4.1.1"),
          bounce("bounce-full-by-words", false, "hanako@docomo.ne.jp", "5.0.0"),
          bounce("bounce-of-one-of-two", true, "hanako@docomo.ne.jp", "5.1.1"),
          bounce("bounce-with-the-message-between-the-parts", true, "hanako@docomo.ne.jp", ""),
          bounce("bounce-with-a-gap-before-the-message", true, "hanako@docomo.ne.jp", ""),
          // who wrote it
          nature("question-about-automatic-answers", Nature.PERSON),
          nature("question-about-a-card-at-the-door", Nature.PERSON),
          nature("question-about-office-hours", Nature.PERSON),
          nature("question-about-a-delivery", Nature.PERSON),
          nature("form-in-our-name", Nature.BULK),
          from("form-in-our-name", "山田 花子", "hanako@citizen.example"),
          nature("vacation-marked-as-generated", Nature.AUTO_REPLY),
          nature("vacation-in-chinese", Nature.AUTO_REPLY),
          // quotes and signatures
          folds("quoted-by-outlook-ja", "SIGNATURE 3-7, QUOTE 7-14"),
          folds("quoted-by-an-iphone-ja", "SIGNATURE 2-3, QUOTE 4-9"),
          folds("quoted-and-nothing-else", ""),
          folds("quoted-by-a-phone-without-marks", "QUOTE 2-7"),
          folds("quoted-by-gmail-in-portuguese", "QUOTE 2-6"),
          folds("quoted-by-outlook-in-chinese", "QUOTE 2-8"),
          // forwarded by a colleague
          forwarded("forwarded-outlook-ja", "山田 花子"),
          forwarded("forwarded-outlook-ja-labels", "山田 花子"),
          forwarded("forwarded-gmail", "山田 花子"),
          forwarded("forwarded-thunderbird-ja", "山田 花子"),
          forwarded("forwarded-becky", "山田 花子"),
          forwarded("forwarded-apple-mail-ja", "山田 花子"),
          forwarded("forwarded-twice-by-colleagues", ""),
          forwarded("forwarded-as-attachment", "山田 花子"),
          new Row(
              "answered-and-not-forwarded",
              "forwarded",
              m -> m.particulars().forwarded().isPresent(),
              false));

  @Test
  public void everyMailIsReadAsTheTableSays() throws Exception {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (Row row : TABLE) {
      String label = row.mail() + ", " + row.what() + ": ";
      expected.add(label + row.expected());
      actual.add(label + row.actual().apply(Mails.read(row.mail())));
    }
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  @Test
  public void everyMailIsInTheTable() throws Exception {
    Set<String> inTable = TABLE.stream().map(Row::mail).collect(Collectors.toSet());
    Set<String> files =
        Mails.all("mime").stream()
            .map(p -> p.getFileName().toString().replace(".eml", ""))
            .collect(Collectors.toSet());
    assertEquals(files, inTable);
  }
}
