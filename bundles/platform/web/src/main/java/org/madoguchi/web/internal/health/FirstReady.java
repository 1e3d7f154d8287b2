package org.madoguchi.web.internal.health;

import org.madoguchi.gate.Opening;
import org.madoguchi.web.internal.Doors;
import org.madoguchi.web.internal.Ports;
import org.madoguchi.web.internal.rest.JaxRsWhiteboard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Opens the gate when people can log in for the first time. A part that fails later, or that never
 * comes, does not shut out the others: what it serves is answered with 503 by the filter chain.
 */
@Component(service = Opening.class)
public final class FirstReady implements Opening {
  private final Ports ports;
  private final JaxRsWhiteboard api;
  private final WaitingComponents waiting;
  private final Doors doors;

  @Activate
  public FirstReady(
      @Reference Ports ports,
      @Reference JaxRsWhiteboard api,
      @Reference WaitingComponents waiting,
      @Reference Doors doors) {
    this.ports = ports;
    this.api = api;
    this.waiting = waiting;
    this.doors = doors;
  }

  @Override
  public boolean isReady() {
    boolean ready =
        doors.areReached() && waiting.isBooted() && ports.missing().isEmpty() && api.isServing();
    if (ready) {
      doors.open();
    }
    return ready;
  }

  /** Health is told as soon as the filter chain is there. */
  @Override
  public boolean letsPass(String path) {
    return doors.areReached() && path.startsWith("/health/");
  }
}
