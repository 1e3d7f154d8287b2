package org.madoguchi.knowledge.internal.jpa;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.knowledge.internal.imports.FileForm;
import org.madoguchi.knowledge.internal.imports.ImportJob;
import org.madoguchi.knowledge.internal.imports.ImportJob.Counts;
import org.madoguchi.knowledge.internal.imports.ImportJob.State;
import org.madoguchi.knowledge.internal.imports.ImportJob.Upload;
import org.madoguchi.knowledge.internal.imports.ImportStore;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.madoguchi.tables.BadLine;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Files of articles in table KNOWLEDGE_IMPORT, with what is wrong with them as JSON. */
@Component
public final class JpaImportStore implements ImportStore {
  private static final String WITHOUT_LINES =
      "SELECT j.ID, j.MUNICIPALITY, j.STAFF, j.FORM, j.CHARSET, j.SHA256, j.SIZE_BYTES, j.DRY_RUN,"
          + " j.PUBLISHES, j.STATE, j.LINES, j.DONE, j.ADDED, j.CHANGED, j.BAD, j.CREATED_AT"
          + " FROM KNOWLEDGE_IMPORT j WHERE ";

  // cells may be cut in the middle of a character, which not every database keeps
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(JsonGenerator.Feature.ESCAPE_NON_ASCII, true);

  private final KnowledgeUnit unit;

  @Activate
  public JpaImportStore(@Reference KnowledgeUnit unit) {
    this.unit = unit;
  }

  @Override
  public void add(ImportJob job) {
    Sql.of(
            "INSERT INTO KNOWLEDGE_IMPORT (ID, MUNICIPALITY, STAFF, FORM, CHARSET, SHA256,"
                + " SIZE_BYTES, DRY_RUN, PUBLISHES, STATE, LINES, DONE, ADDED, CHANGED, BAD,"
                + " BAD_LINES, CREATED_AT)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            job.id(),
            job.municipality().value(),
            job.staff().value(),
            job.upload().form(),
            job.upload().charset(),
            job.upload().content().sha256(),
            job.upload().content().size(),
            job.dryRun(),
            job.publishes(),
            job.state(),
            job.counts().lines(),
            job.counts().done(),
            job.counts().added(),
            job.counts().changed(),
            job.counts().bad(),
            written(job.badLines()),
            job.createdAt())
        .execute(unit.manager());
  }

  @Override
  public Optional<ImportJob> find(long id) {
    List<BadLine> bad =
        Sql.of("SELECT j.BAD_LINES FROM KNOWLEDGE_IMPORT j WHERE j.ID = ?", id)
            .strings(unit.manager())
            .stream()
            .findFirst()
            .map(JpaImportStore::lines)
            .orElse(List.of());
    return jobs(Sql.of(WITHOUT_LINES + "j.ID = ?", id), bad).stream().findFirst();
  }

  @Override
  public List<ImportJob> of(Set<MunicipalityId> municipalities, int limit) {
    Sql sql = Sql.of(WITHOUT_LINES);
    if (municipalities.contains(MunicipalityId.EVERY)) {
      sql.add("j.ID > 0");
    } else {
      sql.in("j.MUNICIPALITY", municipalities.stream().map(MunicipalityId::value).toList());
    }
    return jobs(sql.add(" ORDER BY j.ID DESC").fetchFirst(limit), List.of());
  }

  @Override
  public List<ImportJob> active(int limit) {
    Sql sql = Sql.of(WITHOUT_LINES);
    sql.in("j.STATE", State.ACTIVE.stream().map(Enum::name).sorted().toList());
    return jobs(sql.add(" ORDER BY j.ID").fetchFirst(limit), List.of());
  }

  private List<ImportJob> jobs(Sql sql, List<BadLine> bad) {
    return sql.rows(unit.manager()).stream().map(row -> job(row, bad)).toList();
  }

  private static ImportJob job(Object[] row, List<BadLine> bad) {
    return new ImportJob(
        ((Number) row[0]).longValue(),
        new MunicipalityId((String) row[1]),
        new StaffId((String) row[2]),
        new Upload(
            FileForm.valueOf((String) row[3]),
            (String) row[4],
            new BlobRef((String) row[5], ((Number) row[6]).longValue())),
        (Boolean) row[7],
        (Boolean) row[8],
        State.valueOf((String) row[9]),
        new Counts(
            number(row[10]), number(row[11]), number(row[12]), number(row[13]), number(row[14])),
        bad,
        UtcMillis.instant((Timestamp) row[15]));
  }

  private static int number(Object column) {
    return ((Number) column).intValue();
  }

  @Override
  public boolean step(ImportJob before, ImportJob after) {
    Counts counts = after.counts();
    return Sql.of(
                "UPDATE KNOWLEDGE_IMPORT SET STATE = ?, LINES = ?, DONE = ?, ADDED = ?,"
                    + " CHANGED = ?, BAD = ?, BAD_LINES = ?"
                    + " WHERE ID = ? AND STATE = ? AND LINES = ? AND DONE = ?",
                after.state(),
                counts.lines(),
                counts.done(),
                counts.added(),
                counts.changed(),
                counts.bad(),
                written(after.badLines()),
                before.id(),
                before.state(),
                before.counts().lines(),
                before.counts().done())
            .execute(unit.manager())
        == 1;
  }

  @Override
  public int forget(Instant before, int limit) {
    List<Long> old =
        Sql.of("SELECT j.ID FROM KNOWLEDGE_IMPORT j WHERE j.CREATED_AT < ? ORDER BY j.ID", before)
            .fetchFirst(limit)
            .numbers(unit.manager());
    for (long job : old) {
      Sql.of("DELETE FROM KNOWLEDGE_IMPORT WHERE ID = ?", job).execute(unit.manager());
    }
    return old.size();
  }

  private static String written(List<BadLine> lines) {
    try {
      return JSON.writeValueAsString(lines);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  private static List<BadLine> lines(String written) {
    try {
      return List.of(JSON.readValue(written, BadLine[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the bad lines of an import cannot be read", e);
    }
  }
}
