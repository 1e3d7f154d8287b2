package org.madoguchi.channels.internal;

import org.madoguchi.persistence.Doorbell;
import org.osgi.service.component.annotations.Component;

/** The bells of this node; work of other nodes is found by looking every second. */
@Component(service = Doorbells.class)
public final class Doorbells {
  private final Doorbell inbox = new Doorbell();
  private final Doorbell outbox = new Doorbell();
  private final Doorbell upkeep = new Doorbell();
  private final Doorbell status = new Doorbell();

  Doorbell inbox() {
    return inbox;
  }

  Doorbell outbox() {
    return outbox;
  }

  Doorbell upkeep() {
    return upkeep;
  }

  Doorbell status() {
    return status;
  }

  /** Connectors came or went. */
  void ringAll() {
    status.ring();
    inbox.ring();
    outbox.ring();
  }
}
