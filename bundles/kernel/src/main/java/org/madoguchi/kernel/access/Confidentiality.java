package org.madoguchi.kernel.access;

/**
 * How far a record may be seen. Stored by {@link #level()}; a higher level is seen by fewer people.
 */
public enum Confidentiality {
  /** Everybody whose role and section reach the record. */
  NORMAL(0),
  /** The owning section and supervisors only. */
  RESTRICTED(10);

  private final int level;

  Confidentiality(int level) {
    this.level = level;
  }

  public int level() {
    return level;
  }

  /**
   * @throws IllegalArgumentException for a level no constant has
   */
  public static Confidentiality ofLevel(int level) {
    for (Confidentiality c : values()) {
      if (c.level == level) {
        return c;
      }
    }
    throw new IllegalArgumentException("no confidentiality level " + level);
  }
}
