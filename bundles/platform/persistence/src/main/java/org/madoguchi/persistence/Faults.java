package org.madoguchi.persistence;

import org.slf4j.Logger;

/**
 * Tells failures to the log: a lasting one once when it begins and once when it is over, and never
 * a message of a foreign exception, which may hold what a citizen wrote.
 */
public final class Faults {
  private final Logger log;
  private final String what;
  private boolean failing;

  public Faults(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  public synchronized void failed(Throwable failure) {
    if (!failing) {
      log.warn("{} fails and is tried again: {}", what, describe(failure));
    }
    failing = true;
  }

  public synchronized void worked() {
    if (failing) {
      log.info("{} works again", what);
    }
    failing = false;
  }

  /** The kinds of the exception and its causes, and where the innermost came from. */
  public static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.getClass().getName());
    Throwable innermost = failure;
    for (int depth = 0; innermost.getCause() != null && depth < 5; depth++) {
      innermost = innermost.getCause();
      text.append(" < ").append(innermost.getClass().getName());
    }
    StackTraceElement[] trace = innermost.getStackTrace();
    for (int i = 0; i < Math.min(3, trace.length); i++) {
      text.append(i == 0 ? " at " : ", ").append(trace[i]);
    }
    return text.toString();
  }
}
