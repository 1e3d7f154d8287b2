package org.madoguchi.archive.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the last backup, and kept in a file: the launcher reads it, and whoever begins
 * the next one learns what a process that died has left behind. One at a time writes it. On a disk
 * without room it is written later; a backup onto another disk does not depend on it.
 */
public final class BackupRecord {
  private final Path folder;
  private volatile BackupState state;
  private boolean unwritten;

  /** Removes what a process that died has left. */
  public BackupRecord(Installation installation, Instant now) throws IOException {
    this.folder = installation.backups();
    Folders.createOwned(folder);
    Folders.delete(copy());
    if (Files.exists(file())) {
      state = BackupState.read(file()).orElse(null);
    }
    if (state != null && state.phase() == BackupState.Phase.RUNNING) {
      become(state.failed(leftBy(state.file()), now));
    }
  }

  /** A disk that cannot be written to any more hinders no backup onto another one. */
  private static String leftBy(Path file) {
    Path half = Backup.unfinished(file);
    try {
      Files.deleteIfExists(half);
      return Texts.of("ended-meanwhile");
    } catch (IOException e) {
      return Texts.of("left-half", half, e);
    }
  }

  /** Where a copy of the database may lie while a backup is made. */
  Path copy() {
    return folder.resolve("copy");
  }

  private Path file() {
    return folder.resolve("state");
  }

  /** The last one, running or ended. */
  public Optional<BackupState> last() {
    return Optional.ofNullable(state);
  }

  /**
   * @param id what who asked for it calls it
   */
  public void begin(String id, Path file, Instant now) {
    become(BackupState.running(id, file, now));
  }

  public void verified(Backup.Made made, Instant now) {
    become(state.verified(made, now));
  }

  public void failed(Exception failure, Instant now) {
    become(state.failed(reason(failure), now));
  }

  private static String reason(Exception failure) {
    if (DiskFull.isCauseOf(failure)) {
      return Texts.of("no-room", failure.getMessage());
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private void become(BackupState next) {
    state = next;
    unwritten = true;
    writeWhatWaits();
  }

  /**
   * @return whether the file says what is known
   */
  boolean writeWhatWaits() {
    if (unwritten) {
      try {
        state.write(file());
        unwritten = false;
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
