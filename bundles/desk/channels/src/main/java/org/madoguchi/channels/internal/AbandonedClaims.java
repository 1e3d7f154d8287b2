package org.madoguchi.channels.internal;

import java.time.Clock;
import java.time.Instant;
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
  private final Clock clock;

  @Activate
  public AbandonedClaims(
      @Reference ChannelStore store, @Reference Doorbells bells, @Reference Clock clock) {
    this.store = store;
    this.bells = bells;
    this.clock = clock;
  }

  @Override
  public void release(String process) {
    Instant now = clock.instant();
    String holders = Claims.prefix(process);
    store
        .transactions()
        .write(
            () -> {
              store.inbox().releaseAll(holders, now);
              store.outbox().releaseAll(holders, now);
              return null;
            });
    bells.inbox().ring();
    bells.outbox().ring();
    bells.upkeep().ring();
  }
}
