package org.madoguchi.tickets.internal.jpa;

import java.util.List;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.domain.Citizen;

/** What is said about a citizen, in one column. */
record ContentsJson(String name, String kana, String language, String notes, List<Point> contacts) {
  record Point(ContactPoint.Kind kind, String value, String note) {}

  static ContentsJson of(Citizen.Contents contents) {
    return new ContentsJson(
        contents.name(),
        contents.kana(),
        contents.language(),
        contents.notes(),
        contents.contacts().stream()
            .map(p -> new Point(p.kind(), p.value(), contents.remarkOn(p)))
            .toList());
  }

  Citizen.Contents contents() {
    return new Citizen.Contents(
        name,
        kana,
        language,
        notes,
        contacts.stream().map(ContentsJson::point).toList(),
        contacts.stream().map(p -> new Citizen.Remark(point(p), p.note())).toList());
  }

  private static ContactPoint point(Point point) {
    return new ContactPoint(point.kind(), point.value());
  }
}
