package org.madoguchi.channels.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.channels.spi.ChannelStatus.State;
import org.madoguchi.channels.testkit.ChannelFixture.BadStart;
import org.madoguchi.channels.testkit.ChannelFixture.Peer;

/**
 * An instance comes and goes at any time: it says how it is, loses nothing and leaves nothing
 * behind.
 */
public abstract class LifecycleContract extends ChannelContract {
  @Test
  public void startedInstanceIsOnlineUnderItsName() throws Exception {
    ChannelConnector connector = start();
    assertEquals(fixture.channel(), connector.descriptor().name());
    assertTrue(connector.descriptor().name().matches("[a-z0-9-]{1,60}"));
    assertTrue(connector.descriptor().kind().matches("[a-z0-9-]{1,20}"));
    assertFalse("a limit is set", connector.timeLimit().isNegative());
    eventually("online", () -> connector.status().state() == State.ONLINE);
    assertEquals("", connector.status().reason());
  }

  @Test
  public void withoutConfigurationThereIsNoService() throws Exception {
    String descriptor = "/OSGI-INF/" + fixture.component().getName() + ".xml";
    try (InputStream xml = fixture.component().getResourceAsStream(descriptor)) {
      assertNotNull("the component's descriptor " + descriptor, xml);
      String text = new String(xml.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.contains("configuration-policy=\"require\""));
      assertTrue(text.contains(ChannelConnector.class.getName()));
    }
  }

  @Test
  public void badConfigurationIsAStateThatNamesTheKey() throws Exception {
    Optional<BadStart> bad = fixture.startMisconfigured(inbox);
    assumeTrue("nothing can be configured wrongly", bad.isPresent());
    ChannelConnector connector = bad.get().connector();
    eventually("misconfigured", () -> connector.status().state() == State.MISCONFIGURED);
    assertTrue(connector.status().reason().contains(bad.get().key()));
  }

  @Test
  public void stoppedInFlightLosesNothing() throws Exception {
    Set<String> sent = new HashSet<>();
    inbox.holdAt(3);
    start();
    for (int i = 0; i < 10; i++) {
      PeerMessage message = message("flight-" + i + "@citizen.example").saying("質問その" + i);
      fixture.deliver(message);
      sent.add(message.text());
    }
    eventually("one is half way", inbox::holds);
    Thread stopping = inBackground(fixture::stop);
    stopping.join(Math.min(500, fixture.watch().toMillis()));
    inbox.letGo();
    eventually("stopped", () -> !stopping.isAlive());
    ChannelConnector again = start();
    eventually("all acknowledged", () -> fixture.unacknowledged() == 0);
    Set<String> read = new HashSet<>();
    for (ChannelHarness.Accepted row : inbox.accepted()) {
      again.read(row.raw()).forEach(m -> read.add(lines(m.text())));
    }
    assertEquals(sent, read);
    assertEquals("none of them twice", 10, inbox.accepted().size());
  }

  @Test
  public void droppedLinkIsOfflineWithItsReason() throws Exception {
    ChannelConnector connector = start();
    eventually("online", () -> connector.status().state() == State.ONLINE);
    assumePeer(Peer.AWAY);
    eventually("offline", () -> connector.status().state() == State.OFFLINE);
    ChannelStatus offline = connector.status();
    assertFalse("the reason is told", offline.reason().isBlank());
    always("stays offline", () -> connector.status().state() == State.OFFLINE);
    assertEquals("one beginning", offline.since(), connector.status().since());
  }

  @Test
  public void droppedLinkIsOneLineInTheLog() throws Exception {
    try (CapturedOutput output = new CapturedOutput()) {
      start();
      fixture.deliver(message("before@citizen.example"));
      awaitAccepted(1);
      assumePeer(Peer.AWAY);
      always("time for several attempts", () -> true);
      List<String> warnings = output.warnings();
      assertTrue("one line, not one per attempt: " + warnings, warnings.size() <= 1);
    }
  }

  @Test
  public void droppedLinkIsTakenUpAgainWithBackOff() throws Exception {
    start();
    fixture.deliver(message("before@citizen.example"));
    awaitAccepted(1);
    assumePeer(Peer.AWAY);
    int before = fixture.attempts().orElse(0);
    long began = System.nanoTime();
    always("time for several attempts", () -> true);
    int attempts = fixture.attempts().orElse(0) - before;
    Duration passed = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(attempts + " attempts in " + passed, attempts <= 5 + passed.toMillis() / 50);
    fixture.peer(Peer.UP);
    fixture.deliver(message("back@citizen.example"));
    awaitAccepted(2);
  }

  @Test
  public void startWithThePeerAwayDoesNotBlockAndConnectsLater() throws Exception {
    assumePeer(Peer.AWAY);
    AtomicReference<ChannelConnector> started = new AtomicReference<>();
    inBackground(() -> started.set(start()));
    eventually("activated", () -> started.get() != null);
    fixture.peer(Peer.UP);
    fixture.deliver(message("later@citizen.example"));
    awaitAccepted(1);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static Thread inBackground(Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  @Test
  public void stoppedInstanceLeavesNoThread() throws Exception {
    start();
    fixture.stop();
    // whatever the libraries start once and keep for the whole JVM is there after the first round
    Set<Thread> before = liveThreads();
    ChannelConnector connector = start();
    fixture.deliver(message("thread@citizen.example"));
    awaitAccepted(1);
    if (connector.descriptor().sends()) {
      connector.send(reply("thread-1"));
    }
    fixture.stop();
    patiently("threads end").untilAsserted(() -> assertEquals(Set.of(), left(before)));
  }

  private Set<Thread> left(Set<Thread> before) {
    Set<Thread> left = liveThreads();
    left.removeAll(before);
    left.removeIf(t -> !t.isAlive() || fixture.isPeerThread(t) || isOfTheTest(t));
    return left;
  }

  private static boolean isOfTheTest(Thread thread) {
    return thread.getThreadGroup() == null
        || thread.getThreadGroup().getName().equals("system")
        || thread.getName().startsWith("awaitility");
  }

  private static Set<Thread> liveThreads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  @Test
  public void secretsAndCitizensTextsAreNeverLogged() throws Exception {
    try (CapturedOutput output = new CapturedOutput()) {
      PeerMessage message = message("silence@citizen.example");
      ChannelConnector connector = start();
      fixture.deliver(message);
      fixture.deliverMalformed();
      awaitAccepted(2);
      connector.read(inbox.accepted().get(0).raw());
      if (connector.descriptor().sends()) {
        connector.send(reply("log-1"));
        sendAgainst(connector, Peer.REFUSES);
        sendAgainst(connector, Peer.AWAY);
      }
      fixture.stop();
      String log = output.text();
      Set<String> secrets = new HashSet<>(fixture.secrets());
      secrets.addAll(List.of(message.sender().value(), message.subject(), message.senderName()));
      secrets.addAll(List.of(reply("log-1").text().strip(), message.text()));
      secrets.forEach(s -> assertFalse("logged: " + s, log.contains(s)));
    }
  }

  private void sendAgainst(ChannelConnector connector, Peer behaviour) throws Exception {
    if (!fixture.peer(behaviour)) {
      return;
    }
    try {
      connector.send(reply("log-" + behaviour));
    } catch (Exception expected) {
      // only what it writes to the log matters here
    }
  }
}
