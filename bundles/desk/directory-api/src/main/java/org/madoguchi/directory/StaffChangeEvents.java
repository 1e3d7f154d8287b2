package org.madoguchi.directory;

/**
 * Events of the stream {@value #STREAM} that say that somebody leaves, is away or works elsewhere
 * from now on. The aggregate is {@code staff-<login>}.
 */
public final class StaffChangeEvents {
  public static final String STREAM = "directory";

  /** What the aggregate begins with; the login follows. */
  public static final String AGGREGATE = "staff-";

  /** {@code change, municipality, kind, on}. */
  public static final String PLANNED = "StaffChangePlanned";

  /** {@code change, municipality}: before it was carried out. */
  public static final String CANCELLED = "StaffChangeCancelled";

  /**
   * {@code change, municipality, kind, on, tickets, successor, section}: carried out. {@code kind}
   * is retirement, absence, return or transfer. {@code tickets} says what becomes of the person's
   * open tickets: queue (nobody's, in their section), successor, or carry (the person keeps them,
   * and they go along to {@code section}). Members that say nothing are ''.
   */
  public static final String EFFECTIVE = "StaffChangeEffective";

  /** {@code change, municipality}: what was carried out is as it was before. */
  public static final String UNDONE = "StaffChangeUndone";

  private StaffChangeEvents() {}
}
