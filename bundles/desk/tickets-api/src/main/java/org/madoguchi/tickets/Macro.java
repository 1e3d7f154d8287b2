package org.madoguchi.tickets;

import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;

/**
 * What is done to a ticket again and again, kept under a name (マクロ).
 *
 * @param version counts its edits, from 1
 * @param language of its texts, BCP 47
 * @param reply what the citizen is answered, with placeholders; '' for nothing
 */
public record Macro(
    long id,
    MunicipalityId municipality,
    long version,
    String title,
    String language,
    String reply,
    Steps steps) {

  /**
   * What becomes of the ticket, written as JSON writes it; null stays as it is, '' is none. What it
   * names may be gone by the time it is applied.
   *
   * @param owner a login, or {@link #ME}
   * @param dueDays due on the day so many days after the one it is applied on
   * @param note seen by staff only, with placeholders
   * @param follow whether who applies it is told from then on what happens at the ticket
   * @param sends whether the reply is sent; otherwise it is put where one writes
   */
  public record Steps(
      String status,
      String section,
      String owner,
      String category,
      String priority,
      String result,
      List<String> addTags,
      List<String> removeTags,
      Integer dueDays,
      String note,
      boolean follow,
      boolean sends) {
    /** Whoever applies the macro. */
    public static final String ME = "@me";

    public static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");
    public static final List<String> RESULTS =
        List.of("", "first-contact", "handed-over", "callback");
    public static final int MOST_TAGS = 20;
    public static final int LONGEST_TAG = 30;
    public static final int MOST_DAYS = 365;
    public static final int LONGEST_NOTE = 2_000;

    public Steps {
      addTags = addTags == null ? List.of() : List.copyOf(addTags);
      removeTags = removeTags == null ? List.of() : List.copyOf(removeTags);
    }

    /** The person it gives the ticket to, whoever applies it. */
    public Optional<String> namedOwner() {
      return Optional.ofNullable(owner).filter(o -> !o.isEmpty() && !o.equals(ME));
    }
  }
}
