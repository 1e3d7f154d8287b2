package org.madoguchi.itests.durability;

import static org.junit.Assert.fail;
import static org.madoguchi.itests.container.Waiting.await;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.madoguchi.itests.durability.Ledger.Kind;
import org.madoguchi.itests.instance.Instance;

/** A day's work at a desk that something happens to, from mails to whole books. */
final class Work implements AutoCloseable {
  private static final int SOME = 3;

  private final Instance instance;
  private final Post post;
  private final Ledger ledger;
  private final Load load;

  /**
   * @param instance that runs
   * @param ledger of all work there since it was unpacked
   */
  Work(Instance instance, Post post, Ledger ledger) throws Exception {
    this.instance = instance;
    this.post = post;
    this.ledger = ledger;
    this.load = new Load(instance, post, ledger, new Random());
  }

  private record Done(long tickets, long replies, int messages, int waiting) {
    /** Some of everything, and a mail box that is no fuller. */
    boolean isMoreThan(Done before) {
      return tickets >= before.tickets + SOME
          && replies >= before.replies + SOME
          && messages >= before.messages + SOME
          && waiting <= Math.max(before.waiting, 1);
    }
  }

  private Done done() {
    return new Done(
        ledger.count(Kind.TICKET),
        ledger.count(Kind.REPLY),
        post.received().size(),
        post.waiting());
  }

  /** Operators get on, and citizens get answers: to calls, and to mails sent from now on. */
  void awaitMore(String when) {
    Done before = done();
    long began = System.nanoTime();
    try {
      await("work goes on " + when + ", more than " + before)
          .atMost(Duration.ofMinutes(2))
          .until(this::done, now -> now.isMoreThan(before));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + instance.errors(), e);
    }
    tell("work goes on " + when, began);
  }

  /** Everybody has to repeat what he asked for, and mails stay where they are. */
  void awaitRefused() {
    int before = ledger.repeated().get();
    long began = System.nanoTime();
    await("refused")
        .until(() -> ledger.repeated().get() >= before + SOME && post.waiting() >= SOME);
    tell("requests are refused and mails wait", began);
  }

  private static void tell(String what, long began) {
    DurabilityRun.say(
        "{} ms until {}", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began), what);
  }

  /** Nothing is begun any more, and what was begun is done. */
  void end() throws Exception {
    load.finish();
    Reckoning.drain(instance, post);
  }

  /** Everything acknowledged is there exactly once. */
  void assertWhole(DurabilityRun.Database database) {
    Books books =
        await("whole books")
            .until(
                () -> Reckoning.compared(instance, database, post, ledger),
                found -> found.faults().isEmpty());
    DurabilityRun.say("{}; {} requests repeated", books.figures(), ledger.repeated());
    if (!ledger.surprises().isEmpty()) {
      fail("no clear answers: " + ledger.surprises() + "\n" + instance.errors());
    }
  }

  @Override
  public void close() {
    load.close();
  }
}
