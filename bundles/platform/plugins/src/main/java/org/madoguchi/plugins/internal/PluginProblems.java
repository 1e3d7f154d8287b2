package org.madoguchi.plugins.internal;

import org.madoguchi.kernel.problem.ProblemType;

/** The problems plug-ins raise. */
final class PluginProblems {
  /** Argument: the name. */
  static final ProblemType PLUGIN_NOT_FOUND = type("plugin-not-found", 404);

  /** Argument: the name. */
  static final ProblemType NO_PREVIOUS_VERSION = type("no-previous-version", 409);

  /** Argument: the version that does not start either. */
  static final ProblemType ROLLBACK_FAILED = type("rollback-failed", 409);

  private PluginProblems() {}

  private static ProblemType type(String name, int status) {
    return new ProblemType(PluginProblems.class, name, status);
  }
}
