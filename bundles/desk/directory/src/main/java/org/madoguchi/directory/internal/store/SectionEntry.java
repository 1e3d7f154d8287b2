package org.madoguchi.directory.internal.store;

import org.madoguchi.directory.Section;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;

/**
 * A line of an organisation file.
 *
 * @param opens and {@code closes}: HH:MM, both '' when unknown
 * @param ordinal its place in the file
 */
public record SectionEntry(
    MunicipalityId municipality,
    SectionId id,
    String name,
    String kana,
    SectionId parent,
    Section.Kind kind,
    String phone,
    String opens,
    String closes,
    String description,
    int ordinal) {

  public Section section() {
    return new Section(municipality, id, name, kana, parent, kind, phone, hours());
  }

  private String hours() {
    return opens.isEmpty() ? "" : spoken(opens) + "–" + spoken(closes);
  }

  private static String spoken(String time) {
    return time.startsWith("0") ? time.substring(1) : time;
  }
}
