package org.madoguchi.itests.durability;

import static org.madoguchi.itests.container.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import org.madoguchi.itests.FreePorts;
import org.madoguchi.itests.container.Api;
import org.madoguchi.itests.durability.Ledger.Kind;
import org.madoguchi.itests.instance.Instance;

/**
 * Kills an installation at work again and again, and looks at the end whether everything that was
 * acknowledged is there exactly once.
 */
final class DurabilityRun {
  private static final Duration LONGEST_WAY_TO_A_POINT = Duration.ofSeconds(30);

  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(6);

  private static final int MOST_HITS = 4;
  private static final int MOST_RANDOM_MILLIS = 3_000;

  /** Where its rows are, looked at while it does not run. */
  interface Database {
    Connection connect() throws SQLException;

    /** Lets go of files that only one process may have open. */
    default void leave() {}
  }

  private final Instance instance;
  private final Database database;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private final int debugPort = FreePorts.next();
  private final Map<String, Integer> hits = new TreeMap<>();
  private final List<String> missed = new ArrayList<>();
  private final List<FaultPoint> points = new ArrayList<>();
  private int kills;
  private int underWay;
  private int atRandom;

  /**
   * @param instance not started
   */
  DurabilityRun(Instance instance, Database database, long seed) {
    this.instance = instance.jvmOption(Breakpoint.jvmOption(debugPort));
    this.database = database;
    this.random = new Random(seed);
  }

  /**
   * Every third kill comes at a random moment.
   *
   * @return what is wrong, nothing as a rule
   */
  List<String> kill(int times) throws Exception {
    try (Post post = new Post()) {
      post.connect(instance);
      instance.start();
      try (Load load = new Load(instance, post, ledger, random)) {
        while (kills < times) {
          kills++;
          killOnce(post, kills % 3 == 0);
          instance.start();
          noneIsDoubled(post);
        }
        load.finish();
      }
      drain(post);
      instance.stop();
      return books(post);
    }
  }

  private void killOnce(Post post, boolean random) throws InterruptedException {
    if (random) {
      LockSupport.parkNanos(Duration.ofMillis(this.random.nextInt(MOST_RANDOM_MILLIS)).toNanos());
      atRandom++;
      killed("at random", post, isUnderWay(post));
      return;
    }
    if (points.isEmpty()) {
      points.addAll(FaultPoint.ALL);
      Collections.shuffle(points, this.random);
    }
    FaultPoint point = points.remove(0);
    int times = 1 + this.random.nextInt(MOST_HITS);
    try (Breakpoint breakpoint = Breakpoint.at(point, debugPort)) {
      boolean hit = breakpoint.awaitHit(times, LONGEST_WAY_TO_A_POINT);
      if (!hit && !breakpoint.isKnown()) {
        throw new AssertionError("FaultPoint.ALL is out of date: no class " + point);
      }
      if (hit) {
        hits.merge(point.name(), 1, Integer::sum);
      } else {
        missed.add(point.name());
      }
      killed((hit ? "" : "NOT REACHED: ") + point.name(), post, hit || isUnderWay(post));
    }
  }

  private boolean isUnderWay(Post post) {
    return ledger.inFlight().get() > 0 || post.waiting() > 0;
  }

  private void killed(String where, Post post, boolean working) {
    instance.kill();
    underWay += working ? 1 : 0;
    say(
        "kill {}: {}{}; {} requests and {} mails under way; {} items acknowledged so far",
        kills,
        where,
        working ? "" : " (idle)",
        ledger.inFlight(),
        post.waiting(),
        ledger.items().size());
  }

  /** Cheap enough for every restart; the rest is compared at the end. */
  private static void noneIsDoubled(Post post) {
    List<String> received = post.received();
    if (received.stream().distinct().count() != received.size()) {
      throw new AssertionError("a citizen got a message twice");
    }
  }

  /** All that waits is done, except what only a person can decide. */
  private void drain(Post post) throws Exception {
    Api admin = instance.loggedIn("admin");
    await("nothing waits")
        .atMost(LONGEST_DRAIN)
        .until(
            () ->
                new Waits(
                    post.waiting(),
                    sum(admin.read("/api/channels"), "/inbox/waiting"),
                    sum(admin.read("/api/channels"), "/outbox/queued"),
                    sum(admin.read("/api/followers"), "/lag")),
            Waits::nothing);
  }

  private record Waits(long mails, long inbox, long outbox, long lag) {
    boolean nothing() {
      return mails == 0 && inbox == 0 && outbox == 0 && lag == 0;
    }
  }

  private static long sum(JsonNode list, String number) {
    long sum = 0;
    for (JsonNode element : list) {
      sum += element.at(number).asLong();
    }
    return sum;
  }

  private List<String> books(Post post) throws SQLException {
    try (Connection connection = database.connect()) {
      Books books = new Books(connection, instance.home().resolve("data/blobs"));
      books.compare(ledger, post.received());
      summary(books);
      return books.faults();
    } finally {
      database.leave();
    }
  }

  private void summary(Books books) {
    say("fault points hit: {}", hits);
    say("fault points not reached in time: {}", missed);
    say(
        "acknowledged: {} mails, {} tickets, {} notes, {} replies; {} requests repeated; answers"
            + " other than success and 503: {}",
        ledger.count(Kind.MAIL),
        ledger.count(Kind.TICKET),
        ledger.count(Kind.NOTE),
        ledger.count(Kind.REPLY),
        ledger.repeated(),
        ledger.surprises());
    say("in the end: {}", books.figures());
    say(
        "{} kills, {} at fault points, {} at random; {} ({} %) while work was under way; {} faults",
        kills,
        hits.values().stream().mapToInt(Integer::intValue).sum(),
        atRandom,
        underWay,
        100 * underWay / Math.max(1, kills),
        books.faults().size());
    books.faults().stream().limit(50).forEach(fault -> say("FAULT {}", fault));
  }

  /** Progress, for whoever sits before it: a long run takes an hour. */
  static void say(String text, Object... values) {
    String line = text;
    for (Object value : values) {
      line = line.replaceFirst("\\{}", Matcher.quoteReplacement(String.valueOf(value)));
    }
    System.out.println(line);
  }

  int percentUnderWay() {
    return 100 * underWay / kills;
  }
}
