package org.madoguchi.tickets;

/** What became of a message to a citizen. */
public enum DeliveryState {
  /** Waiting to be sent or to be tried again. */
  QUEUED,
  /** Handed to the next server (mail: 250). */
  SENT,
  /** Refused for good; a person must act. */
  FAILED,
  /** 送達不明: whether it was sent cannot be known; a person decides. */
  IN_DOUBT
}
