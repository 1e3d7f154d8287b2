package org.madoguchi.search.internal.jpa;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchRecords.Place;
import org.madoguchi.search.internal.learning.Attempt;
import org.madoguchi.search.internal.learning.RankingStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Attempts in table SEARCH_RANKING; uses are rows of SEARCH_USE. */
@Component
public final class JpaRankingStore implements RankingStore {
  private static final String ARTICLES = DocumentKind.ARTICLE + "/";
  private static final String COLUMNS =
      "SELECT r.MUNICIPALITY, r.NUMBERED, r.MADE_BY, r.MADE_AT, r.OUTCOME, r.QUESTIONS, r.HELD_BACK,"
          + " r.FIGURES_BEFORE, r.FIGURES_AFTER, r.WEIGHTS FROM SEARCH_RANKING r"
          + " WHERE r.MUNICIPALITY = ?";

  private final SearchUnit unit;

  @Activate
  public JpaRankingStore(@Reference SearchUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<Used> uses(MunicipalityId municipality, LocalDate from, int most) {
    return Sql.of(
            "SELECT r.GROUPED, r.TEXT, r.PLACE, u.DOCUMENT, u.USED_AS FROM SEARCH_RECORD r"
                + " JOIN SEARCH_USE u ON u.SEARCH_ID = r.ID WHERE r.MUNICIPALITY = ?"
                + " AND r.MADE_ON >= ? AND r.GROUPED <> '' AND u.DOCUMENT LIKE ?"
                + " ORDER BY r.MADE_AT DESC, u.SEARCH_ID, u.DOCUMENT, u.USED_AS",
            municipality.value(),
            from.toString(),
            ARTICLES + "%")
        .fetchFirst(most)
        .rows(unit.manager())
        .stream()
        .map(
            row ->
                new Used(
                    (String) row[0],
                    (String) row[1],
                    isPublic(Place.valueOf((String) row[2])),
                    ((String) row[3]).substring(ARTICLES.length()),
                    (String) row[4]))
        .toList();
  }

  private static boolean isPublic(Place place) {
    return place == Place.PORTAL || place == Place.FORM;
  }

  @Override
  public Optional<Attempt> last(MunicipalityId municipality) {
    return newest(Sql.of(COLUMNS, municipality.value()));
  }

  @Override
  public Optional<Attempt> inUse(MunicipalityId municipality) {
    return newest(
        Sql.of(COLUMNS, municipality.value())
            .add(" AND r.OUTCOME IN (?, ?)", Attempt.Outcome.LEARNED, Attempt.Outcome.SHIPPED));
  }

  private Optional<Attempt> newest(Sql sql) {
    return sql.add(" ORDER BY r.NUMBERED DESC").fetchFirst(1).rows(unit.manager()).stream()
        .map(JpaRankingStore::attempt)
        .findFirst();
  }

  private static Attempt attempt(Object[] row) {
    return new Attempt(
        new MunicipalityId((String) row[0]),
        ((Number) row[1]).longValue(),
        new StaffId((String) row[2]),
        UtcMillis.instant((Timestamp) row[3]),
        Attempt.Outcome.valueOf((String) row[4]),
        ((Number) row[5]).intValue(),
        ((Number) row[6]).intValue(),
        figures((String) row[7]),
        figures((String) row[8]),
        (String) row[9]);
  }

  private static List<Double> figures(String written) {
    return written.isEmpty()
        ? List.of()
        : Arrays.stream(written.split(" ")).map(Double::valueOf).toList();
  }

  private static String written(List<Double> figures) {
    return figures.stream()
        .map(figure -> String.format(Locale.ROOT, "%.4f", figure))
        .collect(Collectors.joining(" "));
  }

  @Override
  public List<MunicipalityId> municipalities() {
    return Sql.of("SELECT DISTINCT r.MUNICIPALITY FROM SEARCH_RANKING r")
        .strings(unit.manager())
        .stream()
        .map(MunicipalityId::new)
        .toList();
  }

  @Override
  public void add(Attempt attempt) {
    Sql.of(
            "INSERT INTO SEARCH_RANKING (MUNICIPALITY, NUMBERED, MADE_AT, MADE_BY, OUTCOME,"
                + " QUESTIONS, HELD_BACK, FIGURES_BEFORE, FIGURES_AFTER, WEIGHTS)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            attempt.municipality().value(),
            attempt.number(),
            attempt.at(),
            attempt.who().value(),
            attempt.outcome(),
            attempt.questions(),
            attempt.heldBack(),
            written(attempt.before()),
            written(attempt.after()),
            attempt.weights())
        .execute(unit.manager());
  }
}
