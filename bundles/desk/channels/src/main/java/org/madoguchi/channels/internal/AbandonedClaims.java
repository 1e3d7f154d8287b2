package org.madoguchi.channels.internal;

import org.madoguchi.kernel.store.AbandonedWork;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Deliveries and messages that a dead process had in hand are free at once. What it was sending
 * becomes a doubt for a person to decide.
 */
@Component
public final class AbandonedClaims implements AbandonedWork {
  private final ChannelStore store;
  private final Doorbells bells;

  @Activate
  public AbandonedClaims(@Reference ChannelStore store, @Reference Doorbells bells) {
    this.store = store;
    this.bells = bells;
  }

  @Override
  public void release(String process) {
    String holders = Claims.prefix(process);
    store
        .transactions()
        .write(
            () -> {
              store.inbox().releaseAll(holders);
              store.outbox().releaseAll(holders);
              return null;
            });
    bells.inbox().ring();
    bells.outbox().ring();
    bells.upkeep().ring();
  }
}
