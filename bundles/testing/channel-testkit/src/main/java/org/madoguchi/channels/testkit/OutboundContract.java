package org.madoguchi.channels.testkit;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelRejected;
import org.madoguchi.channels.spi.ChannelUnavailable;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.channels.spi.SendReceipt;
import org.madoguchi.channels.testkit.ChannelFixture.Feature;
import org.madoguchi.channels.testkit.ChannelFixture.Peer;
import org.madoguchi.tickets.ContactPoint;

/**
 * What staff writes leaves once, under a name an answer can find, and every failure says which kind
 * it is.
 */
public abstract class OutboundContract extends ChannelContract {
  private ChannelConnector startSending() throws Exception {
    ChannelConnector connector = start();
    assumeTrue("this channel does not send", connector.descriptor().sends());
    return connector;
  }

  @Test
  public void replyReachesThePeerUnderItsReference() throws Exception {
    OutboundMessage reply = reply("sent-1");
    SendReceipt receipt = startSending().send(reply);
    eventually("received", () -> fixture.received().size() == 1);
    PeerReceived got = fixture.received().get(0);
    assertTrue(got.recipients().contains(fixture.citizen().value()));
    assertEquals(lines(reply.text()), lines(got.text()));
    assertEquals(receipt.messageReference(), got.reference());
    assertTrue("the reference is in it", got.reference().contains(reply.reference()));
    assertFalse(got.automatic());
    if (fixture.carries(Feature.SUBJECT)) {
      assertEquals(reply.subject(), got.subject());
    }
  }

  @Test
  public void automaticMessageIsMarked() throws Exception {
    assumeTrue(fixture.carries(Feature.AUTOMATIC_MARK));
    startSending().send(with(reply("automatic-1"), true, PeerMessage.textFile()));
    eventually("received", () -> fixture.received().size() == 1);
    assertTrue(fixture.received().get(0).automatic());
  }

  @Test
  public void attachmentsLeaveByteForByte() throws Exception {
    assumeTrue(fixture.carries(Feature.ATTACHMENTS));
    PeerMessage.File file = PeerMessage.binaryFile();
    startSending().send(with(reply("file-1"), false, file));
    eventually("received", () -> fixture.received().size() == 1);
    PeerMessage.File got = fixture.received().get(0).attachments().get(0);
    assertEquals(file.name(), got.name());
    assertArrayEquals(file.content(), got.content());
  }

  @Test
  public void sameKeyAgainIsTheSameMessage() throws Exception {
    ChannelConnector connector = startSending();
    SendReceipt first = connector.send(reply("again-1"));
    SendReceipt second = connector.send(reply("again-1"));
    assertEquals(first, second);
    eventually("received", () -> !fixture.received().isEmpty());
    assertEquals(
        "copies can be told to be one message",
        1,
        fixture.received().stream().map(PeerReceived::reference).distinct().count());
  }

  @Test
  public void peerAwayIsTemporary() throws Exception {
    ChannelConnector connector = startSending();
    assumePeer(Peer.AWAY);
    ChannelUnavailable failure =
        assertThrows(ChannelUnavailable.class, () -> connector.send(reply("away-1")));
    assertFalse("the reason is told", failure.getMessage().isBlank());
    fixture.peer(Peer.UP);
    patiently("sent once the peer is back")
        .untilAsserted(() -> assertNotNull(connector.send(reply("away-1"))));
  }

  @Test
  public void refusalIsForGood() throws Exception {
    ChannelConnector connector = startSending();
    assumePeer(Peer.REFUSES);
    ChannelRejected failure =
        assertThrows(ChannelRejected.class, () -> connector.send(reply("refused-1")));
    assertFalse("the reason is told", failure.getMessage().isBlank());
    assertEquals(0, fixture.received().size());
  }

  @Test
  public void brokenOffAfterTheContentIsInDoubt() throws Exception {
    ChannelConnector connector = startSending();
    assumePeer(Peer.BREAKS_OFF);
    assertThrows(DeliveryInDoubt.class, () -> connector.send(reply("doubt-1")));
  }

  @Test
  public void interruptedSendEndsAndSaysWhatItKnows() throws Exception {
    ChannelConnector connector = startSending();
    assumePeer(Peer.SILENT);
    AtomicReference<Exception> outcome = new AtomicReference<>();
    Thread sending =
        new Thread(
            () -> {
              try {
                connector.send(reply("silent-1"));
                outcome.set(new IllegalStateException("a silent peer confirmed nothing"));
              } catch (Exception e) {
                outcome.set(e);
              }
            });
    sending.start();
    sending.join(Math.min(500, fixture.watch().toMillis()));
    assertTrue("waits for the peer", sending.isAlive());
    sending.interrupt();
    eventually("the call ends", () -> !sending.isAlive());
    assertTrue(
        "ended with " + outcome.get(),
        outcome.get() instanceof DeliveryInDoubt || outcome.get() instanceof ChannelUnavailable);
  }

  @Test
  public void lineBreaksInHeadersAreRefused() throws Exception {
    ChannelConnector connector = startSending();
    ContactPoint citizen = fixture.citizen();
    ContactPoint split =
        new ContactPoint(citizen.kind(), citizen.value() + "\r\nBcc: other@evil.example");
    assertThrows(
        ChannelRejected.class,
        () -> connector.send(reply("h-1", "件名\r\nBcc: other@evil.example", citizen, "山田")));
    assertThrows(
        ChannelRejected.class, () -> connector.send(reply("h-2", "件名", citizen, "山田\nX: y")));
    assertThrows(ChannelRejected.class, () -> connector.send(reply("h-3", "件名", split, "山田")));
    assertEquals("nothing left", 0, fixture.received().size());
  }
}
