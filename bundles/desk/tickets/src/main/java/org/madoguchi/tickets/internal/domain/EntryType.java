package org.madoguchi.tickets.internal.domain;

/** What a part of a conversation is. */
public enum EntryType {
  /** What the citizen wrote, or what staff wrote down of it. */
  CITIZEN,
  REPLY,
  /** Sent by the product itself. */
  ACKNOWLEDGEMENT,
  /** Seen by staff only. */
  NOTE;

  /** Whether it goes out to the citizen. */
  public boolean isSent() {
    return this == REPLY || this == ACKNOWLEDGEMENT;
  }
}
