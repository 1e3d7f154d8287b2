package org.madoguchi.channel.mail.in;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The unit a visit has in hand, from its first hand-over to the intake until what was taken is put
 * away. Who stops the channel lets it end; before and after it a visit can be cut at any point and
 * nothing has to be fetched twice.
 */
final class UnderWay {
  private final ReentrantLock unit = new ReentrantLock();
  private volatile boolean ending;

  /** Whether the channel is being stopped: then no unit begins any more. */
  boolean isEnding() {
    return ending;
  }

  /**
   * By the visiting thread, before each hand-over.
   *
   * @throws IOException the channel is being stopped and nothing is in hand
   */
  void begin() throws IOException {
    if (unit.isHeldByCurrentThread()) {
      return;
    }
    unit.lock();
    if (ending) {
      unit.unlock();
      throw new IOException("the channel is being stopped");
    }
  }

  /** By the visiting thread, in any case, when its visit is over. */
  void end() {
    if (unit.isHeldByCurrentThread()) {
      unit.unlock();
    }
  }

  /** By another thread: lets no unit begin, and waits a little for the one in hand. */
  void finish(Duration longest) throws InterruptedException {
    ending = true;
    if (unit.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      unit.unlock();
    }
  }
}
