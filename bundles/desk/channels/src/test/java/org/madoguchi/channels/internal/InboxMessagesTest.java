package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.Test;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketRef;

/** What a message brings along: its thread, its HTML, its attachments. */
public class InboxMessagesTest extends RoomTest {
  @Test
  public void signedReferenceJoinsItsTicketAndAForgedOneDoesNot() {
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 77);
    String signed = room.references.of(ticket, "12");
    String forged = signed.substring(0, signed.length() - 1) + (signed.endsWith("0") ? "1" : "0");
    mail.reading =
        content ->
            List.of(
                FakeConnector.message(
                    content,
                    Nature.PERSON,
                    "Re:",
                    List.of(
                        "x@y.example",
                        (content.equals("true") ? signed : forged) + "@city.example"),
                    "anybody@else.example"));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "true");
    Room.eventually(() -> room.tickets.taken().size() == 1);
    room.deliver("mail-mihon", "forged");
    Room.eventually(() -> room.tickets.taken().size() == 2);
    assertEquals(ticket, room.tickets.taken().get(0).thread().orElseThrow());
    assertTrue(room.tickets.taken().get(1).thread().isEmpty());
    assertTrue(room.tickets.taken().get(1).mentioned().isEmpty());
  }

  @Test
  public void anAnswerGoesWhereTheMessageItAnswersLiesNow() {
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 77);
    TicketRef part = new TicketRef(Room.MIHON, 2026, 78);
    room.tickets.move("12", part);
    mail.reading =
        content ->
            List.of(
                FakeConnector.message(
                    content,
                    Nature.PERSON,
                    "Re: [2026-000077]",
                    List.of(room.references.of(ticket, content) + "@city.example"),
                    "anybody@else.example"));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "12");
    Room.eventually(() -> room.tickets.taken().size() == 1);
    room.deliver("mail-mihon", "13");
    Room.eventually(() -> room.tickets.taken().size() == 2);
    assertEquals(part, room.tickets.taken().get(0).thread().orElseThrow());
    assertEquals(ticket, room.tickets.taken().get(1).thread().orElseThrow());
  }

  @Test
  public void numberInTheSubjectJoinsOnlyForItsCitizen() {
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 4512);
    room.tickets.owns(ticket, FakeConnector.message("x").senders().get(0));
    mail.reading =
        content ->
            List.of(
                FakeConnector.message(
                    content,
                    Nature.PERSON,
                    "Re: [2026-004512] 粗大ごみ",
                    List.of(),
                    content.split(" ")));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "hanako@citizen.example");
    Room.eventually(() -> room.tickets.taken().size() == 1);
    room.deliver("mail-mihon", "thief@evil.example");
    Room.eventually(() -> room.tickets.taken().size() == 2);
    room.deliver("mail-mihon", "hanako@citizen.example thief@evil.example");
    Room.eventually(() -> room.tickets.taken().size() == 3);
    List<InboundContact> taken = room.tickets.taken();
    assertEquals(ticket, taken.get(0).thread().orElseThrow());
    for (InboundContact stranger : taken.subList(1, 3)) {
      assertTrue(stranger.thread().isEmpty());
      assertEquals(ticket, stranger.mentioned().orElseThrow());
    }
  }

  @Test
  public void htmlIsCleanedAndAttachmentsAreStored() throws Exception {
    byte[] picture = {1, 2, 3};
    mail.reading =
        content -> {
          InboundMessage plain = FakeConnector.message(content);
          return List.of(
              new InboundMessage(
                  plain.externalId(),
                  "",
                  List.of(),
                  Nature.PERSON,
                  "山田\u0000\n花子",
                  plain.senders(),
                  "件名\r\nBcc: x",
                  "本文\u0000です",
                  "<p onclick=x()>本文<script>alert(1)</script></p>",
                  List.of(
                      new InboundMessage.Attachment(
                          "../../etc/passwd",
                          "image/png",
                          "logo",
                          () -> new ByteArrayInputStream(picture))),
                  "ja",
                  plain.sentAt()));
        };
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    room.awaitDelivery(InboxEntry.State.DONE);
    InboundContact contact = room.tickets.taken().get(0);
    assertEquals("<p>本文</p>", contact.html());
    assertEquals("本文です", contact.text());
    assertEquals("山田  花子", contact.senderName());
    assertFalse(contact.subject().contains("\n"));
    assertEquals("passwd", contact.attachments().get(0).fileName());
    try (InputStream stored = room.blobs.open(contact.attachments().get(0).content().sha256())) {
      assertEquals(3, stored.readAllBytes().length);
    }
  }

  @Test
  public void attachmentThatCannotBeReadQuarantinesItsDeliveryOnly() {
    mail.reading = content -> List.of(withAttachment(content, content.equals("broken")));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "broken");
    room.awaitDelivery(InboxEntry.State.QUARANTINED);
    room.deliver("mail-mihon", "whole");
    Room.eventually(() -> room.tickets.taken().size() == 1);
  }

  @Test
  public void fullDiskPostponesAndLosesNothing() throws Exception {
    mail.reading = content -> List.of(withAttachment(content, false));
    room.deliver("mail-mihon", "m1");
    room.blobs.full = true;
    room.connect(mail);
    room.startInbox();
    Room.eventually(() -> room.onlyDelivery().reason().equals(Reasons.STORAGE_AWAY));
    room.blobs.full = false;
    room.clock.pass(Duration.ofSeconds(5));
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(List.of("m1"), taken());
  }

  private static InboundMessage withAttachment(String id, boolean broken) {
    InboundMessage plain = FakeConnector.message(id);
    return new InboundMessage(
        id,
        "",
        List.of(),
        Nature.PERSON,
        "",
        plain.senders(),
        "",
        "text",
        "",
        List.of(
            new InboundMessage.Attachment(
                "a.txt",
                "text/plain",
                "",
                () -> {
                  if (broken) {
                    throw new IOException("bad base64");
                  }
                  return new ByteArrayInputStream(id.getBytes());
                })),
        "",
        plain.sentAt());
  }
}
