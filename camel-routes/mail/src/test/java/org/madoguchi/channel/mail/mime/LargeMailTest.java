package org.madoguchi.channel.mail.mime;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Base64;
import org.junit.Test;
import org.madoguchi.channels.spi.InboundMessage;

/** Mails that are large in every way, up to the bounds and beyond. */
public class LargeMailTest {
  private static final String FROM =
      "From: hanako@citizen.example\nSubject: x\nMessage-ID: <m@citizen.example>\n";

  @Test
  public void tenThousandRecipientsAreRead() throws Exception {
    StringBuilder to = new StringBuilder("To: ");
    for (int i = 0; i < 10_000; i++) {
      to.append(i == 0 ? "" : ",").append(i % 3 == 0 ? "\n " : " ");
      to.append("Somebody Number <somebody-").append(i).append("@citizen.example>");
    }
    assertEquals("text", Mails.readText(FROM + to + "\n\ntext\n").text());
    String oneLine = to.toString().replace("\n", "");
    assertEquals("text", Mails.readText(FROM + oneLine + "\n\ntext\n").text());
  }

  @Test
  public void thousandPartsAreReadAndOneMoreIsRefused() throws Exception {
    String head = FROM + "Content-Type: multipart/mixed; boundary=b\n\n";
    String part = "--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n";
    InboundMessage message = Mails.readText(head + part.repeat(1000) + "--b--\n");
    assertEquals(1000, message.attachments().size());
    assertThrows(
        MimeReader.Unreadable.class, () -> Mails.readText(head + part.repeat(1001) + "--b--\n"));
  }

  @Test
  public void thousandNestedPartsAreRead() throws Exception {
    StringBuilder mail = new StringBuilder(FROM);
    for (int i = 1; i <= 1000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b%04d\n\n--b%04d\n".formatted(i, i));
    }
    assertEquals(1, Mails.readText(mail + "\ninnermost\n").attachments().size());
    StringBuilder messages = new StringBuilder(FROM);
    for (int i = 1; i <= 1000; i++) {
      messages.append("Content-Type: message/rfc822\n\nFrom: a@b.example\n");
    }
    assertEquals(1, Mails.readText(messages + "\ninnermost\n").attachments().size());
  }

  @Test
  public void base64OnOneLongLineIsRead() throws Exception {
    byte[] content = new byte[3_000_000];
    String mail =
        FROM
            + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
            + "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n"
            + Base64.getEncoder().encodeToString(content)
            + "\n--b--\n";
    InboundMessage message = Mails.readText(mail);
    try (var file = message.attachments().get(0).content().open()) {
      assertEquals(content.length, file.readAllBytes().length);
    }
    String html = FROM + "Content-Type: text/html\n\n<p>" + "あ".repeat(300_000) + "</p>\n";
    assertTrue(Mails.readText(html).text().length() >= 300_000);
  }

  @Test
  public void headersOfAllPartsTogetherAreBounded() {
    String part = "--b\nX-Long: " + "x".repeat(900_000) + "\n\nx\n";
    String mail = FROM + "Content-Type: multipart/mixed; boundary=b\n\n" + part.repeat(10);
    assertThrows(MimeReader.Unreadable.class, () -> Mails.readText(mail));
  }
}
