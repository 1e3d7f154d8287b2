package org.madoguchi.search.internal.jpa;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.SearchRecords.Use;
import org.madoguchi.search.internal.records.RecordStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Searches in tables SEARCH_RECORD and SEARCH_USE. */
@Component
public final class JpaRecordStore implements RecordStore {
  /** What one search led to; nobody opens more of one answer. */
  private static final int MOST_USES = 50;

  private final SearchUnit unit;

  @Activate
  public JpaRecordStore(@Reference SearchUnit unit) {
    this.unit = unit;
  }

  private boolean isKnown(Sql sql) {
    return !sql.strings(unit.manager()).isEmpty();
  }

  @Override
  public void add(Kept kept) {
    String id = kept.search().id().toString();
    if (isKnown(Sql.of("SELECT r.ID FROM SEARCH_RECORD r WHERE r.ID = ?", id))) {
      return;
    }
    Sql.of(
            "INSERT INTO SEARCH_RECORD (ID, MUNICIPALITY, MADE_AT, MADE_ON, PLACE, LANGUAGE, TEXT,"
                + " GROUPED, SHOWN, TOTAL, OPENED, ASKED_ON)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            kept.search().municipality().value(),
            kept.at(),
            kept.on().toString(),
            kept.search().place(),
            kept.search().language(),
            kept.text(),
            kept.gist(),
            kept.search().shown().stream()
                .map(DocumentKey::toString)
                .collect(Collectors.joining("\n")),
            kept.search().total(),
            false,
            false)
        .execute(unit.manager());
  }

  @Override
  public void use(
      String search, MunicipalityId municipality, String document, Use use, Instant at) {
    boolean theirs =
        isKnown(
            Sql.of(
                "SELECT r.ID FROM SEARCH_RECORD r WHERE r.ID = ? AND r.MUNICIPALITY = ?",
                search,
                municipality.value()));
    List<String> before =
        Sql.of(
                "SELECT u.DOCUMENT || '/' || u.USED_AS FROM SEARCH_USE u WHERE u.SEARCH_ID = ?",
                search)
            .strings(unit.manager());
    if (!theirs || before.size() >= MOST_USES || before.contains(document + "/" + use.name())) {
      return;
    }
    Sql.of(
            "INSERT INTO SEARCH_USE (SEARCH_ID, DOCUMENT, USED_AS, USED_AT) VALUES (?, ?, ?, ?)",
            search,
            document,
            use,
            at)
        .execute(unit.manager());
    if (use != Use.UNHELPFUL) {
      String column = use == Use.ASKED_ON ? "ASKED_ON" : "OPENED";
      Sql.of("UPDATE SEARCH_RECORD SET " + column + " = ? WHERE ID = ?", true, search)
          .execute(unit.manager());
    }
  }

  @Override
  public int forget(MunicipalityId municipality, LocalDate before, int most) {
    List<String> old =
        Sql.of(
                "SELECT r.ID FROM SEARCH_RECORD r WHERE r.MUNICIPALITY = ? AND r.MADE_ON < ?",
                municipality.value(),
                before.toString())
            .fetchFirst(most)
            .strings(unit.manager());
    if (!old.isEmpty()) {
      Sql.of("DELETE FROM SEARCH_USE WHERE ").in("SEARCH_ID", old).execute(unit.manager());
      Sql.of("DELETE FROM SEARCH_RECORD WHERE ").in("ID", old).execute(unit.manager());
    }
    return old.size();
  }

  @Override
  public List<MunicipalityId> municipalities() {
    return Sql.of("SELECT DISTINCT r.MUNICIPALITY FROM SEARCH_RECORD r")
        .strings(unit.manager())
        .stream()
        .map(MunicipalityId::new)
        .toList();
  }
}
