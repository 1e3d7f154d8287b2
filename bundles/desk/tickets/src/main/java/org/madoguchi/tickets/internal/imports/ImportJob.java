package org.madoguchi.tickets.internal.imports;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.BlobRef;

/**
 * A file of old tickets, and what became of it.
 *
 * @param mapping empty before anybody said what the file means
 * @param place the old number that was checked last; '' before the first
 * @param undoPlace the ticket that was looked at last for undoing
 */
public record ImportJob(
    long id,
    MunicipalityId municipality,
    StaffId staff,
    Upload upload,
    State state,
    Optional<Mapping> mapping,
    String place,
    long undoPlace,
    Counts counts,
    Instant createdAt) {
  /** What a file is. */
  public enum Form {
    CSV,
    MBOX
  }

  /** The file itself, in the blob store. */
  public record Upload(String fileName, Form form, String charset, BlobRef content) {}

  /** Where an import stands. */
  public enum State {
    UPLOADED,
    /** The file becomes parts. */
    READING,
    CHECKING,
    /** Everything was looked at; the person says the word. */
    CHECKED,
    RUNNING,
    FINISHED,
    /** By the person; what was taken stays. */
    STOPPED,
    UNDOING,
    UNDONE;

    /** A worker has something to do. */
    public static final Set<State> ACTIVE =
        Set.copyOf(EnumSet.of(READING, CHECKING, RUNNING, UNDOING));

    /** The file may be looked at anew. */
    static final Set<State> CHECKABLE = EnumSet.of(UPLOADED, CHECKED, FINISHED, STOPPED, UNDONE);

    static final Set<State> UNDOABLE = EnumSet.of(FINISHED, STOPPED, CHECKED);
    static final Set<State> STOPPABLE = EnumSet.of(READING, CHECKING, CHECKED, RUNNING);
  }

  /**
   * @param rows read; @param good tickets that can be taken; @param bad tickets that cannot
   * @param badLines what is wrong, of which the first are kept
   * @param taken tickets; @param known were here already; @param skipped were bad
   * @param removed by undoing; @param kept because somebody worked on them
   */
  public record Counts(
      long rows,
      long good,
      long bad,
      long badLines,
      long taken,
      long known,
      long skipped,
      long removed,
      long kept) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    Counts read(long more, long badMore) {
      return new Counts(
          rows + more, good, bad, badLines + badMore, taken, known, skipped, removed, kept);
    }

    Counts checked(long goodMore, long badMore, long lines) {
      return new Counts(
          rows,
          good + goodMore,
          bad + badMore,
          badLines + lines,
          taken,
          known,
          skipped,
          removed,
          kept);
    }

    Counts ran(long takenMore, long knownMore, long skippedMore) {
      return new Counts(
          rows,
          good,
          bad,
          badLines,
          taken + takenMore,
          known + knownMore,
          skipped + skippedMore,
          removed,
          kept);
    }

    /** What was told of the file makes room for what stays. */
    Counts withoutProblems() {
      return new Counts(rows, good, bad, 0, taken, known, skipped, 0, 0);
    }

    Counts undid(long removedMore, long keptMore) {
      return new Counts(
          rows, good, bad, badLines, taken, known, skipped, removed + removedMore, kept + keptMore);
    }
  }

  ImportJob with(State next, String nextPlace, long nextUndoPlace, Counts nextCounts) {
    return new ImportJob(
        id,
        municipality,
        staff,
        upload,
        next,
        mapping,
        nextPlace,
        nextUndoPlace,
        nextCounts,
        createdAt);
  }

  ImportJob meaning(Mapping next) {
    return new ImportJob(
        id,
        municipality,
        staff,
        upload,
        state,
        Optional.of(next),
        place,
        undoPlace,
        counts,
        createdAt);
  }
}
