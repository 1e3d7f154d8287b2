package org.madoguchi.tickets.internal.bulk;

import org.madoguchi.persistence.Doorbell;
import org.osgi.service.component.annotations.Component;

/** Wakes the worker of this node; what other nodes were given is found by looking. */
@Component(service = BulkBell.class)
public final class BulkBell {
  private final Doorbell bell = new Doorbell();

  void ring() {
    bell.ring();
  }

  Doorbell bell() {
    return bell;
  }
}
