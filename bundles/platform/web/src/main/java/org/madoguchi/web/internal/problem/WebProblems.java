package org.madoguchi.web.internal.problem;

import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;

/** The problems only the web raises, and the type that fits a bare HTTP status. */
public final class WebProblems {
  /** The request line, a header or the address is not as it should be. */
  public static final ProblemType BAD_REQUEST =
      new ProblemType(WebProblems.class, "bad-request", 400);

  /** A page of another site sent it, or a page of ours that was opened by another address. */
  public static final ProblemType FOREIGN_PAGE =
      new ProblemType(WebProblems.class, "foreign-page", 403);

  /** The password was right; the code of the second factor is still to be given. */
  public static final ProblemType SECOND_FACTOR_REQUIRED =
      new ProblemType(WebProblems.class, "second-factor-required", 401);

  /** The password was right, the code was not, or had been used. */
  public static final ProblemType SECOND_FACTOR_WRONG =
      new ProblemType(WebProblems.class, "second-factor-wrong", 401);

  /** Extension {@code duties}: what the person has to do before anything else. */
  public static final ProblemType DUTIES_OPEN =
      new ProblemType(WebProblems.class, "duties-open", 403);

  /** Whoever checks the passwords cannot be asked; it is nobody's fault who logs in. */
  public static final ProblemType REALM_AWAY =
      new ProblemType(WebProblems.class, "realm-away", 503);

  private WebProblems() {}

  /** The type for a status somebody answered without saying more. */
  public static ProblemType ofStatus(int status) {
    return switch (status) {
      case 401 -> Problems.UNAUTHENTICATED;
      case 403 -> Problems.FORBIDDEN;
      case 404 -> Problems.NOT_FOUND;
      case 405 -> Problems.METHOD_NOT_ALLOWED;
      case 406 -> Problems.NOT_ACCEPTABLE;
      case 409 -> Problems.CONFLICT;
      case 415 -> Problems.UNSUPPORTED_MEDIA_TYPE;
      case 503 -> Problems.UNAVAILABLE;
      default ->
          status >= 400 && status < 500
              ? new ProblemType(WebProblems.class, "bad-request", status)
              : new ProblemType(Problems.class, "internal-error", Math.max(status, 500));
    };
  }
}
