package org.madoguchi.channels.testkit;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.util.List;
import org.junit.Test;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.channels.testkit.ChannelFixture.Feature;
import org.madoguchi.tickets.InboundContact.Nature;

/** What a citizen writes arrives whole, once, and is never acknowledged before it is safe. */
public abstract class InboundContract extends ChannelContract {
  @Test
  public void senderSurvives() throws Exception {
    PeerMessage sent = message("sender@citizen.example");
    InboundMessage read = delivered(sent);
    assertTrue("the sender is reachable", read.senders().contains(sent.sender()));
    assertEquals(Nature.PERSON, read.nature());
    if (fixture.carries(Feature.SENDER_NAME)) {
      assertEquals(sent.senderName(), read.senderName());
    }
  }

  @Test
  public void subjectSurvives() throws Exception {
    assumeTrue(fixture.carries(Feature.SUBJECT));
    PeerMessage sent = message("subject@citizen.example");
    assertEquals(sent.subject(), delivered(sent).subject());
  }

  @Test
  public void bodySurvives() throws Exception {
    PeerMessage sent = message("body@citizen.example");
    assertEquals(lines(sent.text()), lines(delivered(sent).text()));
  }

  @Test
  public void attachmentsSurviveByteForByte() throws Exception {
    assumeTrue(fixture.carries(Feature.ATTACHMENTS));
    for (PeerMessage.File file : List.of(PeerMessage.textFile(), PeerMessage.binaryFile())) {
      InboundMessage read =
          delivered(message(file.content().length + "@citizen.example").with(file));
      InboundMessage.Attachment attachment = read.attachments().get(0);
      assertEquals(file.name(), attachment.fileName());
      assertEquals(file.mediaType(), attachment.mediaType());
      assertArrayEquals(file.content(), bytes(attachment));
      assertArrayEquals("content opens again", file.content(), bytes(attachment));
      fixture.stop();
    }
  }

  @Test
  public void threadReferenceSurvives() throws Exception {
    assumeTrue(fixture.carries(Feature.THREAD_REFERENCE));
    List<String> answered =
        List.of("md.mihon-2026-000001.7.0123456789abcdef@mihon.example", "older@mihon.example");
    InboundMessage read = delivered(message("answer@citizen.example").answering(answered));
    assertEquals(answered, read.references());
    assertFalse("a reply can refer to it", read.messageReference().isBlank());
  }

  @Test
  public void sameMessageTwiceIsOneContact() throws Exception {
    ChannelConnector connector = start();
    fixture.deliver(message("twice@citizen.example"));
    fixture.deliver(message("twice@citizen.example"));
    eventually("both acknowledged", () -> fixture.unacknowledged() == 0);
    assertEquals(1, inbox.contacts(connector).size());
  }

  @Test
  public void differentMessagesStayDifferent() throws Exception {
    ChannelConnector connector = start();
    for (int i = 0; i < 5; i++) {
      fixture.deliver(message("number-" + i + "@citizen.example"));
    }
    eventually("all acknowledged", () -> fixture.unacknowledged() == 0);
    assertEquals(5, inbox.contacts(connector).size());
  }

  @Test
  public void readingIsRepeatable() throws Exception {
    ChannelConnector connector = start();
    fixture.deliver(message("again@citizen.example").with(PeerMessage.textFile()));
    awaitAccepted(1);
    InboundMessage once = connector.read(inbox.accepted().get(0).raw()).get(0);
    InboundMessage again = connector.read(inbox.accepted().get(0).raw()).get(0);
    assertEquals(once.externalId(), again.externalId());
    assertEquals(once.text(), again.text());
    assertEquals(once.senders(), again.senders());
    assertEquals(once.sentAt(), again.sentAt());
    assertEquals(once.attachments().size(), again.attachments().size());
  }

  @Test
  public void inboxDownKeepsTheMessageWithThePeerUntilItIsUp() throws Exception {
    inbox.down();
    ChannelConnector connector = start();
    fixture.deliver(message("patient@citizen.example"));
    eventually("an attempt was refused", () -> inbox.refused() > 0);
    assertEquals("not acknowledged before it is safe", 1, fixture.unacknowledged());
    inbox.up();
    awaitAccepted(1);
    eventually("acknowledged", () -> fixture.unacknowledged() == 0);
    assertEquals(1, inbox.contacts(connector).size());
  }

  @Test
  public void malformedIsUnreadableAndTheRouteLivesOn() throws Exception {
    ChannelConnector connector = start();
    fixture.deliverMalformed();
    awaitAccepted(1);
    UnreadableDelivery refused =
        assertThrows(UnreadableDelivery.class, () -> connector.read(inbox.accepted().get(0).raw()));
    assertFalse("the reason is told", refused.getMessage().isBlank());
    fixture.deliver(message("after@citizen.example"));
    awaitAccepted(2);
    assertEquals(1, connector.read(inbox.accepted().get(1).raw()).size());
  }

  @Test
  public void autoRepliesAreMarked() throws Exception {
    automaticIsMarked(Nature.AUTO_REPLY);
  }

  @Test
  public void bouncesAreMarked() throws Exception {
    automaticIsMarked(Nature.BOUNCE);
  }

  @Test
  public void bulkMessagesAreMarked() throws Exception {
    automaticIsMarked(Nature.BULK);
  }

  private void automaticIsMarked(Nature nature) throws Exception {
    ChannelConnector connector = start();
    assumeTrue("this channel knows no " + nature, fixture.deliverAutomatic(nature));
    awaitAccepted(1);
    assertEquals(nature, inbox.contacts(connector).get(0).nature());
  }

  private InboundMessage delivered(PeerMessage message) throws Exception {
    int before = inbox.accepted().size();
    ChannelConnector connector = start();
    fixture.deliver(message);
    awaitAccepted(before + 1);
    List<InboundMessage> read = connector.read(inbox.accepted().get(before).raw());
    assertEquals(1, read.size());
    return read.get(0);
  }
}
