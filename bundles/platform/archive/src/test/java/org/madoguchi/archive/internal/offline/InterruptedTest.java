package org.madoguchi.archive.internal.offline;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.archive.internal.Backup;
import org.madoguchi.archive.internal.BackupRecord;
import org.madoguchi.archive.internal.BackupState;
import org.madoguchi.archive.internal.DiskFull;
import org.madoguchi.archive.internal.Folders;
import org.madoguchi.archive.internal.Installation;
import org.madoguchi.testing.database.SmallDisk;

/** Whatever ends a backup, a restore or a move midway: nothing half is left, the next one works. */
public class InterruptedTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final Restore.Wish MOVED = new Restore.Wish(null, false, true);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aBackupOntoAFullDiskLeavesNothingAndSaysWhy() throws Exception {
    Installation city = SampleCity.at(path("city"));
    try (SmallDisk disk = SmallDisk.at(path("disk"), "16k")) {
      Path file = path("disk/city.zip");
      IOException full = assertThrows(IOException.class, () -> Main.backup(city, file));
      assertTrue(full.toString(), DiskFull.isCauseOf(full));
      assertEquals(List.of(), inside(path("disk")));
      BackupState state = new BackupRecord(city, NOW).last().orElseThrow();
      assertEquals(BackupState.Phase.FAILED, state.phase());
      assertTrue(state.reason(), state.reason().contains("No room is left on the disk"));
      disk.grow("8m");
      Main.backup(city, file);
      assertEquals(List.of("city.zip"), inside(path("disk")));
    }
    assertEquals(List.of("state"), inside(city.backups()));
  }

  @Test
  public void aBackupDoesNotDependOnRoomForItsRecord() throws Exception {
    Installation city = SampleCity.at(path("city"));
    try (SmallDisk disk = SmallDisk.at(city.backups(), "4k")) {
      Files.writeString(city.backups().resolve("fills"), "it");
      Main.backup(city, path("city.zip"));
      assertTrue(Files.exists(path("city.zip")));
      disk.grow("64k");
    }
  }

  @Test
  public void whatAProcessThatDiedHasLeftIsRemovedByTheNextOne() throws Exception {
    Installation city = SampleCity.at(path("city"));
    Path file = path("killed.zip");
    new BackupRecord(city, NOW).begin("7", file, NOW);
    Files.writeString(Backup.unfinished(file), "half");
    Folders.createOwned(city.backups().resolve("copy/madoguchi/seg0"));
    Main.backup(city, path("next.zip"));
    assertFalse(Files.exists(Backup.unfinished(file)));
    assertFalse(Files.exists(file));
    assertEquals(List.of("state"), inside(city.backups()));
  }

  @Test
  public void whatCannotBeRemovedIsToldAndHindersNoBackup() throws Exception {
    Installation city = SampleCity.empty(path("city"));
    Path file = path("lost-disk.zip");
    new BackupRecord(city, NOW).begin("7", file, NOW);
    Files.createDirectories(Backup.unfinished(file).resolve("not-empty"));
    BackupState state = new BackupRecord(city, NOW).last().orElseThrow();
    assertEquals(BackupState.Phase.FAILED, state.phase());
    assertTrue(state.reason(), state.reason().contains("lost-disk.zip.part"));
  }

  @Test
  public void aRecordThatWasCutOffHindersNoBackup() throws Exception {
    Installation city = SampleCity.at(path("city"));
    Folders.createOwned(city.backups());
    Files.writeString(city.backups().resolve("state"), "");
    Main.backup(city, path("next.zip"));
    BackupState state = new BackupRecord(city, NOW).last().orElseThrow();
    assertEquals(BackupState.Phase.VERIFIED, state.phase());
  }

  @Test
  public void aRestoreWithoutRoomLeavesNothingAndWorksWithRoom() throws Exception {
    Path file = path("city.zip");
    Main.backup(SampleCity.at(path("city")), file);
    Path home = path("target");
    try (SmallDisk disk = SmallDisk.at(home, "3m")) {
      Installation target = SampleCity.empty(home);
      Exception full =
          assertThrows(Exception.class, () -> new Restore(target, line -> {}).restore(file, MOVED));
      assertTrue(full.toString(), DiskFull.isCauseOf(full));
      assertFalse(Files.exists(home.resolve("restoring")));
      assertEquals(List.of(), inside(target.data()));
      disk.grow("100m");
      new Restore(target, line -> {}).restore(file, MOVED);
      assertTrue(Files.isDirectory(Path.of(SampleCity.derby(target))));
    }
  }

  @Test
  public void aMoveThatPostgreSqlCutsOffChangesNothingAndIsRepeated() throws Exception {
    Installation city = SampleCity.at(path("city"));
    String before = Files.readString(city.dataSourceFile());
    Path settings = SampleCity.postgres(folder.getRoot().toPath());
    Properties server = city.dataSource(settings);
    Move cutOff =
        new Move(
            city,
            line -> {
              if (line.contains("TICKET_ENTRY_TEXT")) {
                endConnections(server);
              }
            });
    assertThrows(SQLException.class, () -> cutOff.to(settings));
    assertEquals(before, Files.readString(city.dataSourceFile()));
    assertEquals(List.of("blobs", "derby"), inside(city.data()));
    new Move(city, line -> {}).to(settings);
    assertEquals(Files.readString(settings), Files.readString(city.dataSourceFile()));
    Main.backup(city, path("moved.zip"));
  }

  private static void endConnections(Properties server) {
    try (Connection other =
            DriverManager.getConnection(
                server.getProperty("url"), server.getProperty("user"), "any");
        Statement statement = other.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> inside(Path folder) throws IOException {
    try (Stream<Path> names = Files.list(folder)) {
      return names.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }
}
