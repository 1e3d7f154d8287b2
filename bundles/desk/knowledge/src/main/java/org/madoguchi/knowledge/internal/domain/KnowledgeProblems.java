package org.madoguchi.knowledge.internal.domain;

import org.madoguchi.kernel.problem.ProblemType;

/** The problems only articles raise. */
public final class KnowledgeProblems {
  /** Also what a person gets who may not see it. */
  public static final ProblemType ARTICLE_NOT_FOUND = type("article-not-found", 404);

  public static final ProblemType EDITION_NOT_FOUND = type("edition-not-found", 404);

  /** Also what a person gets who may not see it. */
  public static final ProblemType PROPOSAL_NOT_FOUND = type("proposal-not-found", 404);

  /** Also what a person gets who may not see it. */
  public static final ProblemType FILE_NOT_FOUND = type("article-file-not-found", 404);

  /** An article has as many files as it may. Argument: how many. */
  public static final ProblemType TOO_MANY_FILES = type("article-files-too-many", 409);

  /** The content is not in the store any more. */
  public static final ProblemType CONTENT_MISSING = type("article-content-missing", 410);

  /** Arguments: the step; how far the newest edition is; how the shown one stands. */
  public static final ProblemType STEP_NOT_POSSIBLE = type("article-step-not-possible", 409);

  /** Somebody wants to approve what they put in themselves. */
  public static final ProblemType OWN_SUBMISSION = type("article-own-submission", 409);

  /** The section, or the municipality, lets nobody publish without approval. */
  public static final ProblemType NEEDS_APPROVAL = type("article-needs-approval", 409);

  /** Also what a person gets who may not see it. */
  public static final ProblemType IMPORT_NOT_FOUND = type("article-import-not-found", 404);

  /** Also what a person gets who may not see it. */
  public static final ProblemType PIN_NOT_FOUND = type("pinned-answer-not-found", 404);

  /** It has ended; it can be pinned anew. */
  public static final ProblemType PIN_OVER = type("pinned-answer-over", 409);

  /** Argument: how many may be pinned at a time. */
  public static final ProblemType TOO_MANY_PINNED = type("pinned-answers-too-many", 409);

  private KnowledgeProblems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(KnowledgeProblems.class, name, status);
  }
}
