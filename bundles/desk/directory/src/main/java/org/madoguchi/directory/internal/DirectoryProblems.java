package org.madoguchi.directory.internal;

import org.madoguchi.kernel.problem.ProblemType;

/** The problems only the directory raises. */
public final class DirectoryProblems {
  /** The password given as proof for a change is wrong. */
  public static final ProblemType CURRENT_PASSWORD_WRONG = type("current-password-wrong", 400);

  /** Argument: the limit. */
  public static final ProblemType TOO_MANY_TOKENS = type("too-many-tokens", 409);

  /** There is no second factor to confirm, or to renew the recovery codes of. */
  public static final ProblemType SECOND_FACTOR_NOT_OFFERED =
      type("second-factor-not-offered", 409);

  public static final ProblemType SECOND_FACTOR_CODE_WRONG = type("second-factor-code-wrong", 400);

  /** A role of the person asks for it. */
  public static final ProblemType SECOND_FACTOR_NEEDED = type("second-factor-needed", 409);

  /** This node cannot read the second factors. */
  public static final ProblemType SECOND_FACTOR_KEY_MISSING =
      type("second-factor-key-missing", 503);

  /** The person's password is kept in another directory and changed there. */
  public static final ProblemType PASSWORD_ELSEWHERE = type("password-elsewhere", 409);

  /** The directory that keeps the passwords cannot be asked. */
  public static final ProblemType DIRECTORY_AWAY = type("directory-away", 503);

  public static final ProblemType STAFF_CHANGE_NOT_FOUND = type("staff-change-not-found", 404);

  /** Something is planned for the person on that day already. */
  public static final ProblemType STAFF_CHANGE_EXISTS = type("staff-change-exists", 409);

  /** It was carried out, cancelled or undone meanwhile. */
  public static final ProblemType STAFF_CHANGE_SETTLED = type("staff-change-settled", 409);

  /** The person's roles were changed since it was carried out, or a section is gone. */
  public static final ProblemType STAFF_CHANGE_OVERTAKEN = type("staff-change-overtaken", 409);

  public static final ProblemType CATEGORY_NOT_FOUND = type("category-not-found", 404);

  /** The code is taken. */
  public static final ProblemType CATEGORY_EXISTS = type("category-exists", 409);

  private DirectoryProblems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(DirectoryProblems.class, name, status);
  }
}
