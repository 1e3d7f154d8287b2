package org.madoguchi.directory.internal;

import org.madoguchi.kernel.problem.ProblemType;

/** The problems only the directory raises. */
public final class DirectoryProblems {
  /** The password given as proof for a change is wrong. */
  public static final ProblemType CURRENT_PASSWORD_WRONG = type("current-password-wrong", 400);

  /** Argument: the limit. */
  public static final ProblemType TOO_MANY_TOKENS = type("too-many-tokens", 409);

  private DirectoryProblems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(DirectoryProblems.class, name, status);
  }
}
