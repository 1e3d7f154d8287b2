package org.madoguchi.channel.mail;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.tickets.InboundContact.Nature;

/**
 * Mails made to break a reader: each is read within bounds or refused with a reason, and nothing
 * else happens.
 */
public class HostileMailTest {
  private static final String FROM = "From: a@b.example\nSubject: x\nMessage-ID: <m@b.example>\n";

  @Test
  public void mailWithoutASenderIsUnreadable() throws Exception {
    assertThrows(UnreadableDelivery.class, () -> Samples.read("no-sender"));
    assertThrows(UnreadableDelivery.class, () -> Samples.readText(""));
    assertThrows(UnreadableDelivery.class, () -> Samples.readText("\n\nbody without header\n"));
  }

  @Test
  public void deepNestingEndsInAnAttachment() throws Exception {
    StringBuilder mail = new StringBuilder(FROM);
    for (int i = 1000; i < 1500; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
    }
    InboundMessage message = Samples.readText(mail + "\ninnermost\n");
    assertEquals(1, message.attachments().size());
    assertEquals("", message.text());
  }

  @Test
  public void tooManyPartsAreRefused() throws Exception {
    String mail =
        FROM + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(50_000);
    UnreadableDelivery refused =
        assertThrows(UnreadableDelivery.class, () -> Samples.readText(mail));
    assertTrue(refused.getMessage(), refused.getMessage().contains("1,000"));
  }

  @Test
  public void headersBeyondBoundsAreRefused() throws Exception {
    String longField = FROM + "X-Long: " + "x".repeat(2_000_000) + "\n\nbody\n";
    assertThrows(UnreadableDelivery.class, () -> Samples.readText(longField));
    String manyFields = FROM + "X: y\n".repeat(20_000) + "\nbody\n";
    assertThrows(UnreadableDelivery.class, () -> Samples.readText(manyFields));
  }

  @Test
  public void longTextIsCutAndAttachedWhole() throws Exception {
    String line = "あ".repeat(1000) + "\n";
    String mail = FROM + "Content-Type: text/plain; charset=UTF-8\n\n" + line.repeat(1000);
    InboundMessage message = Samples.readText(mail);
    assertTrue(message.text().length() < 400_000);
    assertTrue(message.text().endsWith("attachment-1.txt."));
    assertTrue(Samples.content(message.attachments().get(0)).length >= 3_000_000);
  }

  @Test
  public void longReferencesAreBounded() throws Exception {
    StringBuilder references = new StringBuilder("References:");
    for (int i = 0; i < 2000; i++) {
      references.append("\n <id-").append(i).append("@b.example>");
    }
    InboundMessage message = Samples.readText(FROM + references + "\n\nbody\n");
    assertEquals(50, message.references().size());
    assertEquals("id-1999@b.example", message.references().get(0));
  }

  @Test
  public void headerPatternsTakeNoLongTime() throws Exception {
    String words = "=?UTF-8?B?".repeat(10_000);
    String brackets = "<".repeat(50_000) + "(".repeat(50_000);
    InboundMessage message =
        Samples.readText(
            "From: a@b.example\nSubject: "
                + words
                + "\nReply-To: "
                + brackets
                + "\nReferences: "
                + brackets
                + "\n\nx\n");
    assertEquals("a@b.example", message.senders().get(0).value());
  }

  @Test
  public void patternsForBouncesTakeNoLongTime() throws Exception {
    for (String words : List.of("a@", "user ", "to: ", "1.", ">>> mail from", "\n \n", "sender ")) {
      String many = words.repeat(20_000);
      String report =
          "From: MAILER-DAEMON@b.example\nContent-Type: multipart/report; boundary=b\n\n--b\n\n"
              + many
              + "\n--b\nContent-Type: message/delivery-status\n\nDiagnostic-Code: "
              + many
              + "\n--b--\n";
      assertEquals(words, Nature.BOUNCE, Samples.readText(report).nature());
    }
  }

  @Test
  public void linesThatLookLikeQuotesTakeNoLongTime() throws Exception {
    for (String line :
        List.of("On Mon 1, A <a@b.example> wrote:", "On 1/2 x", "发件人: x", "schrieb ")) {
      String many = (line + "\n").repeat(20_000);
      assertEquals("x", Samples.readText(FROM + "\nfirst\n" + many + "> last\n").subject());
    }
  }

  @Test
  public void deeplyNestedHtmlIsRendered() throws Exception {
    String mail = FROM + "Content-Type: text/html\n\n" + "<div>".repeat(20_000) + "core";
    assertEquals("core", Samples.readText(mail).text());
  }

  @Test
  public void rubbishNeverEscapesAsAnotherException() throws Exception {
    Random random = new Random(20261121);
    byte[] sample = Samples.bytes("related-inline-image");
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = sample.clone();
      for (int i = 0; i < 1 + random.nextInt(40); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Samples.read(damaged, Map.of());
      } catch (UnreadableDelivery expected) {
        assertTrue(!expected.getMessage().isBlank());
      }
    }
  }

  @Test
  public void oversizeHeaderShowsThatTheMailCame() throws Exception {
    byte[] header =
        (FROM + "Content-Type: multipart/mixed; boundary=b\n\n")
            .getBytes(StandardCharsets.US_ASCII);
    InboundMessage message = Samples.read(header, Map.of(RawDelivery.OVERSIZE_BYTES, "73400320"));
    assertEquals("x", message.subject());
    assertTrue(
        message.text(), message.text().contains("70 MB") && message.text().contains("50 MB"));
  }
}
