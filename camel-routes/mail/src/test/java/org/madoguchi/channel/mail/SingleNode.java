package org.madoguchi.channel.mail;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.madoguchi.kernel.store.Leases;

/** Leases where nobody else is, until {@link #taken} says otherwise. */
final class SingleNode implements Leases {
  final AtomicBoolean taken = new AtomicBoolean();

  @Override
  public boolean hold(String name, Duration time) {
    return !taken.get();
  }

  @Override
  public void release(String name) {}
}
