package org.madoguchi.knowledge.internal.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswer.Said;

/**
 * An answer that stands on every face, or stood there.
 *
 * @param place the lowest is shown first
 * @param takenDown by the editor, at the end of the wording; otherwise time ends it
 * @param version the sequence of the municipality's event that changed it last
 */
public record Pin(
    long id,
    MunicipalityId municipality,
    Wording wording,
    long place,
    Making making,
    boolean takenDown,
    StaffId editor,
    Instant editedAt,
    long version) {
  public static final int LONGEST_HEADING = 60;
  public static final int LONGEST_TEXT = 1_000;
  public static final int LONGEST_ENGLISH_HEADING = 120;
  public static final int LONGEST_ENGLISH_TEXT = 2_000;

  /**
   * What people write of it.
   *
   * @param englishHeading with its text '' where there is no English
   * @param article 0 for none
   */
  public record Wording(
      String heading,
      String text,
      String englishHeading,
      String englishText,
      long article,
      Optional<Instant> until) {

    /** The names of the fields that differ, as JSON writes them. */
    public List<String> changesSince(Wording before) {
      List<String> fields = new ArrayList<>();
      note(fields, "heading", heading, before.heading);
      note(fields, "text", text, before.text);
      note(fields, "englishHeading", englishHeading, before.englishHeading);
      note(fields, "englishText", englishText, before.englishText);
      note(fields, "article", article, before.article);
      note(fields, "until", until, before.until);
      return fields;
    }

    private static void note(List<String> fields, String name, Object now, Object before) {
      if (!now.equals(before)) {
        fields.add(name);
      }
    }

    Wording ending(Instant end) {
      return new Wording(heading, text, englishHeading, englishText, article, Optional.of(end));
    }
  }

  /** Who pinned it. */
  public record Making(StaffId who, Instant at, String requestId) {}

  public boolean isOver(Instant now) {
    return answer().isOver(now);
  }

  public Pin edited(Wording next, long nextPlace, StaffId who, Instant now, long sequence) {
    return new Pin(id, municipality, next, nextPlace, making, false, who, now, sequence);
  }

  public Pin ended(StaffId who, Instant now, long sequence) {
    return new Pin(id, municipality, wording.ending(now), place, making, true, who, now, sequence);
  }

  /** As the faces show it. */
  public PinnedAnswer answer() {
    return new PinnedAnswer(
        id,
        municipality,
        new Said("ja", wording.heading(), wording.text()),
        wording.englishText().isEmpty()
            ? Optional.empty()
            : Optional.of(new Said("en", wording.englishHeading(), wording.englishText())),
        wording.article(),
        making.at(),
        wording.until());
  }
}
