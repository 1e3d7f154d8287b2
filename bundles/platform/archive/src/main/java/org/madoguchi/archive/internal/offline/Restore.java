package org.madoguchi.archive.internal.offline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.madoguchi.archive.internal.ArchiveFile;
import org.madoguchi.archive.internal.BlobPacks;
import org.madoguchi.archive.internal.DiskFull;
import org.madoguchi.archive.internal.Folders;
import org.madoguchi.archive.internal.Installation;
import org.madoguchi.archive.internal.Manifest;
import org.madoguchi.archive.internal.Refused;
import org.madoguchi.archive.internal.Texts;
import org.madoguchi.schema.internal.MigrationHook;

/**
 * Puts an archive into an installation that does not run. Everything is built beside what is there,
 * read back, and only then put in its place.
 */
final class Restore {
  private static final String ETC = "etc/";
  private static final String BLOBS = "blobs/";

  /** These belong to the software, not to its administrator. */
  private static final Set<String> SOFTWARE =
      Set.of(
          "org.apache.karaf.features.cfg",
          "startup.properties",
          "config.properties",
          "jre.properties",
          "system.properties",
          "profile.cfg");

  private final Installation installation;
  private final Path staging;
  private final Path placing;
  private final Progress progress;

  Restore(Installation installation, Progress progress) {
    this.installation = installation;
    this.staging = installation.home().resolve("restoring");
    this.placing = installation.home().resolve(MigrationHook.PLACING);
    this.progress = progress;
  }

  /**
   * What may be asked for.
   *
   * @param dataSource settings to use instead of those in the archive; null = those in the archive
   * @param replace whether data that are there may be put aside
   * @param moved the original ended before the backup and will never run again: its channels are
   *     taken over at once, and nothing can have happened since
   */
  record Wish(Path dataSource, boolean replace, boolean moved) {}

  void restore(Path file, Wish wish) throws Refused, IOException, SQLException {
    try (Lock ignored = new Lock(installation);
        ArchiveFile archive = new ArchiveFile(file)) {
      progress.say(Texts.of("verifying", file));
      archive.verify();
      Filling.refuseUnknown(archive.manifest().changes());
      if (hasData() && !wish.replace() && !Files.exists(placing)) {
        throw new Refused("has-data", installation.home());
      }
      // the mark of an interrupted one stays until everything is in place
      Folders.delete(staging.resolve("data"));
      Folders.delete(staging.resolve("etc"));
      Folders.createOwned(staging.resolve("data"));
      build(archive, wish);
      if (!wish.moved()) {
        progress.say(Texts.of("resting"));
      }
    }
  }

  private void build(ArchiveFile archive, Wish wish) throws Refused, IOException, SQLException {
    try {
      settings(archive, wish.dataSource());
      contents(archive);
      database(archive, wish.moved());
    } catch (IOException | SQLException | RuntimeException e) {
      DiskFull.note(e, installation.home());
      throw e;
    } finally {
      // what could not be finished would only take room
      if (!Files.exists(placing)) {
        Folders.delete(staging);
      }
    }
  }

  private boolean hasData() {
    return Stream.of("derby", "blobs", "node-id")
        .anyMatch(name -> Files.exists(installation.data().resolve(name)));
  }

  private void settings(ArchiveFile archive, Path dataSource) throws IOException, Refused {
    for (String entry : archive.manifest().entries()) {
      if (!entry.startsWith(ETC) || SOFTWARE.contains(entry.substring(ETC.length()))) {
        continue;
      }
      Path target = staging.resolve(entry).normalize();
      if (!target.startsWith(staging)) {
        throw new Refused("outside", entry);
      }
      Files.createDirectories(target.getParent());
      try (InputStream in = archive.open(entry)) {
        Files.copy(in, target);
      }
    }
    if (dataSource != null) {
      Files.copy(
          dataSource,
          staging.resolve(ETC + Installation.DATA_SOURCE),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void database(ArchiveFile archive, boolean moved)
      throws IOException, Refused, SQLException {
    Properties settings = installation.dataSource(staging.resolve(ETC + Installation.DATA_SOURCE));
    RestingChannels channels = new RestingChannels(staging.resolve("etc"));
    if (!moved) {
      channels.rest();
    }
    if (!Databases.isDerby(settings)) {
      try (Connection connection = Databases.server(settings)) {
        Filling filling = fill(connection, archive, moved);
        putInPlace(moved);
        filling.finish();
      }
      return;
    }
    String folder = staged(Path.of(settings.getProperty("databaseName"))).toString();
    if (Files.exists(Path.of(folder))) {
      throw new Refused("there-already", folder);
    }
    Files.createDirectories(Path.of(folder).getParent());
    try (Databases.Engine ignored = Databases.engine(folder);
        Connection connection = Databases.newDerby(folder)) {
      fill(connection, archive, moved).finish();
    }
    putInPlace(moved);
  }

  /** Where that lies while it is not yet in its place; what is outside of data/ has only one. */
  private Path staged(Path path) {
    Path absolute = installation.home().resolve(path).normalize();
    return absolute.startsWith(installation.data())
        ? staging.resolve("data").resolve(installation.data().relativize(absolute))
        : absolute;
  }

  private Filling fill(Connection connection, ArchiveFile archive, boolean moved)
      throws IOException, Refused, SQLException {
    Manifest manifest = archive.manifest();
    Filling filling = new Filling(connection);
    filling.schema(manifest.changes());
    for (String table : manifest.tables()) {
      List<String> columns = manifest.columns(table);
      try (InputStream lines = archive.openTable(table)) {
        filling.load(table, columns, lines);
      }
      filling.verify(table, columns, manifest.tally(table));
      progress.say("  " + Texts.of("table", table, manifest.tally(table).rows()));
    }
    filling.endLeases();
    filling.endSessions();
    filling.upgrade();
    if (!moved) {
      progress.say(Texts.of("doubted", filling.afterBackup(Instant.now())));
      progress.say(Texts.of("skipped", Aftermath.GAP));
    }
    filling.complete();
    return filling;
  }

  private void contents(ArchiveFile archive) throws IOException, Refused {
    Path root = staged(installation.blobs(staging.resolve("etc")));
    long count = 0;
    for (String entry : archive.manifest().entries()) {
      if (entry.startsWith(BLOBS)) {
        try (InputStream in = archive.open(entry)) {
          count += BlobPacks.unpack(in, root);
        }
      }
    }
    if (count != archive.manifest().number("blobs.count")) {
      throw new Refused("content-missing");
    }
    progress.say("  " + Texts.of("contents", count));
  }

  private void putInPlace(boolean moved) throws IOException {
    Files.writeString(placing, "");
    Folders.flush(staging);
    Path aside =
        installation
            .home()
            .resolve(
                "before-restore-"
                    + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
    if (hasData()) {
      Folders.createOwned(aside);
      Files.move(installation.data(), aside.resolve("data"));
      progress.say(Texts.of("aside", aside));
    }
    if (!moved) {
      new RestingChannels(installation.etc()).putAside(aside.resolve("etc"));
    }
    moveInto(staging.resolve("data"), installation.data(), aside);
    moveInto(staging.resolve("etc"), installation.etc(), aside.resolve("etc"));
    Files.delete(placing);
    Folders.delete(staging);
  }

  /** File by file; one that is replaced by another content is put aside. */
  private static void moveInto(Path from, Path to, Path aside) throws IOException {
    if (!Files.exists(to)) {
      Files.move(from, to);
      return;
    }
    List<Path> files;
    try (Stream<Path> tree = Files.walk(from)) {
      files = tree.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path name = from.relativize(file);
      Path target = to.resolve(name);
      Files.createDirectories(target.getParent());
      if (Files.exists(target) && Files.mismatch(file, target) >= 0) {
        Path kept = aside.resolve(name);
        Files.createDirectories(kept.getParent());
        Files.move(target, kept);
      }
      Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
