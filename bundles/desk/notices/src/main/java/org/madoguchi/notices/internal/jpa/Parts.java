package org.madoguchi.notices.internal.jpa;

import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.notices.internal.NoticeStore.Part;
import org.madoguchi.persistence.Sql;

/** The condition that a row {@code n} belongs to one of some parts. */
final class Parts {
  private Parts() {}

  /**
   * @param parts not empty
   */
  static Sql of(Sql sql, List<Part> parts) {
    String or = "(";
    for (Part part : parts) {
      sql.add(or + "n.ID > 0");
      if (!part.municipality().equals(MunicipalityId.EVERY)) {
        sql.add(" AND n.MUNICIPALITY = ?", part.municipality().value());
      }
      if (!part.sections().isEmpty()) {
        sql.add(" AND ");
        sql.in("n.SECTION", part.sections().stream().map(SectionId::value).toList());
      }
      or = " OR ";
    }
    return sql.add(")");
  }
}
