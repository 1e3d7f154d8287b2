package org.madoguchi.tickets;

/** Where a ticket stands. */
public enum TicketStatus {
  /** Arrived; nobody has taken it. */
  NEW,
  /** Somebody works on it. */
  OPEN,
  /** A section was asked (所管課回答待ち). */
  WAITING_DEPARTMENT,
  /** The citizen was asked. */
  WAITING_CITIZEN,
  /** The citizen is to be called back (折り返し). */
  CALLBACK_DUE,
  /** A reply went out; the citizen may answer. */
  ANSWERED,
  /** Done (完了). */
  CLOSED;

  /** Whether staff still has something to do or to watch. */
  public boolean isOpen() {
    return this != ANSWERED && this != CLOSED;
  }
}
