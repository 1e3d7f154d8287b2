package org.madoguchi.channel.mail;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.channel.mail.Until.until;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.spi.DeliveryInDoubt;
import org.madoguchi.channels.spi.OutboundMessage;
import org.madoguchi.tickets.ContactPoint;

/**
 * A connector that is exchanged while it works: it ends what is in hand and nothing else, so that
 * the next one begins at once and fetches nothing twice.
 */
public class StoppingTest {
  private static final String FETCH = "BODY.PEEK[]";
  private static final String DONE = "Madoguchi.done";

  private final MailPeer peer = new MailPeer();
  private final TestInbox inbox = new TestInbox();
  private MeddlingLine line;
  private MailChannel channel;
  private Thread stopping;

  @Before
  public void open() throws IOException {
    line = new MeddlingLine(peer.imapPort());
  }

  @After
  public void close() throws IOException {
    if (channel != null) {
      channel.stop();
    }
    line.close();
    peer.close();
  }

  private void start() throws Exception {
    channel = MailFixture.started(TestConfig.mihon().imap(line.port()), inbox);
  }

  private void put(String name) throws Exception {
    peer.put(
        "From: hanako@citizen.example\nSubject: x\nMessage-ID: <" + name + "@c.example>\n\nx\n");
  }

  private void beginStopping() {
    stopping = new Thread(channel::stop, "stopping");
    stopping.start();
  }

  private void beginStoppingAndWaitUntilItWaits() {
    beginStopping();
    until("waits for what is in hand", () -> stopping.getState() == Thread.State.TIMED_WAITING);
  }

  private void awaitStopped() throws InterruptedException {
    stopping.join(Duration.ofMinutes(1).toMillis());
    assertEquals(Thread.State.TERMINATED, stopping.getState());
    channel = null;
  }

  private void assertTheNextOneHasNothingToDo() throws Exception {
    awaitStopped();
    assertEquals("put away by the one that took them", 3, peer.inFolder(DONE));
    line.cutsBefore = command -> false;
    inbox.refuses = text -> false;
    int fetched = line.commands(FETCH).size();
    int visited = line.commands("SELECT").size();
    start();
    until("visited", () -> line.commands("SELECT").size() > visited + 1);
    assertEquals(fetched, line.commands(FETCH).size());
    assertEquals(3, inbox.rows().size());
  }

  @Test
  public void whatIsBeingCommittedIsPutAwayBeforeTheLineIsCut() throws Exception {
    inbox.refuses =
        text -> {
          if (stopping == null) {
            beginStoppingAndWaitUntilItWaits();
          }
          return false;
        };
    put("one");
    put("two");
    put("three");
    start();
    until("begins to stop", () -> stopping != null);
    assertTheNextOneHasNothingToDo();
  }

  @Test
  public void whatIsBeingPutAwayIsPutAway() throws Exception {
    line.cutsBefore =
        command -> {
          if (command.contains(" MOVE ") && stopping == null) {
            beginStoppingAndWaitUntilItWaits();
          }
          return false;
        };
    put("one");
    put("two");
    put("three");
    start();
    until("begins to stop", () -> stopping != null);
    assertTheNextOneHasNothingToDo();
  }

  @Test
  public void whatIsOnlyBeingFetchedIsLeftToTheNextOne() throws Exception {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    line.cutsBefore =
        command -> {
          if (!command.contains(FETCH) || stopping != null) {
            return false;
          }
          beginStopping();
          try {
            awaitStopped();
            stopped.complete(null);
          } catch (InterruptedException | AssertionError e) {
            stopped.completeExceptionally(e);
          }
          return true;
        };
    put("one");
    start();
    stopped.get();
    assertEquals(List.of(), inbox.rows());
    assertEquals(1, peer.waiting());
    start();
    until("taken and put away", () -> peer.inFolder(DONE) == 1);
    assertEquals(1, inbox.rows().size());
  }

  @Test
  public void mailIsTakenUntilTheLastLetterHasLeft() throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp()) {
      smtp.mode(ScriptedSmtp.Mode.SILENT_AFTER_CONTENT);
      channel =
          MailFixture.started(
              TestConfig.mihon()
                  .imap(line.port())
                  .smtp(smtp.port())
                  .with("readTimeoutMillis", 60_000),
              inbox);
      MailChannel sending = channel;
      CompletableFuture<Throwable> sent =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  sending.send(letter());
                  return null;
                } catch (Exception e) {
                  return e;
                }
              });
      until("the letter is with the server", () -> smtp.unanswered() == 1);
      beginStoppingAndWaitUntilItWaits();
      put("one");
      until("taken", () -> peer.inFolder(DONE) == 1);
      assertTrue("waits for the server's answer", stopping.isAlive());
      smtp.away();
      assertInDoubt(sent);
      awaitStopped();
    }
  }

  private static void assertInDoubt(CompletableFuture<Throwable> sent)
      throws ExecutionException, InterruptedException {
    assertTrue(String.valueOf(sent.get()), sent.get() instanceof DeliveryInDoubt);
  }

  private static OutboundMessage letter() {
    return new OutboundMessage(
        "key-1",
        "md.mihon-2026-004512.9.0123456789abcdef",
        "髙橋 花子",
        List.of(new ContactPoint(ContactPoint.Kind.MAIL, "hanako@citizen.example")),
        "お答え",
        "お答えします。",
        List.of(),
        "",
        List.of(),
        false);
  }
}
