package org.madoguchi.itests.durability;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import org.madoguchi.itests.durability.Ledger.Kind;
import org.madoguchi.itests.instance.Instance;
import org.madoguchi.kernel.testkit.FreePorts;

/**
 * Kills an installation at work again and again, and looks now and then, and at the end, whether
 * everything that was acknowledged is there exactly once.
 */
final class DurabilityRun {
  /** Each is reached within a second or two; only a place that nothing passes takes all of it. */
  private static final Duration LONGEST_WAY_TO_A_POINT = Duration.ofMinutes(3);

  private static final int KILLS_BETWEEN_COMPARISONS = 50;
  private static final int MOST_HITS = 3;
  private static final int MOST_RANDOM_MILLIS = 3_000;

  /** Where its rows are, looked at while it does not run. */
  interface Database {
    Connection connect() throws SQLException;

    /** Lets go of files that only one process may have open. */
    default void leave() {}
  }

  private final Instance instance;
  private final Database database;
  private final FaultPoints points;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private final int debugPort = FreePorts.next();
  private final Map<String, Integer> hits = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private final long began = System.nanoTime();
  private int kills;
  private int underWay;
  private int atWork;
  private int whileStarting;

  /**
   * @param instance not started
   */
  DurabilityRun(Instance instance, Database database, FaultPoints points, Random random) {
    this.instance = instance.jvmOption(Breakpoint.jvmOption(debugPort));
    this.database = database;
    this.points = points;
    this.random = random;
  }

  /**
   * Two of three kills come at a fault point, the third at a random moment, while it works or while
   * it starts.
   *
   * @return what is wrong, nothing as a rule
   */
  List<String> kill(int times) throws Exception {
    try (Post post = new Post()) {
      post.connect(instance);
      while (kills < times && faults.isEmpty()) {
        round(post, Math.min(times, kills + KILLS_BETWEEN_COMPARISONS));
      }
      return faults;
    }
  }

  private void round(Post post, int until) throws Exception {
    instance.start();
    try (Load load = new Load(instance, post, ledger, random)) {
      while (kills < until) {
        kills++;
        if (kills % 3 == 0) {
          killAtRandom(post);
        } else {
          FaultPoint point = points.next();
          load.favour(point.passedBy());
          killAt(point, post);
        }
        Reckoning.noneIsDoubled(post);
      }
      load.finish();
    }
    say("{} s: everything begun is acknowledged", seconds());
    Reckoning.drain(instance, post);
    say("{} s: nothing waits", seconds());
    instance.stop();
    compare(post);
  }

  private void killAt(FaultPoint point, Post post) throws InterruptedException {
    int times = 1 + random.nextInt(MOST_HITS);
    try (Breakpoint breakpoint = Breakpoint.at(point, debugPort)) {
      if (breakpoint.awaitHit(times, LONGEST_WAY_TO_A_POINT)) {
        hits.merge(point.name(), 1, Integer::sum);
        killed(point.name(), post, true);
      } else {
        // a table that names what the load never passes would prove nothing
        faults.add(
            (breakpoint.isKnown() ? "passed less than %d times: %s" : "no such class: %2$s")
                .formatted(times, point));
        killed("NOT REACHED: " + point.name(), post, isUnderWay(post));
      }
    }
    instance.start();
  }

  private void killAtRandom(Post post) {
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(MOST_RANDOM_MILLIS)).toNanos());
    if (random.nextBoolean()) {
      atWork++;
      killed("at random", post, isUnderWay(post));
    } else {
      whileStarting++;
      instance.kill();
      instance.launch();
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(MOST_RANDOM_MILLIS)).toNanos());
      killed("while it started after another kill", post, isUnderWay(post));
    }
    instance.start();
  }

  private boolean isUnderWay(Post post) {
    return ledger.inFlight().get() > 0 || post.waiting() > 0;
  }

  private void killed(String where, Post post, boolean working) {
    instance.kill();
    underWay += working ? 1 : 0;
    say(
        "{} s: kill {}: {}{}; {} requests and {} mails under way; {} items acknowledged so far",
        seconds(),
        kills,
        where,
        working ? "" : " (idle)",
        ledger.inFlight(),
        post.waiting(),
        ledger.items().size());
  }

  private long seconds() {
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }

  private void compare(Post post) throws SQLException {
    Books books = Reckoning.compared(instance, database, post, ledger);
    faults.addAll(books.faults());
    summary(books);
  }

  private void summary(Books books) {
    say("fault points hit, {} of {}: {}", hits.size(), FaultPoint.ALL.size(), hits);
    say(
        "acknowledged: {} mails, {} tickets, {} notes, {} replies; {} requests repeated; answers"
            + " other than success and 503: {}",
        ledger.count(Kind.MAIL),
        ledger.count(Kind.TICKET),
        ledger.count(Kind.NOTE),
        ledger.count(Kind.REPLY),
        ledger.repeated(),
        ledger.surprises());
    say("compared: {}", books.figures());
    say(
        "{} s: {} kills, {} at fault points, {} at random, {} while it started; {} ({} %) while"
            + " work was under way; {} faults",
        seconds(),
        kills,
        hits.values().stream().mapToInt(Integer::intValue).sum(),
        atWork,
        whileStarting,
        underWay,
        percentUnderWay(),
        faults.size());
    faults.stream().limit(50).forEach(fault -> say("FAULT {}", fault));
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
