package org.madoguchi.tickets.internal.imports;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A file on its way into parts, from its beginning to its end, in bounded memory. */
interface Source extends Closeable {
  /** What came next: a part, or what was wrong there. */
  record Next(Optional<Part> part, List<Problem> problems) {
    static Next part(Part part) {
      return new Next(Optional.of(part), List.of());
    }

    static Next wrong(Problem problem) {
      return new Next(Optional.empty(), List.of(problem));
    }
  }

  /** Empty behind the last. */
  Optional<Next> next() throws IOException;
}
