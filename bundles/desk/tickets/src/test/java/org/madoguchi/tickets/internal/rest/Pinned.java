package org.madoguchi.tickets.internal.rest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswers;

/** Answers that stand on every face. */
final class Pinned {
  private Pinned() {}

  static PinnedAnswer answer(
      long id, String municipality, String heading, String text, Optional<Instant> until) {
    return new PinnedAnswer(
        id,
        new MunicipalityId(municipality),
        new PinnedAnswer.Said("ja", heading, text),
        Optional.empty(),
        0,
        Instant.parse("2026-11-01T00:00:00Z"),
        until);
  }

  static PinnedAnswers of(PinnedAnswer... answers) {
    return new PinnedAnswers() {
      @Override
      public List<PinnedAnswer> now(MunicipalityId municipality) {
        return Stream.of(answers).filter(a -> a.municipality().equals(municipality)).toList();
      }

      @Override
      public List<PinnedAnswer> everywhere() {
        return List.of(answers);
      }
    };
  }
}
