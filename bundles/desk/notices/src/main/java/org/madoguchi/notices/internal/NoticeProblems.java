package org.madoguchi.notices.internal;

import org.madoguchi.kernel.problem.ProblemType;

/** The problems only notices and planned changes raise. */
public final class NoticeProblems {
  /** Also what a person gets who may not see it. */
  public static final ProblemType NOTICE_NOT_FOUND = type("notice-not-found", 404);

  /** Also what a person gets who may not see it. */
  public static final ProblemType CHANGE_NOT_FOUND = type("change-not-found", 404);

  /** Also what a person gets who may not see it. */
  public static final ProblemType PROBLEM_NOT_FOUND = type("problem-not-found", 404);

  private NoticeProblems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(NoticeProblems.class, name, status);
  }
}
