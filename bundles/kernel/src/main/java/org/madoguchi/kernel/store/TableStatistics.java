package org.madoguchi.kernel.store;

/** What the database knows of its tables when it plans a statement. */
public interface TableStatistics {
  /**
   * Gathers them at once, in seconds. To be called when very many rows were written: until a
   * database finds out by itself, which takes a minute or more, it plans for the small tables it
   * knew. Does nothing on a database that has no need of it.
   *
   * @throws IllegalStateException when the database refused; nothing else suffers from it
   */
  void gather();
}
