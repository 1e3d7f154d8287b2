package org.madoguchi.tickets.internal.presence;

/** What somebody does who has a ticket open; of what is done in several tabs the most counts. */
public enum Doing {
  /** Has left it. */
  GONE,
  VIEWING,
  NOTING,
  REPLYING;

  public static Doing more(Doing one, Doing other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
