package org.madoguchi.kernel.store;

/**
 * Unique, increasing numbers, allocated in blocks from the database outside any running
 * transaction. Gaps appear when a node stops or a command is rolled back; two nodes hand out from
 * different blocks.
 */
public interface IdSource {
  /**
   * The next number of a series ({@code ticket}, {@code ticket-no/mihon/2026}), from 1. Creates the
   * series.
   */
  long next(String series);
}
