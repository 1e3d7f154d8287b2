package org.madoguchi.assistant.internal;

import org.madoguchi.kernel.problem.ProblemType;

/** The problems this room raises. */
public final class AssistantProblems {
  /** Also what a person gets who may not see the ticket. Argument: the ticket as asked for. */
  public static final ProblemType TICKET_NOT_FOUND =
      new ProblemType(AssistantProblems.class, "ticket-not-found", 404);

  private AssistantProblems() {}
}
