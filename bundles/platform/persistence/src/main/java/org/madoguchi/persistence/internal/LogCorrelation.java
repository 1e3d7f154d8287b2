package org.madoguchi.persistence.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.madoguchi.kernel.event.CommittedEvent;
import org.slf4j.MDC;

/**
 * What lines of the log carry in brackets: the work they belong to. It goes into the log of events
 * with what that work caused, and from there to whoever follows.
 */
final class LogCorrelation {
  private static final String KEY = "correlation";
  private static final int LONGEST = 64;

  /** Of a batch; more would make lines unreadable. */
  private static final int MOST = 20;

  private LogCorrelation() {}

  /** What this thread works on; null for nothing, or for more than one thing. */
  static String current() {
    String current = MDC.get(KEY);
    return current == null || current.length() > LONGEST || current.contains(",") ? null : current;
  }

  /** From now on lines of this thread carry what caused these events. */
  static void begin(List<CommittedEvent> batch) {
    String causes =
        batch.stream()
            .map(CommittedEvent::correlation)
            .filter(correlation -> !correlation.isEmpty())
            .distinct()
            .limit(MOST)
            .collect(Collectors.joining(","));
    if (!causes.isEmpty()) {
      MDC.put(KEY, causes);
    }
  }

  static void end() {
    MDC.remove(KEY);
  }
}
