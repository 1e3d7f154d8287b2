package org.madoguchi.kernel.store;

/**
 * Work that processes claim for themselves. Registered as an OSGi service by whoever lets work be
 * claimed; called on one of the processes that live on when another has died, or at the start after
 * it, so that nobody waits for the claims to run out.
 */
public interface AbandonedWork {
  /**
   * Frees whatever that process had claimed. May be called again, and for a process that was only
   * slow: it must find out by itself that its claim is gone.
   *
   * @param process its {@link ThisProcess#name}
   * @throws RuntimeException when it could not be freed; it is tried again
   */
  void release(String process);
}
