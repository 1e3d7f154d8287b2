package org.madoguchi.knowledge;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;

/**
 * An answer that stands on every face of a municipality, as in a disaster (災害時の固定表示).
 *
 * @param original in Japanese
 * @param english empty where nobody wrote one
 * @param article that says more; 0 for none. Whether citizens still read it is another question
 * @param until when it ends by itself; empty = when somebody takes it down
 */
public record PinnedAnswer(
    long id,
    MunicipalityId municipality,
    Said original,
    Optional<Said> english,
    long article,
    Instant since,
    Optional<Instant> until) {

  /**
   * Plain text.
   *
   * @param language BCP 47
   * @param heading one line
   * @param text one or more lines
   */
  public record Said(String language, String heading, String text) {
    public Said {
      Objects.requireNonNull(language);
      Objects.requireNonNull(heading);
      Objects.requireNonNull(text);
    }
  }

  public PinnedAnswer {
    Objects.requireNonNull(municipality);
    Objects.requireNonNull(original);
    Objects.requireNonNull(english);
    Objects.requireNonNull(since);
    Objects.requireNonNull(until);
  }

  /** What is shown to somebody who reads this language: the English, or as it was written. */
  public Said in(String language) {
    return english.filter(e -> e.language().equals(language)).orElse(original);
  }

  /** Whether it has ended at that time. */
  public boolean isOver(Instant now) {
    return until.filter(end -> !end.isAfter(now)).isPresent();
  }
}
