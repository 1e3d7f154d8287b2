package org.madoguchi.archive.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Makes an archive of an installation. Order matters: first the database as it was at one moment,
 * then the stored content, which is never changed or removed, so that everything a row names is
 * there.
 */
public final class Backup {
  private final Installation installation;
  private final BooleanSupplier mayGoOn;

  public Backup(Installation installation, BooleanSupplier mayGoOn) {
    this.installation = installation;
    this.mayGoOn = mayGoOn;
  }

  /**
   * What was made; it has been read back and found whole.
   *
   * @param damagedBlobs stored content that was damaged before and is not in the archive
   */
  public record Made(long bytes, int tables, long rows, long blobs, long damagedBlobs) {}

  /** Opens the database as it is at one moment. */
  public interface Moment {
    Snapshot take() throws SQLException, IOException;
  }

  /** The name a file has until it is whole. */
  public static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  /**
   * @param file absolute; must not exist; it appears when it is whole, or not at all
   * @throws Refused when it cannot lie there
   */
  public Made make(Moment moment, Path file, Instant at) throws Refused, IOException, SQLException {
    if (!file.isAbsolute() || !Files.isDirectory(file.getParent())) {
      throw new Refused("no-folder", file);
    }
    if (Files.exists(file)) {
      throw new Refused("there-already", file);
    }
    Path part = unfinished(file);
    Files.deleteIfExists(part);
    try {
      write(moment, part, at);
      Made made = verified(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      Folders.flush(file.getParent());
      return made;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void write(Moment moment, Path part, Instant at) throws IOException, SQLException {
    try (ArchiveWriter archive = new ArchiveWriter(part, mayGoOn)) {
      archive.manifest().set("made.at", at);
      try (Snapshot snapshot = moment.take()) {
        Connection connection = snapshot.connection();
        archive.manifest().set("made.on", connection.getMetaData().getDatabaseProductName());
        archive.manifest().setChanges(Table.changes(connection));
        for (Table table : Table.in(connection).values()) {
          archive.table(connection, table);
        }
      }
      new BlobPacks(archive).addAll(installation.blobs());
      archive.settings(installation.etc());
      archive.finish();
    }
  }

  private static Made verified(Path part) throws IOException, Refused {
    try (ArchiveFile archive = new ArchiveFile(part)) {
      archive.verify();
      Manifest manifest = archive.manifest();
      return new Made(
          Files.size(part),
          manifest.tables().size(),
          manifest.rows(),
          manifest.number("blobs.count"),
          manifest.number("blobs.damaged"));
    }
  }
}
