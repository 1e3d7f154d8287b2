package org.madoguchi.itests.durability;

import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.instance.Instance;

/** What is left of work when everybody has gone home: nothing waits, and the books are whole. */
final class Reckoning {
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(6);

  private Reckoning() {}

  private record Waits(long mails, long inbox, long lag, long outbox, long told) {
    boolean nothing() {
      return mails == 0 && inbox == 0 && lag == 0 && outbox == 0 && told == 0;
    }
  }

  /**
   * All that waits is done, except what only a person can decide. Asked in the order in which one
   * thing sets off the next, so that nothing is on its way from what is asked later to what was
   * asked before.
   */
  static void drain(Instance instance, Post post) throws Exception {
    Api admin = instance.loggedIn("admin");
    await("nothing waits")
        .atMost(LONGEST_DRAIN)
        .until(
            () ->
                new Waits(
                    post.waiting(),
                    sum(admin.read("/api/channels"), "/inbox/waiting"),
                    sum(admin.read("/api/followers"), "/lag"),
                    sum(admin.read("/api/channels"), "/outbox/queued"),
                    sum(admin.read("/api/followers"), "/lag")),
            Waits::nothing);
  }

  private static long sum(JsonNode list, String number) {
    long sum = 0;
    for (JsonNode element : list) {
      sum += element.at(number).asLong();
    }
    return sum;
  }

  /** What the last answers set off ends a moment after nothing waits, or with an orderly stop. */
  static Books compared(
      Instance instance, DurabilityRun.Database database, Post post, Ledger ledger)
      throws SQLException {
    try (Connection connection = database.connect()) {
      Books books = new Books(connection, instance.home().resolve("data/blobs"));
      books.compare(ledger, post.received());
      return books;
    } finally {
      database.leave();
    }
  }

  /** Cheap enough for every now and then. */
  static void noneIsDoubled(Post post) {
    List<String> received = post.received();
    if (received.stream().distinct().count() != received.size()) {
      throw new AssertionError("a citizen got a message twice");
    }
  }
}
