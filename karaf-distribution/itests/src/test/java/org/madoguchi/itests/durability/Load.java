package org.madoguchi.itests.durability;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.madoguchi.itests.durability.Ledger.Item;
import org.madoguchi.itests.durability.Ledger.Kind;
import org.madoguchi.itests.instance.Instance;

/** Citizens and operators at work, from start to {@link #close}, whatever becomes of the desk. */
final class Load implements AutoCloseable {
  private static final long BETWEEN_MAILS_NANOS = 120_000_000;
  private static final long LONGEST_END_MINUTES = 5;

  /** What a start finds waiting must not bury what the operators do. */
  private static final int MOST_WAITING = 40;

  private final Ledger ledger;
  private final Post post;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean goesOn = true;
  private volatile FaultPoint.Deed favoured = FaultPoint.Deed.REPLY;

  Load(Instance instance, Post post, Ledger ledger, Random random) throws Exception {
    this.ledger = ledger;
    this.post = post;
    for (String login : List.of("suzuki", "ogawa", "sato")) {
      threads.execute(
          new Client(
              () -> instance.loggedIn(login),
              ledger,
              new Random(random.nextLong()),
              () -> goesOn,
              () -> favoured));
    }
    threads.execute(this::citizens);
  }

  /** Everybody goes on with everything, but half of the operators' work is this from now on. */
  void favour(FaultPoint.Deed deed) {
    favoured = deed;
  }

  private void citizens() {
    while (goesOn) {
      if (post.waiting() >= MOST_WAITING) {
        LockSupport.parkNanos(BETWEEN_MAILS_NANOS);
        continue;
      }
      String marker = ledger.nextMarker(Kind.MAIL);
      String file = marker.hashCode() % 3 == 0 ? "file-" + UUID.randomUUID() : "";
      try {
        // everybody writes once, so that no cap on acknowledgements is met
        post.send("c" + UUID.randomUUID() + "@mail.example", "転出届 " + marker, "お願いします。", file);
      } catch (MessagingException e) {
        ledger.surprise("the city's mail server: " + e.getMessage());
        continue;
      }
      String sha256 = file.isEmpty() ? "" : Digests.sha256(Digests.bytes(file));
      ledger.acknowledged(new Item(Kind.MAIL, marker, "", "", sha256));
      LockSupport.parkNanos(BETWEEN_MAILS_NANOS);
    }
  }

  /** Begins nothing new, waits until everything begun is acknowledged. */
  void finish() throws InterruptedException {
    goesOn = false;
    threads.shutdown();
    if (!threads.awaitTermination(LONGEST_END_MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError("a request is never acknowledged: " + ledger.surprises());
    }
  }

  @Override
  public void close() {
    goesOn = false;
    threads.shutdownNow();
  }
}
