package org.madoguchi.notices.internal.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.madoguchi.kernel.SectionId;

/**
 * What people write down of a notice.
 *
 * @param section whose people it is for; {@link SectionId#NONE} = everybody in the municipality
 * @param pinned before all others, whatever their importance
 * @param problem the id of the problem (問題) it is about; 0 for none
 * @param from when it begins to be shown; @param to when it goes to the archive
 */
public record Details(
    SectionId section,
    String title,
    String text,
    Importance importance,
    boolean pinned,
    Instant from,
    Instant to,
    long problem) {
  public static final int LONGEST_TITLE = 100;
  public static final int LONGEST_TEXT = 4_000;

  /** About no problem. */
  public Details(
      SectionId section,
      String title,
      String text,
      Importance importance,
      boolean pinned,
      Instant from,
      Instant to) {
    this(section, title, text, importance, pinned, from, to, 0);
  }

  /** The names of the fields that differ, as JSON writes them. */
  public List<String> changesSince(Details before) {
    List<String> fields = new ArrayList<>();
    for (Field field : Field.values()) {
      if (!field.of(this).equals(field.of(before))) {
        fields.add(field.written());
      }
    }
    return fields;
  }

  /** Whether whoever has read the one has to read the other. */
  boolean saysOtherThan(Details before) {
    return !title.equals(before.title)
        || !text.equals(before.text)
        || importance != before.importance;
  }

  /** Sorts what is shown: the highest first. */
  public int standing() {
    return (pinned ? Importance.values().length : 0) + importance.ordinal();
  }
}
