package org.madoguchi.search.internal;

import org.madoguchi.kernel.problem.ProblemType;

/** The problems only the search's synonyms raise. */
public final class SearchProblems {
  /** Argument: how many words make a group. */
  public static final ProblemType SYNONYMS_TOO_FEW = type("synonyms-too-few", 422);

  /** Argument: the word. */
  public static final ProblemType SYNONYMS_TWICE = type("synonyms-twice", 422);

  /** Argument: the words of the group there is. */
  public static final ProblemType SYNONYMS_TAKEN = type("synonyms-taken", 409);

  /** Argument: how many groups a municipality may have. */
  public static final ProblemType SYNONYMS_FULL = type("synonyms-full", 409);

  private SearchProblems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(SearchProblems.class, name, status);
  }
}
