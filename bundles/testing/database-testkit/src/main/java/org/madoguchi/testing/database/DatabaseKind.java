package org.madoguchi.testing.database;

/** The databases the product supports. */
public enum DatabaseKind {
  DERBY,
  POSTGRES;

  /** A new, migrated, empty database of this kind; the caller closes it. */
  public TestDatabase open() {
    return this == DERBY ? TestDatabase.derby() : TestDatabase.postgres();
  }
}
