package org.madoguchi.channels.internal;

import org.madoguchi.kernel.problem.ProblemType;

/** What may be wrong with an order to the boxes. */
final class ChannelProblems {
  /** Somebody is at it right now. */
  static final ProblemType BUSY = new ProblemType(ChannelProblems.class, "delivery-busy", 409);

  /** Argument: the state it is in. */
  static final ProblemType FINISHED =
      new ProblemType(ChannelProblems.class, "delivery-finished", 409);

  /** In doubt: a person must decide before it may be sent again. */
  static final ProblemType UNDECIDED =
      new ProblemType(ChannelProblems.class, "delivery-undecided", 409);

  /** Argument: the state it is in. */
  static final ProblemType NOT_IN_DOUBT =
      new ProblemType(ChannelProblems.class, "delivery-not-in-doubt", 409);

  /** The delivery's content is missing, cut off or altered; an administrator must restore it. */
  static final ProblemType CONTENT_DAMAGED =
      new ProblemType(ChannelProblems.class, "content-damaged", 404);

  private ChannelProblems() {}
}
