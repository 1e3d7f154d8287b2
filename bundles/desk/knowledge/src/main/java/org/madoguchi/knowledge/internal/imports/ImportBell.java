package org.madoguchi.knowledge.internal.imports;

import org.madoguchi.persistence.Doorbell;
import org.osgi.service.component.annotations.Component;

/** Wakes the worker of this node; what other nodes were given is found by looking. */
@Component(service = ImportBell.class)
public final class ImportBell {
  private final Doorbell bell = new Doorbell();

  void ring() {
    bell.ring();
  }

  Doorbell bell() {
    return bell;
  }
}
