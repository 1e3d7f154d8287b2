package org.madoguchi.search.internal.jpa;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.madoguchi.search.SearchRecords;
import org.madoguchi.search.internal.asked.AskedStore;
import org.madoguchi.search.internal.records.FindingStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Groups and counts the rows of SEARCH_RECORD; what was dismissed is in SEARCH_DISMISSAL. */
@Component
public final class JpaFindingStore implements FindingStore, AskedStore {
  private static final int TEXTS = 3;
  private static final String ASKED_OFTEN = "ASKED_OFTEN";
  private static final String ASKED_ON = "SUM(CASE WHEN r.ASKED_ON = TRUE THEN 1 ELSE 0 END)";

  private final SearchUnit unit;

  @Activate
  public JpaFindingStore(@Reference SearchUnit unit) {
    this.unit = unit;
  }

  private static Sql of(Sql sql, MunicipalityId municipality, Listed listed, Period period) {
    within(sql, municipality, period);
    sql.add(" AND r.GROUPED <> ''");
    return listed == Listed.NO_HITS
        ? sql.add(" AND r.TOTAL = 0")
        : sql.add(" AND r.TOTAL > 0 AND r.OPENED = FALSE");
  }

  private static Sql within(Sql sql, MunicipalityId municipality, Period period) {
    return sql.add(
        " r.MUNICIPALITY = ? AND r.MADE_ON >= ? AND r.MADE_ON <= ?",
        municipality.value(),
        period.from().toString(),
        period.to().toString());
  }

  @Override
  public List<Finding> page(
      MunicipalityId municipality, Listed listed, Period period, Optional<Place> after, int limit) {
    Sql sql =
        Sql.of(
            "SELECT r.GROUPED, COUNT(*), "
                + ASKED_ON
                + ", MAX(r.MADE_AT) FROM SEARCH_RECORD r LEFT JOIN SEARCH_DISMISSAL d"
                + " ON d.MUNICIPALITY = r.MUNICIPALITY AND d.GROUPED = r.GROUPED"
                + " AND d.LISTED_AS = ? WHERE",
            listed);
    of(sql, municipality, listed, period);
    sql.add(" AND (d.GROUPED IS NULL OR r.MADE_AT > d.DISMISSED_AT) GROUP BY r.GROUPED");
    sql.add(" HAVING COUNT(*) >= COALESCE(MAX(d.RETURNS_AT), 1)");
    after.ifPresent(
        place ->
            sql.add(
                " AND (COUNT(*) < ? OR COUNT(*) = ? AND r.GROUPED > ?)",
                place.count(),
                place.count(),
                place.group()));
    List<Object[]> rows = sql.add(" ORDER BY 2 DESC, 1").fetchFirst(limit).rows(unit.manager());
    Map<String, List<String>> texts =
        texts(municipality, listed, period, rows.stream().map(row -> (String) row[0]).toList());
    return rows.stream()
        .map(
            row ->
                new Finding(
                    (String) row[0],
                    texts.getOrDefault((String) row[0], List.of()),
                    number(row[1]),
                    number(row[2]),
                    UtcMillis.instant((Timestamp) row[3])))
        .toList();
  }

  /** Of all groups of a page at once. */
  private Map<String, List<String>> texts(
      MunicipalityId municipality, Listed listed, Period period, List<String> groups) {
    Map<String, List<String>> texts = new HashMap<>();
    if (groups.isEmpty()) {
      return texts;
    }
    Sql sql =
        of(
            Sql.of("SELECT r.GROUPED, r.TEXT, COUNT(*) FROM SEARCH_RECORD r WHERE"),
            municipality,
            listed,
            period);
    sql.add(" AND ").in("r.GROUPED", groups);
    sql.add(" GROUP BY r.GROUPED, r.TEXT ORDER BY 1, 3 DESC, 2");
    for (Object[] row : sql.rows(unit.manager())) {
      List<String> of = texts.computeIfAbsent((String) row[0], g -> new ArrayList<>());
      if (of.size() < TEXTS) {
        of.add((String) row[1]);
      }
    }
    return texts;
  }

  @Override
  public long count(MunicipalityId municipality, Listed listed, String group, Period period) {
    Sql sql =
        of(Sql.of("SELECT COUNT(*) FROM SEARCH_RECORD r WHERE"), municipality, listed, period);
    return sql.add(" AND r.GROUPED = ?", group).numbers(unit.manager()).get(0);
  }

  @Override
  public List<Figures> figures(MunicipalityId municipality, Period period) {
    Sql sql =
        Sql.of(
            "SELECT r.MADE_ON, r.PLACE, COUNT(*),"
                + " SUM(CASE WHEN r.TOTAL > 0 THEN 1 ELSE 0 END),"
                + " SUM(CASE WHEN r.OPENED = TRUE THEN 1 ELSE 0 END), "
                + ASKED_ON
                + ", SUM(CASE WHEN r.OPENED = TRUE AND r.ASKED_ON = FALSE THEN 1 ELSE 0 END)"
                + " FROM SEARCH_RECORD r WHERE");
    return within(sql, municipality, period)
        .add(" GROUP BY r.MADE_ON, r.PLACE ORDER BY r.MADE_ON, r.PLACE")
        .rows(unit.manager())
        .stream()
        .map(
            row ->
                new Figures(
                    LocalDate.parse((String) row[0]),
                    SearchRecords.Place.valueOf((String) row[1]),
                    number(row[2]),
                    number(row[3]),
                    number(row[4]),
                    number(row[5]),
                    number(row[6])))
        .toList();
  }

  private static long number(Object column) {
    return ((Number) column).longValue();
  }

  @Override
  public void dismiss(
      MunicipalityId municipality,
      Listed listed,
      String group,
      StaffId who,
      Instant at,
      long returnsAt) {
    dismiss(municipality, listed.name(), group, who, new Dismissed(at, returnsAt));
  }

  @Override
  public void dismiss(MunicipalityId municipality, String group, StaffId who, Dismissed dismissed) {
    dismiss(municipality, ASKED_OFTEN, group, who, dismissed);
  }

  private void dismiss(
      MunicipalityId municipality, String listed, String group, StaffId who, Dismissed dismissed) {
    takeBack(municipality, listed, group);
    Sql.of(
            "INSERT INTO SEARCH_DISMISSAL (MUNICIPALITY, LISTED_AS, GROUPED, DISMISSED_BY,"
                + " DISMISSED_AT, RETURNS_AT) VALUES (?, ?, ?, ?, ?, ?)",
            municipality.value(),
            listed,
            group,
            who.value(),
            dismissed.at(),
            dismissed.returnsAt())
        .execute(unit.manager());
  }

  @Override
  public void takeBack(MunicipalityId municipality, Listed listed, String group) {
    takeBack(municipality, listed.name(), group);
  }

  @Override
  public void takeBack(MunicipalityId municipality, String group) {
    takeBack(municipality, ASKED_OFTEN, group);
  }

  private void takeBack(MunicipalityId municipality, String listed, String group) {
    Sql.of(
            "DELETE FROM SEARCH_DISMISSAL WHERE MUNICIPALITY = ? AND LISTED_AS = ? AND GROUPED = ?",
            municipality.value(),
            listed,
            group)
        .execute(unit.manager());
  }

  @Override
  public Map<String, Dismissed> dismissed(MunicipalityId municipality) {
    Map<String, Dismissed> dismissed = new HashMap<>();
    Sql.of(
            "SELECT d.GROUPED, d.DISMISSED_AT, d.RETURNS_AT FROM SEARCH_DISMISSAL d"
                + " WHERE d.MUNICIPALITY = ? AND d.LISTED_AS = ?",
            municipality.value(),
            ASKED_OFTEN)
        .rows(unit.manager())
        .forEach(
            row ->
                dismissed.put(
                    (String) row[0],
                    new Dismissed(UtcMillis.instant((Timestamp) row[1]), number(row[2]))));
    return dismissed;
  }
}
