package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tickets.internal.imports.ImportJob;
import org.madoguchi.tickets.internal.imports.ImportJob.Counts;
import org.madoguchi.tickets.internal.imports.ImportStore;
import org.madoguchi.tickets.internal.imports.Part;
import org.madoguchi.tickets.internal.imports.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Imports of old tickets, in tables IMPORT_JOB, IMPORT_PART and IMPORT_PROBLEM. */
@Component
public final class JpaImportStore implements ImportStore {
  private static final String JOB = "SELECT j.* FROM IMPORT_JOB j WHERE ";
  private static final int PIECE = 2_000;

  private final TicketUnit unit;

  @Activate
  public JpaImportStore(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public void add(ImportJob job) {
    unit.manager().persist(ImportJobRow.of(job));
  }

  @Override
  public Optional<ImportJob> find(long id) {
    return jobs(Sql.of(JOB + "j.ID = ?", id)).stream().findFirst();
  }

  @Override
  public List<ImportJob> of(Set<MunicipalityId> municipalities, int limit) {
    Sql sql = Sql.of(JOB);
    if (municipalities.contains(MunicipalityId.EVERY)) {
      sql.add("1 = 1");
    } else {
      sql.in("j.MUNICIPALITY", municipalities.stream().map(MunicipalityId::value).toList());
    }
    return jobs(sql.add(" ORDER BY j.ID DESC").fetchFirst(limit));
  }

  @Override
  public List<ImportJob> active(int limit) {
    return jobs(
        Sql.of(JOB)
            .in("j.STATE", ImportJob.State.ACTIVE.stream().map(Enum::name).sorted().toList())
            .add(" ORDER BY j.ID")
            .fetchFirst(limit));
  }

  private List<ImportJob> jobs(Sql sql) {
    return sql.read(unit.manager(), ImportJobRow.class).stream().map(ImportJobRow::job).toList();
  }

  @Override
  public boolean step(ImportJob before, ImportJob after) {
    Counts counts = after.counts();
    return Sql.of(
                "UPDATE IMPORT_JOB SET STATE = ?, MAPPING = ?, PLACE = ?, UNDO_PLACE = ?,"
                    + " ROWS_READ = ?, GOOD = ?, BAD = ?, BAD_LINES = ?, TAKEN = ?, KNOWN = ?,"
                    + " SKIPPED = ?, REMOVED = ?, KEPT = ?"
                    + " WHERE ID = ? AND STATE = ? AND PLACE = ? AND UNDO_PLACE = ?"
                    + " AND ROWS_READ = ?",
                after.state(),
                ImportJobRow.written(after.mapping()),
                after.place(),
                after.undoPlace(),
                counts.rows(),
                counts.good(),
                counts.bad(),
                counts.badLines(),
                counts.taken(),
                counts.known(),
                counts.skipped(),
                counts.removed(),
                counts.kept(),
                before.id(),
                before.state(),
                before.place(),
                before.undoPlace(),
                before.counts().rows())
            .execute(unit.manager())
        == 1;
  }

  @Override
  public void addParts(long job, List<Part> parts) {
    parts.forEach(part -> unit.manager().persist(ImportPartRow.of(job, part)));
    unit.manager().flush();
  }

  @Override
  public boolean removeParts(long job, int limit) {
    List<Long> lines =
        Sql.of("SELECT p.LINE FROM IMPORT_PART p WHERE p.JOB_ID = ? ORDER BY p.LINE", job)
            .fetchFirst(limit)
            .numbers(unit.manager());
    if (!lines.isEmpty()) {
      Sql.of(
              "DELETE FROM IMPORT_PART WHERE JOB_ID = ? AND LINE <= ?",
              job,
              lines.get(lines.size() - 1))
          .execute(unit.manager());
    }
    return lines.size() == limit;
  }

  @Override
  public List<Part> parts(long job, String behind, int limit) {
    return Sql.of(
            "SELECT p.* FROM IMPORT_PART p WHERE p.JOB_ID = ? AND p.OLD_NUMBER > ?"
                + " ORDER BY p.JOB_ID, p.OLD_NUMBER, p.LINE",
            job,
            behind)
        .fetchFirst(limit)
        .read(unit.manager(), ImportPartRow.class)
        .stream()
        .map(ImportPartRow::part)
        .toList();
  }

  @Override
  public void removePartsTo(long job, String number) {
    Sql.of("DELETE FROM IMPORT_PART WHERE JOB_ID = ? AND OLD_NUMBER <= ?", job, number)
        .execute(unit.manager());
  }

  @Override
  public void addProblems(long job, long before, List<Problem> problems) {
    long ordinal = before;
    for (Problem problem : problems) {
      if (ordinal < BadLines.KEPT) {
        Sql.of(
                "INSERT INTO IMPORT_PROBLEM"
                    + " (JOB_ID, ORDINAL, REMAINING, LINE, COLUMN_NAME, CODE, CELL)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                job,
                ordinal++,
                problem.remaining(),
                problem.line(),
                problem.column(),
                problem.code(),
                problem.cell())
            .execute(unit.manager());
      }
    }
  }

  @Override
  public void removeProblems(long job) {
    Sql.of("DELETE FROM IMPORT_PROBLEM WHERE JOB_ID = ?", job).execute(unit.manager());
  }

  @Override
  public List<Problem> problems(long job) {
    return Sql.of(
            "SELECT p.LINE, p.COLUMN_NAME, p.CODE, p.CELL, p.REMAINING FROM IMPORT_PROBLEM p"
                + " WHERE p.JOB_ID = ? ORDER BY p.LINE, p.ORDINAL",
            job)
        .rows(unit.manager())
        .stream()
        .map(
            row ->
                new Problem(
                    ((Number) row[0]).longValue(),
                    row[1].toString(),
                    row[2].toString(),
                    row[3].toString(),
                    (Boolean) row[4]))
        .toList();
  }

  @Override
  public int forget(Instant before, int limit) {
    List<Long> old =
        Sql.of("SELECT j.ID FROM IMPORT_JOB j WHERE j.CREATED_AT < ? ORDER BY j.ID", before)
            .fetchFirst(limit)
            .numbers(unit.manager());
    for (long job : old) {
      if (!removeParts(job, PIECE)) {
        removeProblems(job);
        Sql.of("DELETE FROM IMPORT_JOB WHERE ID = ?", job).execute(unit.manager());
      }
    }
    return old.size();
  }
}
