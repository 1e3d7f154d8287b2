package org.madoguchi.templates.internal.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.tickets.Macro;

/**
 * What people write down of a text module. Checked by {@link Spelling}.
 *
 * @param section whose staff it is for; {@link SectionId#NONE} = everybody in the municipality
 * @param shortcut the word that calls it up, unique among the modules of the same section, or of
 *     the whole municipality
 * @param text plain, with placeholders such as {@code {{案件番号}}}, which are filled where it is
 *     inserted
 * @param language BCP 47
 * @param order where it stands in lists; the lowest first
 * @param active false once withdrawn: kept, but not offered any more
 * @param macro of a macro (マクロ), what it does to a ticket besides; its text is the reply then, or
 *     ''
 */
public record Details(
    SectionId section,
    String shortcut,
    String title,
    String text,
    String language,
    int order,
    boolean active,
    Optional<Macro.Steps> macro) {
  /** Of modules that do not say. */
  public static final String LANGUAGE = "ja";

  /** Of what is a text and nothing more. */
  public Details(
      SectionId section,
      String shortcut,
      String title,
      String text,
      String language,
      int order,
      boolean active) {
    this(section, shortcut, title, text, language, order, active, Optional.empty());
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
}
