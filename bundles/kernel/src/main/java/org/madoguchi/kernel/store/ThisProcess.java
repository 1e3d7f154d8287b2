package org.madoguchi.kernel.store;

/** This run of this node, among all that work on the same database. */
public interface ThisProcess {
  /**
   * What work that this process claims is marked with; at most 90 characters, never the same for
   * two runs.
   */
  String name();
}
