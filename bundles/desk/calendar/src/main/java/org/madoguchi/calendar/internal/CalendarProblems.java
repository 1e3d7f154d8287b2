package org.madoguchi.calendar.internal;

import org.madoguchi.kernel.problem.ProblemType;

/** The problems only the calendar raises. */
public final class CalendarProblems {
  /** Argument: the code as asked for. */
  public static final ProblemType SECTION_NOT_FOUND = type("section-not-found", 404);

  public static final ProblemType SPECIAL_DAY_NOT_FOUND = type("special-day-not-found", 404);

  /** There is another special day on that date. Argument: the date. */
  public static final ProblemType SPECIAL_DAY_TAKEN = type("special-day-taken", 409);

  /** Argument: the limit. */
  public static final ProblemType TOO_MANY_SPECIAL_DAYS = type("too-many-special-days", 409);

  private CalendarProblems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(CalendarProblems.class, name, status);
  }
}
