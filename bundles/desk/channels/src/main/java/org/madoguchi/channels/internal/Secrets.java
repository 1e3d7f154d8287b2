package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.Optional;

/** Keys that all nodes share. */
public interface Secrets {
  Optional<byte[]> find(String name);

  /** Fails when the name is taken. */
  void add(String name, byte[] secret, Instant at);
}
