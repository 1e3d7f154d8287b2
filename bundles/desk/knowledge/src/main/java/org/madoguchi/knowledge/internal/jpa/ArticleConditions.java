package org.madoguchi.knowledge.internal.jpa;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.knowledge.internal.ArticleStore.Filter;
import org.madoguchi.knowledge.internal.ArticleStore.Part;
import org.madoguchi.persistence.Sql;

/** Which rows {@code a} of KNOWLEDGE_ARTICLE a list shows. */
final class ArticleConditions {
  private static final String RETURNED =
      " AND EXISTS (SELECT 1 FROM KNOWLEDGE_COMMENT c WHERE c.ARTICLE_ID = a.ID"
          + " AND c.EDITION = a.EDITION AND c.STEP = 'RETURN')";

  private ArticleConditions() {}

  static Sql of(Sql sql, Filter filter, OptionalLong before) {
    if (filter.work()) {
      owned(sql, "a", filter.parts());
    } else {
      read(sql, "a", filter.parts());
    }
    narrow(sql, filter);
    before.ifPresent(id -> sql.add(" AND a.ID < ?", id));
    return sql;
  }

  /**
   * What belongs to the parts' sections.
   *
   * @param row what the statement calls it
   * @param parts not empty
   */
  static Sql owned(Sql sql, String row, List<Part> parts) {
    return any(sql, row, parts, (s, sections) -> s.add(" AND ").in(row + ".SECTION", sections));
  }

  /**
   * What readers of the parts have before them.
   *
   * @param row what the statement calls it
   * @param parts not empty
   */
  static Sql read(Sql sql, String row, List<Part> parts) {
    sql.add(row + ".SHOWN > 0 AND " + row + ".STANDING <> 'WITHDRAWN' AND ");
    return any(sql, row, parts, (s, sections) -> audience(s, row, sections));
  }

  private static Sql any(
      Sql sql, String row, List<Part> parts, BiConsumer<Sql, List<String>> reached) {
    String or = "(";
    for (Part part : parts) {
      sql.add(or + row + ".ID > 0");
      if (!part.municipality().equals(MunicipalityId.EVERY)) {
        sql.add(" AND " + row + ".MUNICIPALITY = ?", part.municipality().value());
      }
      if (!part.all()) {
        reached.accept(sql, part.sections().stream().map(SectionId::value).toList());
      }
      or = " OR ";
    }
    return sql.add(")");
  }

  private static void audience(Sql sql, String row, List<String> sections) {
    sql.add(" AND (" + row + ".SHOWN_VISIBILITY <> 'SECTIONS'");
    if (!sections.isEmpty()) {
      sql.add(" OR ").in(row + ".SECTION", sections);
      sql.add(" OR EXISTS (SELECT 1 FROM KNOWLEDGE_AUDIENCE s");
      sql.add(" WHERE s.ARTICLE_ID = " + row + ".ID AND ");
      sql.in("s.SECTION", sections).add(")");
    }
    sql.add(")");
  }

  private static void narrow(Sql sql, Filter filter) {
    String column = filter.work() ? "a." : "a.SHOWN_";
    filter.section().ifPresent(s -> sql.add(" AND a.SECTION = ?", s.value()));
    if (!filter.category().isEmpty()) {
      sql.add(" AND " + column + "CATEGORY = ?", filter.category());
    }
    filter.progress().ifPresent(p -> sql.add(" AND a.PROGRESS = ?", p));
    if (filter.returned()) {
      sql.add(RETURNED);
    }
    filter.standing().ifPresent(s -> sql.add(" AND a.STANDING = ?", s));
    filter.visibility().ifPresent(v -> sql.add(" AND " + column + "VISIBILITY = ?", v));
    for (String word : filter.words()) {
      sql.add(" AND " + column + "SEARCHED LIKE ? ESCAPE '!'", "%" + literal(word) + "%");
    }
  }

  /** What people type, as the literal part of a pattern. */
  private static String literal(String typed) {
    return typed.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
