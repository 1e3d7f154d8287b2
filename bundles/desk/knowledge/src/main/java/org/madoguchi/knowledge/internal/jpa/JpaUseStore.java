package org.madoguchi.knowledge.internal.jpa;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.UseStore;
import org.madoguchi.knowledge.internal.Uses.Fault;
import org.madoguchi.knowledge.internal.Uses.Kind;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts in table KNOWLEDGE_USE, why something did not help in KNOWLEDGE_COMPLAINT, which pages
 * have said so in KNOWLEDGE_VOTE.
 */
@Component
public final class JpaUseStore implements UseStore {
  private final KnowledgeUnit unit;

  @Activate
  public JpaUseStore(@Reference KnowledgeUnit unit) {
    this.unit = unit;
  }

  /** Whoever is second to begin a day begins again: the key decides. */
  @Override
  public void count(long article, LocalDate day, Kind kind) {
    String column =
        switch (kind) {
          case VIEWED -> "VIEWS";
          case USED -> "USES";
          case HELPFUL -> "HELPFUL";
          case UNHELPFUL -> "UNHELPFUL";
        };
    int counted =
        Sql.of("UPDATE KNOWLEDGE_USE SET " + column + " = " + column + " + 1")
            .add(" WHERE ARTICLE_ID = ? AND USED_ON = ?", article, day.toString())
            .execute(unit.manager());
    if (counted == 0) {
      Sql.of(
              "INSERT INTO KNOWLEDGE_USE (ARTICLE_ID, USED_ON, VIEWS, USES, HELPFUL, UNHELPFUL)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              article,
              day.toString(),
              kind == Kind.VIEWED ? 1 : 0,
              kind == Kind.USED ? 1 : 0,
              kind == Kind.HELPFUL ? 1 : 0,
              kind == Kind.UNHELPFUL ? 1 : 0)
          .execute(unit.manager());
    }
  }

  @Override
  public boolean add(Complaint complaint) {
    Sql known =
        Sql.of(
            "SELECT c.ID FROM KNOWLEDGE_COMPLAINT c WHERE c.MADE_BY = ? AND c.REQUEST_ID = ?",
            complaint.by().value(),
            complaint.requestId());
    if (!known.numbers(unit.manager()).isEmpty()) {
      return false;
    }
    Sql.of(
            "INSERT INTO KNOWLEDGE_COMPLAINT (ID, ARTICLE_ID, EDITION, FAULT, TEXT, MADE_BY,"
                + " REQUEST_ID, MADE_AT) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            complaint.id(),
            complaint.article(),
            complaint.edition(),
            complaint.fault(),
            complaint.text(),
            complaint.by().value(),
            complaint.requestId(),
            complaint.at())
        .execute(unit.manager());
    return true;
  }

  @Override
  public boolean vote(String token, long article, Instant at) {
    Sql known = Sql.of("SELECT v.ARTICLE_ID FROM KNOWLEDGE_VOTE v WHERE v.TOKEN = ?", token);
    if (!known.numbers(unit.manager()).isEmpty()) {
      return false;
    }
    Sql.of(
            "INSERT INTO KNOWLEDGE_VOTE (TOKEN, ARTICLE_ID, MADE_AT) VALUES (?, ?, ?)",
            token,
            article,
            at)
        .execute(unit.manager());
    return true;
  }

  @Override
  public void forgetVotes(Instant before) {
    Sql.of("DELETE FROM KNOWLEDGE_VOTE WHERE MADE_AT < ?", before).execute(unit.manager());
  }

  @Override
  public List<Long> mostViewed(MunicipalityId municipality, LocalDate since, int limit) {
    return Sql.of(
            "SELECT u.ARTICLE_ID, SUM(u.VIEWS) AS TIMES FROM KNOWLEDGE_ARTICLE a"
                + " JOIN KNOWLEDGE_USE u ON u.ARTICLE_ID = a.ID"
                + " WHERE a.MUNICIPALITY = ? AND a.SHOWN > 0 AND a.STANDING <> 'WITHDRAWN'"
                + " AND a.SHOWN_VISIBILITY = 'PUBLIC'"
                + " AND u.USED_ON >= ?",
            municipality.value(),
            since.toString())
        .add(" GROUP BY u.ARTICLE_ID ORDER BY TIMES DESC, u.ARTICLE_ID")
        .fetchFirst(limit)
        .rows(unit.manager())
        .stream()
        .map(row -> ((Number) row[0]).longValue())
        .toList();
  }

  @Override
  public List<Day> days(long article, LocalDate from, LocalDate to) {
    return Sql.of(
            "SELECT u.USED_ON, u.VIEWS, u.USES, u.HELPFUL, u.UNHELPFUL FROM KNOWLEDGE_USE u"
                + " WHERE u.ARTICLE_ID = ? AND u.USED_ON >= ? AND u.USED_ON <= ?",
            article,
            from.toString(),
            to.toString())
        .add(" ORDER BY u.USED_ON")
        .rows(unit.manager())
        .stream()
        .map(
            row ->
                new Day(
                    LocalDate.parse((String) row[0]),
                    number(row[1]),
                    number(row[2]),
                    number(row[3]),
                    number(row[4])))
        .toList();
  }

  private static int number(Object column) {
    return ((Number) column).intValue();
  }

  @Override
  public List<Complaint> complaints(long article, OptionalLong before, int limit) {
    Sql sql =
        Sql.of(
            "SELECT c.ID, c.ARTICLE_ID, c.EDITION, c.FAULT, c.TEXT, c.MADE_BY, c.REQUEST_ID,"
                + " c.MADE_AT FROM KNOWLEDGE_COMPLAINT c WHERE c.ARTICLE_ID = ?",
            article);
    before.ifPresent(id -> sql.add(" AND c.ID < ?", id));
    return sql.add(" ORDER BY c.ID DESC").fetchFirst(limit).rows(unit.manager()).stream()
        .map(
            row ->
                new Complaint(
                    ((Number) row[0]).longValue(),
                    ((Number) row[1]).longValue(),
                    number(row[2]),
                    Fault.valueOf((String) row[3]),
                    (String) row[4],
                    new StaffId((String) row[5]),
                    (String) row[6],
                    UtcMillis.instant((Timestamp) row[7])))
        .toList();
  }
}
