package org.madoguchi.knowledge.internal;

import org.madoguchi.persistence.Doorbell;
import org.osgi.service.component.annotations.Component;

/** Wakes whoever does what time brings, when somebody settled a time. */
@Component(service = TurnBell.class)
public final class TurnBell {
  private final Doorbell bell = new Doorbell();

  public void ring() {
    bell.ring();
  }

  Doorbell bell() {
    return bell;
  }
}
