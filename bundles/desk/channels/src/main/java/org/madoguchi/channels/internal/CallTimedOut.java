package org.madoguchi.channels.internal;

/** A connector's call took longer than its time limit. */
final class CallTimedOut extends Exception {
  private static final long serialVersionUID = 1L;

  CallTimedOut() {
    super("the time limit passed");
  }
}
