package org.madoguchi.persistence.internal;

import org.osgi.service.component.annotations.Component;

/**
 * Carries "something is new" inside this node: log to sequencer, sequencer to followers. Other
 * nodes are polled.
 */
@Component(service = EventSignals.class)
public final class EventSignals {
  private final Signal appended = new Signal();
  private final Signal stamped = new Signal();

  /** Raised after the commit of events. */
  Signal appended() {
    return appended;
  }

  /** Raised after events got their positions. */
  Signal stamped() {
    return stamped;
  }
}
