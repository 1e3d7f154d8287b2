package org.madoguchi.archive.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What became of the last request for a backup; kept in a file that the launcher reads.
 *
 * @param request what the launcher calls it
 * @param endedAt {@link Instant#EPOCH} while it runs
 * @param reason why it failed; else empty
 */
public record BackupState(
    String request,
    Phase phase,
    Path file,
    Instant startedAt,
    Instant endedAt,
    Backup.Made made,
    String reason) {
  private static final Backup.Made NOTHING = new Backup.Made(0, 0, 0, 0, 0);

  /** The words are in the file. */
  public enum Phase {
    RUNNING,
    VERIFIED,
    FAILED
  }

  static BackupState running(String request, Path file, Instant at) {
    return new BackupState(request, Phase.RUNNING, file, at, Instant.EPOCH, NOTHING, "");
  }

  BackupState verified(Backup.Made result, Instant at) {
    return new BackupState(request, Phase.VERIFIED, file, startedAt, at, result, "");
  }

  BackupState failed(String why, Instant at) {
    return new BackupState(request, Phase.FAILED, file, startedAt, at, NOTHING, why);
  }

  /** Empty when the file is: the machine stopped while it was written. */
  static Optional<BackupState> read(Path path) throws IOException {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      read.load(reader);
    }
    return read.isEmpty() ? Optional.empty() : Optional.of(of(read));
  }

  private static BackupState of(Properties read) {
    return new BackupState(
        read.getProperty("request"),
        Phase.valueOf(read.getProperty("phase")),
        Path.of(read.getProperty("file")),
        Instant.parse(read.getProperty("startedAt")),
        Instant.parse(read.getProperty("endedAt")),
        new Backup.Made(
            Long.parseLong(read.getProperty("bytes")),
            Integer.parseInt(read.getProperty("tables")),
            Long.parseLong(read.getProperty("rows")),
            Long.parseLong(read.getProperty("blobs")),
            Long.parseLong(read.getProperty("damagedBlobs"))),
        read.getProperty("reason"));
  }

  /** Whole or not at all. */
  void write(Path path) throws IOException {
    Properties written = new Properties();
    written.setProperty("request", request);
    written.setProperty("phase", phase.name());
    written.setProperty("file", file.toString());
    written.setProperty("startedAt", startedAt.toString());
    written.setProperty("endedAt", endedAt.toString());
    written.setProperty("bytes", String.valueOf(made.bytes()));
    written.setProperty("tables", String.valueOf(made.tables()));
    written.setProperty("rows", String.valueOf(made.rows()));
    written.setProperty("blobs", String.valueOf(made.blobs()));
    written.setProperty("damagedBlobs", String.valueOf(made.damagedBlobs()));
    written.setProperty("reason", reason);
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
      written.store(writer, null);
    }
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
  }
}
