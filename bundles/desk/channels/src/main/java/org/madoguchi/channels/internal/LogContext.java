package org.madoguchi.channels.internal;

import org.slf4j.MDC;

/**
 * While this is open, what the thread logs carries the channel and the row it works on, in the
 * place where a request's lines carry their number.
 */
final class LogContext implements AutoCloseable {
  private static final String CORRELATION = "correlation";
  private static final String CHANNEL = "channel";

  private final String before;

  private LogContext(String before) {
    this.before = before;
  }

  /**
   * For one event of a batch.
   *
   * @param correlation of the event; '' leaves the thread's as it is
   */
  static LogContext causedBy(String correlation) {
    LogContext context = new LogContext(row());
    if (!correlation.isEmpty()) {
      MDC.put(CORRELATION, correlation);
    }
    return context;
  }

  /**
   * @param row {@code delivery-<id>} or {@code sending-<id>}; null for none
   */
  static LogContext of(String channel, String row) {
    MDC.put(CHANNEL, channel);
    if (row != null) {
      MDC.put(CORRELATION, row);
    }
    return new LogContext(null);
  }

  /** What this thread works on; null for nothing. */
  static String row() {
    return MDC.get(CORRELATION);
  }

  @Override
  public void close() {
    MDC.remove(CHANNEL);
    if (before == null) {
      MDC.remove(CORRELATION);
    } else {
      MDC.put(CORRELATION, before);
    }
  }
}
