package org.madoguchi.directory.internal.changes;

import org.madoguchi.persistence.Doorbell;
import org.osgi.service.component.annotations.Component;

/** Wakes who carries changes out on this node; other nodes find them by looking. */
@Component(service = StaffChangeBell.class)
public final class StaffChangeBell {
  private final Doorbell bell = new Doorbell();

  void ring() {
    bell.ring();
  }

  Doorbell bell() {
    return bell;
  }
}
