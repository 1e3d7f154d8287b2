package org.madoguchi.channels.testkit;

import static org.awaitility.Awaitility.await;
import static org.junit.Assume.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionFactory;
import org.junit.After;
import org.junit.Before;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.tickets.ContactPoint;

/** What the three contracts share: a fresh fixture and inbox for each clause. */
public abstract class ChannelContract {
  /** How long a clause waits for something that happens by itself; in seconds by the property. */
  static Duration patience() {
    return Duration.ofSeconds(Integer.getInteger("madoguchi.testkit.patience", 30));
  }

  protected final ChannelHarness inbox = new ChannelHarness();
  protected ChannelFixture fixture;

  /** A fixture with its peer up and empty; closed by the kit. */
  protected abstract ChannelFixture createFixture() throws Exception;

  @Before
  public final void openFixture() throws Exception {
    fixture = createFixture();
  }

  @After
  public final void closeFixture() throws Exception {
    if (fixture != null) {
      fixture.stop();
      fixture.close();
    }
  }

  final ChannelConnector start() throws Exception {
    return fixture.start(inbox);
  }

  final void assumePeer(ChannelFixture.Peer behaviour) throws Exception {
    assumeTrue("this peer cannot be made " + behaviour, fixture.peer(behaviour));
  }

  final PeerMessage message(String id) {
    return PeerMessage.from(fixture.citizen(), id);
  }

  final void awaitAccepted(int deliveries) {
    eventually("deliveries accepted", () -> inbox.accepted().size() == deliveries);
  }

  static void eventually(String what, Callable<Boolean> condition) {
    patiently(what).until(condition);
  }

  /** Watches for a while that a condition never ceases to hold. */
  final void always(String what, Callable<Boolean> condition) {
    Duration watch = fixture.watch();
    await(what)
        .dontCatchUncaughtExceptions()
        .atMost(patience().plus(watch))
        .pollInterval(Duration.ofMillis(20))
        .during(watch)
        .until(condition);
  }

  static ConditionFactory patiently(String what) {
    // a server of the harness may throw in its own threads when a line is cut
    return await(what)
        .dontCatchUncaughtExceptions()
        .atMost(patience())
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions();
  }

  final OutboundMessage reply(String key) {
    return reply(key, "Re: 粗大ごみの出し方について", fixture.citizen(), "山田 花子");
  }

  final OutboundMessage reply(String key, String subject, ContactPoint to, String name) {
    return new OutboundMessage(
        key,
        "md.mihon-2026-000001." + key + ".0123456789abcdef",
        name,
        List.of(to),
        subject,
        "①収集日は水曜日です。\n〜髙橋〜\n",
        List.of(),
        "question-1@citizen.example",
        List.of("question-1@citizen.example"),
        false);
  }

  static OutboundMessage with(OutboundMessage m, boolean automatic, PeerMessage.File file) {
    return new OutboundMessage(
        m.key(),
        m.reference(),
        m.recipientName(),
        m.recipients(),
        m.subject(),
        m.text(),
        List.of(attachment(file)),
        m.inReplyTo(),
        m.references(),
        automatic);
  }

  private static InboundMessage.Attachment attachment(PeerMessage.File file) {
    return new InboundMessage.Attachment(
        file.name(), file.mediaType(), "", () -> new ByteArrayInputStream(file.content()));
  }

  static byte[] bytes(InboundMessage.Attachment attachment) throws IOException {
    try (var content = attachment.content().open()) {
      return content.readAllBytes();
    }
  }

  /** Line ends differ between channels; what people read does not. */
  static String lines(String text) {
    return text.replace("\r\n", "\n").strip();
  }
}
