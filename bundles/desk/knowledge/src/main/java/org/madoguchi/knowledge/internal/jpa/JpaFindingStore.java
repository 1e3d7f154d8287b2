package org.madoguchi.knowledge.internal.jpa;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.knowledge.internal.FindingStore;
import org.madoguchi.knowledge.internal.Uses.Fault;
import org.madoguchi.knowledge.internal.domain.Finding;
import org.madoguchi.knowledge.internal.domain.Finding.Kind;
import org.madoguchi.persistence.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Findings in table KNOWLEDGE_FINDING, what was put aside in KNOWLEDGE_DISMISSAL. */
@Component
public final class JpaFindingStore implements FindingStore {
  private static final String COMPLAINTS = " FROM KNOWLEDGE_COMPLAINT c WHERE c.MADE_AT >= ? AND ";
  private static final int TEXTS = 3;
  private static final int MOST_TEXTS = 300;

  private final KnowledgeUnit unit;

  @Activate
  public JpaFindingStore(@Reference KnowledgeUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<Finding> page(Wanted wanted, String after, int limit) {
    return conditions(Sql.of("SELECT f.*"), wanted, after)
        .add(" ORDER BY f.PLACE")
        .fetchFirst(limit)
        .read(unit.manager(), FindingRow.class)
        .stream()
        .map(FindingRow::finding)
        .toList();
  }

  @Override
  public int count(Wanted wanted, int most) {
    Sql some = conditions(Sql.of("SELECT f.ARTICLE_ID"), wanted, "").fetchFirst(most);
    Sql sql = Sql.of("SELECT COUNT(*) FROM (").add(some).add(") n");
    return sql.numbers(unit.manager()).get(0).intValue();
  }

  /** What the articles became since is not what was found. */
  private static Sql conditions(Sql sql, Wanted wanted, String after) {
    boolean pairs = wanted.kind() == Kind.DUPLICATES;
    sql.add(" FROM KNOWLEDGE_FINDING f JOIN KNOWLEDGE_ARTICLE a");
    sql.add(" ON a.ID = f.ARTICLE_ID AND a.VERSION = f.ARTICLE_VERSION");
    if (pairs) {
      sql.add(" JOIN KNOWLEDGE_ARTICLE b ON b.ID = f.OTHER_ID AND b.VERSION = f.OTHER_VERSION");
    }
    sql.add(" WHERE f.MUNICIPALITY = ?", wanted.municipality().value());
    sql.add(" AND f.KIND = ? AND f.PLACE > ?", wanted.kind(), after);
    wanted.until().ifPresent(day -> sql.add(" AND f.PLACE < ?", day.plusDays(1).toString()));
    sql.add(" AND (");
    if (pairs) {
      oneOfTwo(sql, wanted, "a", "b").add(" OR ");
      oneOfTwo(sql, wanted, "b", "a");
    } else {
      ArticleConditions.owned(sql, "a", wanted.work());
    }
    sql.add(")");
    wanted
        .section()
        .ifPresent(
            s -> {
              sql.add(" AND (a.SECTION = ?", s.value());
              if (pairs) {
                sql.add(" OR b.SECTION = ?", s.value());
              }
              sql.add(")");
            });
    sql.add(" AND NOT EXISTS (SELECT 1 FROM KNOWLEDGE_DISMISSAL d WHERE");
    sql.add(" d.ARTICLE_ID = f.ARTICLE_ID AND d.KIND = f.KIND AND d.OTHER_ID = f.OTHER_ID");
    sql.add(" AND (d.UNTIL_DAY >= ?", wanted.today().toString());
    sql.add(" OR d.UNTIL_DAY = '' AND d.EDITION = a.EDITION");
    return sql.add(pairs ? " AND d.OTHER_EDITION = b.EDITION))" : "))");
  }

  private static Sql oneOfTwo(Sql sql, Wanted wanted, String worked, String seen) {
    ArticleConditions.owned(sql.add("("), worked, wanted.work()).add(" AND (");
    ArticleConditions.owned(sql, seen, wanted.work());
    if (!wanted.read().isEmpty()) {
      ArticleConditions.read(sql.add(" OR "), seen, wanted.read());
    }
    return sql.add("))");
  }

  @Override
  public Map<Long, Reasons> reasons(Collection<Long> articles, Instant since) {
    Map<Long, Reasons> reasons = new HashMap<>();
    if (articles.isEmpty()) {
      return reasons;
    }
    Sql counted = Sql.of("SELECT c.ARTICLE_ID, c.FAULT, COUNT(*)" + COMPLAINTS, since);
    counted.in("c.ARTICLE_ID", articles).add(" GROUP BY c.ARTICLE_ID, c.FAULT");
    for (Object[] row : counted.rows(unit.manager())) {
      of(reasons, row[0]).faults().put(Fault.valueOf((String) row[1]), number(row[2]));
    }
    Sql written = Sql.of("SELECT c.ARTICLE_ID, c.TEXT" + COMPLAINTS, since);
    written.in("c.ARTICLE_ID", articles).add(" AND c.TEXT <> '' ORDER BY c.ID DESC");
    for (Object[] row : written.fetchFirst(MOST_TEXTS).rows(unit.manager())) {
      List<String> texts = of(reasons, row[0]).texts();
      if (texts.size() < TEXTS) {
        texts.add((String) row[1]);
      }
    }
    return reasons;
  }

  private static Reasons of(Map<Long, Reasons> reasons, Object article) {
    return reasons.computeIfAbsent(
        ((Number) article).longValue(),
        id -> new Reasons(new EnumMap<>(Fault.class), new ArrayList<>()));
  }

  private static int number(Object column) {
    return ((Number) column).intValue();
  }

  @Override
  public void dismiss(Dismissal dismissal) {
    Sql.of(
            "INSERT INTO KNOWLEDGE_DISMISSAL (ARTICLE_ID, KIND, OTHER_ID, EDITION,"
                + " OTHER_EDITION, REASON, UNTIL_DAY, MADE_BY, MADE_AT)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            dismissal.article(),
            dismissal.kind(),
            dismissal.other(),
            dismissal.edition(),
            dismissal.otherEdition(),
            dismissal.reason(),
            dismissal.until().map(LocalDate::toString).orElse(""),
            dismissal.by().value(),
            dismissal.at())
        .execute(unit.manager());
  }

  @Override
  public void takeBack(Kind kind, long article, long other) {
    Sql.of("DELETE FROM KNOWLEDGE_DISMISSAL WHERE ARTICLE_ID = ?", article)
        .add(" AND KIND = ? AND OTHER_ID = ?", kind, other)
        .execute(unit.manager());
  }

  @Override
  public List<Finding> all(MunicipalityId municipality) {
    return Sql.of(
            "SELECT f.* FROM KNOWLEDGE_FINDING f WHERE f.MUNICIPALITY = ?", municipality.value())
        .read(unit.manager(), FindingRow.class)
        .stream()
        .map(FindingRow::finding)
        .toList();
  }

  @Override
  public void remove(Collection<Finding> findings) {
    for (Finding finding : findings) {
      Sql.of("DELETE FROM KNOWLEDGE_FINDING WHERE ARTICLE_ID = ?", finding.article())
          .add(" AND KIND = ? AND OTHER_ID = ?", finding.kind(), finding.other())
          .execute(unit.manager());
    }
  }

  @Override
  public void add(MunicipalityId municipality, Collection<Finding> findings) {
    for (Finding finding : findings) {
      unit.manager().persist(new FindingRow(municipality, finding));
    }
  }

  @Override
  public boolean editedSince(MunicipalityId municipality, Instant since) {
    return !Sql.of(
            "SELECT a.ID FROM KNOWLEDGE_ARTICLE a WHERE a.MUNICIPALITY = ? AND a.EDITED_AT >= ?",
            municipality.value(),
            since)
        .fetchFirst(1)
        .numbers(unit.manager())
        .isEmpty();
  }

  @Override
  public Map<Long, Used> used(Collection<Long> articles, LocalDate since) {
    Map<Long, Used> used = new HashMap<>();
    if (articles.isEmpty()) {
      return used;
    }
    String day = since.toString();
    Sql sql =
        Sql.of(
            "SELECT u.ARTICLE_ID, SUM(CASE WHEN u.USED_ON >= ? THEN u.HELPFUL ELSE 0 END),"
                + " SUM(CASE WHEN u.USED_ON >= ? THEN u.UNHELPFUL ELSE 0 END),"
                + " MAX(CASE WHEN u.VIEWS + u.USES > 0 THEN u.USED_ON ELSE '' END)"
                + " FROM KNOWLEDGE_USE u WHERE ",
            day,
            day);
    for (Object[] row :
        sql.in("u.ARTICLE_ID", articles).add(" GROUP BY u.ARTICLE_ID").rows(unit.manager())) {
      String last = (String) row[3];
      used.put(
          ((Number) row[0]).longValue(),
          new Used(
              number(row[1]),
              number(row[2]),
              last.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(last))));
    }
    return used;
  }
}
