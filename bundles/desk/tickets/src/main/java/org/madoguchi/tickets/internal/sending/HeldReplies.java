package org.madoguchi.tickets.internal.sending;

import java.util.List;
import java.util.Optional;

/**
 * The replies that wait for their authors to think again. A row of the database decides for each:
 * it is either released or taken back, whoever asks at the same time and on whatever node.
 */
public interface HeldReplies {
  void hold(HeldReply reply);

  Optional<HeldReply> find(long ticket, long entry);

  /** Those of a ticket. */
  List<HeldReply> of(long ticket);

  /** From now on it cannot be taken back. @return whether it could until now */
  boolean release(long entry);

  /** From now on it cannot be sent. @return whether it could until now */
  boolean takeBack(long entry);

  boolean isTakenBack(long ticket, long entry);
}
