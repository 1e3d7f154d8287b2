package org.madoguchi.web.internal.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A refusal in the caller's words. */
@State(Scope.Benchmark)
public class ProblemDocumentBenchmark {
  private final DomainException wrong =
      new DomainException(
          Problems.INVALID_FIELDS,
          List.of(2),
          List.of(
              new FieldProblem("subject", "required", List.of()),
              new FieldProblem("limit", "invalid", List.of())),
          Map.of());

  @Benchmark
  public byte[] wrongFields() {
    return ProblemDocument.of(wrong, Locale.JAPANESE, "/api/tickets", "3f2a9c");
  }
}
