package org.madoguchi.archive.internal.offline;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.madoguchi.archive.internal.ArchiveFile;
import org.madoguchi.archive.internal.Backup;
import org.madoguchi.archive.internal.Installation;
import org.madoguchi.archive.internal.Manifest;
import org.madoguchi.archive.internal.Refused;
import org.madoguchi.archive.internal.Snapshot;
import org.madoguchi.archive.internal.Table;
import org.madoguchi.archive.internal.Tally;
import org.madoguchi.schema.internal.Migrations;

public class ArchiveTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final TimeZone zone = TimeZone.getDefault();

  // where 2026-03-29 02:30 does not exist
  @Before
  public void liveWhereClocksJump() {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
  }

  @After
  public void comeHome() {
    TimeZone.setDefault(zone);
  }

  @Test
  public void everyRowComesBackFromDerbyToPostgresAndToDerby() throws Exception {
    Installation city = SampleCity.at(path("city"));
    Path first = backup(city, "first.zip");
    Installation second = SampleCity.empty(path("second"));
    restore(second, first, SampleCity.postgres(folder.getRoot().toPath()));
    Path back = backup(second, "second.zip");
    Installation third = SampleCity.empty(path("third"));
    restore(third, back, city.dataSourceFile());
    Path last = backup(third, "third.zip");
    assertEquals(kept(first), kept(back));
    assertEquals(kept(first), kept(last));
    assertEquals(1_200, kept(first).get("TICKET_ENTRY_TEXT").rows());
    assertEquals(SampleCity.NASTY.repeat(10_000), body(third, 7));
    assertTrue(Files.exists(third.etc().resolve("org.madoguchi.channel.mail-mihon.cfg")));
    assertEquals("of this build\n", Files.readString(third.etc().resolve("startup.properties")));
  }

  @Test
  public void onlyTheOwnerReadsAnArchive() throws Exception {
    Path file = backup(SampleCity.at(path("city")), "owned.zip");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  public void aBitThatFlipsOrAMissingPartIsFoundBeforeAnythingIsTouched() throws Exception {
    Path whole = backup(SampleCity.at(path("city")), "whole.zip");
    byte[] bytes = Files.readAllBytes(whole);
    Installation target = SampleCity.empty(path("target"));
    int refusals = 0;
    for (int at = 100; at < bytes.length - 2_000; at += bytes.length / 23) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 0x10;
      refusals += isWhole(Files.write(path("flipped.zip"), flipped)) ? 0 : 1;
    }
    // a zip file says some things twice: what is said only for other programs may change unnoticed
    assertTrue("found " + refusals, refusals >= 12);
    bytes[middleOf(whole, "tables/TICKET_ENTRY_TEXT")] ^= 1;
    refused(target, Files.write(path("flipped.zip"), bytes));
    for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 1}) {
      refused(target, Files.write(path("cut.zip"), Arrays.copyOf(bytes, length)));
    }
    String message = refused(target, without(whole, "tables/TICKET_ENTRY_TEXT"));
    assertTrue(message, message.contains("TICKET_ENTRY_TEXT is missing"));
    assertFalse(Files.exists(target.data().resolve("derby")));
    assertFalse(Files.exists(target.home().resolve("restoring")));
  }

  @Test
  public void dataThatAreThereStayUnlessTheyMayBePutAside() throws Exception {
    Installation city = SampleCity.at(path("city"));
    Path file = backup(city, "city.zip");
    refused(city, file);
    assertEquals(SampleCity.NASTY, body(city, 1));
    new Restore(city, line -> {}).restore(file, new Restore.Wish(null, true, false));
    assertEquals(SampleCity.NASTY, body(city, 1));
    try (var inside = Files.list(city.home())) {
      Path aside =
          inside.filter(p -> p.getFileName().toString().startsWith("before-")).findAny().get();
      assertTrue(Files.isDirectory(aside.resolve("data/derby/madoguchi")));
    }
  }

  @Test
  public void theMoveKeepsEveryRowAndExchangesTheSettings() throws Exception {
    Installation city = SampleCity.at(path("city"));
    Map<String, Tally> before = kept(backup(city, "before.zip"));
    Path settings = SampleCity.postgres(folder.getRoot().toPath());
    new Move(city, line -> {}).to(settings);
    assertEquals(Files.readString(settings), Files.readString(city.dataSourceFile()));
    assertTrue(Files.isDirectory(Path.of(SampleCity.derby(city) + ".before")));
    assertEquals(before, kept(backup(city, "after.zip")));
  }

  @Test
  public void aMoveThatWasInterruptedBeginsAnew() throws Exception {
    Installation city = SampleCity.at(path("city"));
    Path settings = SampleCity.postgres(folder.getRoot().toPath());
    try (Connection target = Databases.server(city.dataSource(settings));
        Statement statement = target.createStatement()) {
      Filling interrupted = new Filling(target);
      interrupted.schema(Migrations.known());
      statement.execute("INSERT INTO ID_BLOCK (SERIES, NEXT_ID) VALUES ('half', 1)");
    }
    new Move(city, line -> {}).to(settings);
    assertEquals(1, kept(backup(city, "after.zip")).get("ID_BLOCK").rows());
  }

  @Test
  public void aDatabaseWithTablesIsNotTouchedByAMove() throws Exception {
    Installation city = SampleCity.at(path("city"));
    Path settings = SampleCity.postgres(folder.getRoot().toPath());
    try (Connection target = Databases.server(city.dataSource(settings));
        Statement statement = target.createStatement()) {
      statement.execute("CREATE TABLE SOMEBODYS (ID INT)");
    }
    Refused refused = assertThrows(Refused.class, () -> new Move(city, line -> {}).to(settings));
    assertTrue(refused.getMessage(), refused.getMessage().contains("not empty"));
    assertEquals(SampleCity.NASTY, body(city, 1));
  }

  @Test
  public void dataOfANewerBuildAreRefusedWithTheReason() throws Exception {
    Installation city = SampleCity.at(path("city"));
    try (Connection connection = Databases.derby(SampleCity.derby(city));
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE DATABASECHANGELOG SET ID = 'future' WHERE ID = 'kernel-lease'");
    }
    Databases.shutDownDerby(SampleCity.derby(city));
    Path file = backup(city, "future.zip");
    String message = refused(SampleCity.empty(path("target")), file);
    assertTrue(message, message.contains("newer build") && message.contains("future"));
  }

  @Test
  public void dataOfAnOlderBuildGetTheSchemaOfTheirTimeAndThenThisOne() throws Exception {
    Set<String> older = new TreeSet<>(Migrations.known());
    older.removeIf(change -> change.contains("channels-kept-keys"));
    try (Connection connection = Databases.newDerby(path("older").toString())) {
      Filling filling = new Filling(connection);
      filling.schema(older);
      assertFalse(Table.in(connection).containsKey("INBOX_KEY"));
      filling.upgrade();
      filling.finish();
      assertTrue(Table.in(connection).containsKey("INBOX_KEY"));
      assertTrue(Migrations.known().containsAll(Table.changes(connection)));
    }
  }

  @Test
  public void aDamagedContentIsLeftOutAndCounted() throws Exception {
    Installation city = SampleCity.at(path("city"));
    try (var tree = Files.walk(city.blobs())) {
      Files.writeString(tree.filter(Files::isRegularFile).findAny().get(), "torn");
    }
    try (ArchiveFile archive = new ArchiveFile(backup(city, "damaged.zip"))) {
      assertEquals(1, archive.manifest().number("blobs.damaged"));
      assertEquals(0, archive.manifest().number("blobs.count"));
    }
  }

  @Test
  public void aBackupThatFailsLeavesNoFile() throws Exception {
    Installation city = SampleCity.at(path("city"));
    Path file = path("never.zip");
    Backup stopped = new Backup(city, () -> false);
    assertThrows(
        IOException.class,
        () -> stopped.make(() -> Snapshot.of(Databases.derby(SampleCity.derby(city))), file, NOW));
    assertFalse(Files.exists(file));
    assertFalse(Files.exists(Backup.unfinished(file)));
    Databases.shutDownDerby(SampleCity.derby(city));
  }

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private Path backup(Installation city, String name) throws Exception {
    Path file = path(name);
    Main.backup(city, file);
    return file;
  }

  private static void restore(Installation target, Path file, Path dataSource) throws Exception {
    new Restore(target, line -> {}).restore(file, new Restore.Wish(dataSource, false, true));
  }

  private static String refused(Installation target, Path file) {
    return assertThrows(
            Refused.class,
            () ->
                new Restore(target, line -> {}).restore(file, new Restore.Wish(null, false, false)))
        .getMessage();
  }

  private static boolean isWhole(Path file) throws IOException {
    try (ArchiveFile archive = new ArchiveFile(file)) {
      archive.verify();
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  /** A place in the entry's content, which follows its name. */
  private static int middleOf(Path archive, String entry) throws IOException {
    String text = new String(Files.readAllBytes(archive), StandardCharsets.ISO_8859_1);
    return text.indexOf(entry) + entry.length() + 50;
  }

  /** All but what ends with a restore or a move. */
  private static Map<String, Tally> kept(Path file) throws Exception {
    Map<String, Tally> tallies = new TreeMap<>();
    try (ArchiveFile archive = new ArchiveFile(file)) {
      Manifest manifest = archive.manifest();
      manifest.tables().forEach(table -> tallies.put(table, manifest.tally(table)));
    }
    tallies.remove("LEASE");
    return tallies;
  }

  private static String body(Installation city, long entry) throws SQLException {
    String derby = SampleCity.derby(city);
    try (Connection connection = Databases.derby(derby);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT BODY FROM TICKET_ENTRY_TEXT WHERE ENTRY_ID = " + entry)) {
      row.next();
      return row.getString(1);
    } finally {
      Databases.shutDownDerby(derby);
    }
  }

  private Path without(Path archive, String left) throws IOException {
    Path file = path("without.zip");
    try (ZipFile from = new ZipFile(archive.toFile());
        OutputStream out = Files.newOutputStream(file);
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry : from.stream().filter(e -> !e.getName().equals(left)).toList()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = from.getInputStream(entry)) {
          in.transferTo(to);
        }
        to.closeEntry();
      }
      to.setComment(from.getComment());
    }
    return file;
  }
}
