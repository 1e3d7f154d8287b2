package org.madoguchi.web.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * How far this bundle has come since its start: whether requests reach its filter, and whether
 * everything people need has been there.
 */
@Component(service = Doors.class)
public final class Doors {
  private volatile boolean reached;
  private volatile boolean open;

  @Activate
  public Doors() {}

  public boolean areReached() {
    return reached;
  }

  /** The filter chain is in place, or is not any more. */
  public void reached(boolean nowReached) {
    reached = nowReached;
  }

  public boolean areOpen() {
    return open;
  }

  public void open() {
    open = true;
  }
}
