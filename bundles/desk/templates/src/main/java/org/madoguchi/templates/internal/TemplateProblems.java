package org.madoguchi.templates.internal;

import org.madoguchi.kernel.problem.ProblemType;

/** The problems only text modules raise. */
public final class TemplateProblems {
  /** Also what a person gets who may not see it. */
  public static final ProblemType TEMPLATE_NOT_FOUND = type("template-not-found", 404);

  /** Argument: the shortcut. */
  public static final ProblemType SHORTCUT_TAKEN = type("shortcut-taken", 409);

  private TemplateProblems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(TemplateProblems.class, name, status);
  }
}
