package org.madoguchi.channel.mail;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.InboundMessage.Attachment;
import org.madoguchi.channels.spi.Particulars.Protection;
import org.madoguchi.tickets.InboundContact.Nature;

/** Parts, natures, threads and identities. */
public class MessageStructureTest {
  private static List<String> names(InboundMessage message) {
    return message.attachments().stream().map(Attachment::fileName).toList();
  }

  @Test
  public void alternativesAreOneText() throws Exception {
    InboundMessage message = Samples.read("alternative-plain-and-html");
    assertEquals("平文です。", message.text());
    assertEquals("<p>HTML<b>です</b>。</p>", message.html().strip());
    assertEquals(List.of(), names(message));
  }

  @Test
  public void htmlAloneIsRenderedAsText() throws Exception {
    InboundMessage message = Samples.read("html-only-shift-jis");
    assertEquals(
        "お尋ね\n\n一行目\n二行目\n\n・住民票\n・印鑑証明\n\n氏名\t花子\n\nこちら <https://city.example/a>", message.text());
    assertTrue("handed on as it is, for the sanitiser", message.html().contains("<script>"));
  }

  @Test
  public void inlineImagesAreAttachmentsWithTheirContentId() throws Exception {
    InboundMessage message = Samples.read("related-inline-image");
    assertEquals("写真です。", message.text());
    assertTrue(message.html().contains("cid:p1@x"));
    Attachment image = message.attachments().get(0);
    assertEquals("p1@x", image.contentId());
    assertEquals("image/png", image.mediaType());
    assertArrayEquals(new byte[] {1, 2, 3}, Samples.content(image));
  }

  @Test
  public void forwardedMessageIsAnAttachmentNamedByItsSubject() throws Exception {
    InboundMessage message = Samples.read("forwarded-message-as-attachment");
    assertEquals("添付します。", message.text());
    assertEquals(List.of("元のメール.eml"), names(message));
    assertEquals("message/rfc822", message.attachments().get(0).mediaType());
    String inner = new String(Samples.content(message.attachments().get(0)), "UTF-8");
    assertTrue(inner.contains("Message-ID: <inner@y.example>") && inner.contains("inner text"));
  }

  @Test
  public void textAroundAnImageIsOneText() throws Exception {
    InboundMessage message = Samples.read("apple-text-image-text");
    assertEquals("前半\n\n後半", message.text());
    assertEquals(List.of("a.png"), names(message));
    assertEquals("", message.html());
  }

  @Test
  public void htmlFooterDoesNotHideThePlainBody() throws Exception {
    InboundMessage message = Samples.read("plain-body-with-html-footer");
    assertEquals("添付します。\n\n署名", message.text());
    assertTrue(message.html().contains("添付します。") && message.html().contains("<p>署名</p>"));
  }

  @Test
  public void signatureIsAnAttachment() throws Exception {
    InboundMessage message = Samples.read("smime-signed");
    assertEquals("添付します。", message.text());
    assertEquals(List.of("attachment-1.p7s"), names(message));
    assertEquals(Set.of(Protection.SMIME_SIGNED), message.particulars().protections());
  }

  @Test
  public void photoWithoutTextIsAMessage() throws Exception {
    InboundMessage message = Samples.read("empty-message-from-a-phone");
    assertEquals("写真だけ", message.subject());
    assertEquals("", message.text());
    assertEquals(List.of("attachment-1.jpg"), names(message));
  }

  @Test
  public void damagedMailIsReadAsFarAsItGoes() throws Exception {
    InboundMessage cut = Samples.read("cut-off-multipart");
    assertEquals("添付します。", cut.text());
    assertEquals(List.of("a.png"), names(cut));
    assertEquals(0, Samples.content(cut.attachments().get(0))[0]);
    assertEquals("still readable", Samples.read("multipart-without-boundary").text());
    assertEquals("最後まで読めます。", Samples.read("base64-body-with-rubbish").text());
  }

  private static void assertNature(Nature expected, String sample) throws Exception {
    assertEquals(sample, expected, Samples.read(sample).nature());
  }

  @Test
  public void machinesAreToldFromPeople() throws Exception {
    assertNature(Nature.AUTO_REPLY, "automatic-reply-outlook");
    assertNature(Nature.AUTO_REPLY, "automatic-reply-known-by-subject-only");
    assertNature(Nature.AUTO_REPLY, "read-receipt");
    assertNature(Nature.AUTO_REPLY, "vacation-with-null-return-path");
    assertNature(Nature.AUTO_REPLY, "our-own-mail-came-back");
    assertNature(Nature.BOUNCE, "bounce-postfix");
    assertNature(Nature.BOUNCE, "bounce-qmail");
    assertNature(Nature.BULK, "mailing-list");
    assertNature(Nature.PERSON, "absentee-voting-is-a-persons-question");
    assertNature(Nature.PERSON, "answer-to-our-acknowledgement-is-a-person");
    assertNature(Nature.PERSON, "jis-nec-characters");
  }

  @Test
  public void bouncesAndReceiptsNameTheMessageTheyAreAbout() throws Exception {
    assertEquals(
        "md.mihon-2026-004512.9.sig@city.mihon.example",
        Samples.read("bounce-postfix").references().get(0));
    assertEquals(
        "md.mihon-2026-004513.2.sig@city.mihon.example",
        Samples.read("bounce-qmail").references().get(0));
    assertEquals(
        "md.mihon-2026-004512.9.sig@city.mihon.example",
        Samples.read("read-receipt").references().get(0));
  }

  @Test
  public void referencesAreNewestFirstWithoutRepeats() throws Exception {
    assertEquals(
        List.of("md.mihon-2026-000001.1.abc@city.mihon.example", "first@citizen.example"),
        Samples.read("automatic-reply-outlook").references());
  }

  @Test
  public void devicesThatReuseAMessageIdDoNotSwallowEachOther() throws Exception {
    String first = Samples.read("fax-gateway-first").externalId();
    assertNotEquals(first, Samples.read("fax-gateway-second-with-the-same-id").externalId());
    assertTrue(first.startsWith("same-id@gateway.example/"));
    assertEquals(first, Samples.read("same-mail-by-another-way").externalId());
  }

  @Test
  public void mailWithoutMessageIdHasTheHashAlone() throws Exception {
    InboundMessage message = Samples.read("scanner-without-message-id");
    assertTrue(message.externalId().matches("[0-9a-f]{64}"));
    assertEquals("", message.messageReference());
    assertFalse(
        message
            .externalId()
            .equals(
                Samples.readText("From: scanner@x.example\nSubject: Scan\n\nscan\n").externalId()));
    assertEquals("no date: when it came", Samples.RECEIVED, message.sentAt());
  }

  @Test
  public void readingTwiceGivesTheSame() throws Exception {
    InboundMessage once = Samples.read("html-only-shift-jis");
    InboundMessage again = Samples.read("html-only-shift-jis");
    assertEquals(once.externalId(), again.externalId());
    assertEquals(once.text(), again.text());
  }
}
