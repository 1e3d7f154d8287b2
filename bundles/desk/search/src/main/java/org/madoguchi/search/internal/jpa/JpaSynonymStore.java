package org.madoguchi.search.internal.jpa;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.persistence.OptimisticLockException;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.search.internal.synonyms.OwnSynonyms;
import org.madoguchi.search.internal.synonyms.SynonymStore;
import org.madoguchi.search.internal.synonyms.Wording;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Synonyms in tables SEARCH_SYNONYMS and SEARCH_VOCABULARY. */
@Component
public final class JpaSynonymStore implements SynonymStore {
  private static final String SELECT = "SELECT s.* FROM SEARCH_SYNONYMS s WHERE ";

  private final SearchUnit unit;

  @Activate
  public JpaSynonymStore(@Reference SearchUnit unit) {
    this.unit = unit;
  }

  private List<OwnSynonyms> groups(Sql sql) {
    return sql.read(unit.manager(), SynonymRow.class).stream().map(SynonymRow::group).toList();
  }

  private static Sql holding(Sql sql, MunicipalityId municipality, String normal) {
    sql.add("s.MUNICIPALITY = ?", municipality.value());
    if (!normal.isEmpty()) {
      String literal = normal.replace("!", "!!").replace("%", "!%").replace("_", "!_");
      sql.add(" AND s.SEARCHED LIKE ? ESCAPE '!'", "%" + literal + "%");
    }
    return sql;
  }

  @Override
  public List<OwnSynonyms> page(
      MunicipalityId municipality, String normal, OptionalLong before, int limit) {
    Sql sql = holding(Sql.of(SELECT), municipality, normal);
    before.ifPresent(id -> sql.add(" AND s.ID < ?", id));
    return groups(sql.add(" ORDER BY s.ID DESC").fetchFirst(limit));
  }

  @Override
  public long count(MunicipalityId municipality, String normal) {
    Sql sql = Sql.of("SELECT COUNT(*) FROM SEARCH_SYNONYMS s WHERE ");
    return holding(sql, municipality, normal).numbers(unit.manager()).get(0);
  }

  @Override
  public Optional<OwnSynonyms> find(MunicipalityId municipality, long id) {
    return groups(Sql.of(SELECT + "s.ID = ? AND s.MUNICIPALITY = ?", id, municipality.value()))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<OwnSynonyms> find(StaffId author, String requestId) {
    return groups(Sql.of(SELECT + "s.AUTHOR = ? AND s.REQUEST_ID = ?", author.value(), requestId))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<OwnSynonyms> holding(MunicipalityId municipality, List<String> words) {
    return groups(
            Sql.of(
                SELECT + "s.MUNICIPALITY = ? AND s.WORDS_KEY = ?",
                municipality.value(),
                Wording.key(words)))
        .stream()
        .findFirst();
  }

  @Override
  public List<OwnSynonyms> all(MunicipalityId municipality) {
    return groups(Sql.of(SELECT + "s.MUNICIPALITY = ? ORDER BY s.ID", municipality.value()));
  }

  @Override
  public Set<String> keys(MunicipalityId municipality) {
    return new HashSet<>(
        Sql.of(
                "SELECT s.WORDS_KEY FROM SEARCH_SYNONYMS s WHERE s.MUNICIPALITY = ?",
                municipality.value())
            .strings(unit.manager()));
  }

  @Override
  public List<MunicipalityId> municipalities() {
    return Sql.of("SELECT v.MUNICIPALITY FROM SEARCH_VOCABULARY v ORDER BY v.MUNICIPALITY")
        .strings(unit.manager())
        .stream()
        .map(MunicipalityId::new)
        .toList();
  }

  @Override
  public Vocabulary vocabulary(MunicipalityId municipality) {
    return Sql.of(
            "SELECT v.HELD, v.VERSION FROM SEARCH_VOCABULARY v WHERE v.MUNICIPALITY = ?",
            municipality.value())
        .rows(unit.manager())
        .stream()
        .map(
            row ->
                new Vocabulary(
                    municipality, ((Number) row[0]).intValue(), ((Number) row[1]).longValue()))
        .findFirst()
        .orElseGet(() -> new Vocabulary(municipality, 0, 0));
  }

  @Override
  public void save(Vocabulary after) {
    Sql sql =
        after.version() == 1
            ? Sql.of(
                "INSERT INTO SEARCH_VOCABULARY (MUNICIPALITY, HELD, VERSION) VALUES (?, ?, ?)",
                after.municipality().value(),
                after.held(),
                after.version())
            : Sql.of(
                "UPDATE SEARCH_VOCABULARY SET HELD = ?, VERSION = ?"
                    + " WHERE MUNICIPALITY = ? AND VERSION = ?",
                after.held(),
                after.version(),
                after.municipality().value(),
                after.version() - 1);
    if (sql.execute(unit.manager()) == 0) {
      throw new OptimisticLockException("the vocabulary was changed meanwhile");
    }
  }

  @Override
  public void add(OwnSynonyms group) {
    unit.manager().persist(new SynonymRow(group));
  }

  @Override
  public void save(OwnSynonyms group) {
    unit.manager().find(SynonymRow.class, group.id()).take(group);
  }

  @Override
  public void remove(OwnSynonyms group) {
    unit.manager().remove(unit.manager().find(SynonymRow.class, group.id()));
  }
}
