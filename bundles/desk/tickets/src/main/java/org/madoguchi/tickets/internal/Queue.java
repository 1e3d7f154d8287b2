package org.madoguchi.tickets.internal;

/** The standard queues of the desk. */
public enum Queue {
  /** Mine and still open. */
  MINE,
  /** Open and nobody's. */
  UNASSIGNED,
  /** Overdue, or not delivered, or something new on one of mine. */
  ATTENTION,
  WAITING_DEPARTMENT,
  ALL_OPEN,
  ANSWERED,
  CLOSED
}
