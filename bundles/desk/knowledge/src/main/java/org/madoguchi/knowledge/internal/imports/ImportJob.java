package org.madoguchi.knowledge.internal.imports;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.tables.BadLine;

/**
 * A file of articles, and what becomes of it.
 *
 * @param dryRun it is looked at and counted, and nothing changes
 * @param publishes whether whoever sent it may publish for the whole municipality
 * @param badLines the first of what is wrong with it
 */
public record ImportJob(
    long id,
    MunicipalityId municipality,
    StaffId staff,
    Upload upload,
    boolean dryRun,
    boolean publishes,
    State state,
    Counts counts,
    List<BadLine> badLines,
    Instant createdAt) {

  /** The file itself, in the blob store. */
  public record Upload(FileForm form, String charset, BlobRef content) {}

  /** How far it is. */
  public enum State {
    /** Each line is looked at before anything is taken. */
    LOOKING,
    TAKING,
    TAKEN,
    /** Something is wrong with it, and nothing was taken. */
    REFUSED;

    /** There is something to do. */
    public static final Set<State> ACTIVE = Set.copyOf(EnumSet.of(LOOKING, TAKING));
  }

  /**
   * @param lines looked at
   * @param done of them, taken or found as they are already
   * @param bad how much is wrong altogether
   */
  public record Counts(int lines, int done, int added, int changed, int bad) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts looked(int all) {
      return new Counts(all, done, added, changed, bad);
    }

    Counts took(int more, int addedMore, int changedMore) {
      return new Counts(lines, done + more, added + addedMore, changed + changedMore, bad);
    }

    Counts wrong(int all) {
      return new Counts(lines, done, added, changed, all);
    }
  }

  public ImportJob {
    badLines = List.copyOf(badLines);
  }

  ImportJob with(State next, Counts nextCounts) {
    return with(next, nextCounts, badLines);
  }

  ImportJob with(State next, Counts nextCounts, List<BadLine> bad) {
    return new ImportJob(
        id, municipality, staff, upload, dryRun, publishes, next, nextCounts, bad, createdAt);
  }
}
