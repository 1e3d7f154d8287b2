package org.madoguchi.portal.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what no reader waits for: counting. What is too much is left out. */
@Component(service = Background.class)
public final class Background {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);
  private static final int MOST = 1_000;

  private final ScheduledThreadPoolExecutor thread;

  @Activate
  public Background() {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "madoguchi-portal");
              made.setDaemon(true);
              return made;
            });
    thread.setRemoveOnCancelPolicy(true);
  }

  @Deactivate
  void stop() {
    thread.shutdownNow();
  }

  void later(Runnable work) {
    if (thread.getQueue().size() < MOST && !thread.isShutdown()) {
      thread.execute(() -> guarded(work));
    }
  }

  void every(Duration time, Runnable work) {
    thread.scheduleWithFixedDelay(() -> guarded(work), 0, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError e) { // a figure is lost, no page
      LOG.debug("not counted", e);
    }
  }
}
