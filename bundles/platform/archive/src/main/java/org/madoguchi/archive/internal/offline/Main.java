package org.madoguchi.archive.internal.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.madoguchi.archive.internal.Backup;
import org.madoguchi.archive.internal.BackupRecord;
import org.madoguchi.archive.internal.DiskFull;
import org.madoguchi.archive.internal.Installation;
import org.madoguchi.archive.internal.Refused;
import org.madoguchi.archive.internal.Snapshot;
import org.madoguchi.archive.internal.Texts;
import org.madoguchi.schema.internal.MigrationHook;

/**
 * What the launcher runs on an installation that is stopped: {@code backup HOME FILE}, {@code
 * restore HOME FILE [--database SETTINGS] [--replace] [--moved]}, {@code move HOME SETTINGS}.
 */
public final class Main {
  /** Kept here, as a logger that nobody holds forgets its level. */
  private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

  /** What such a backup is called in the record. */
  private static final String WHILE_STOPPED = "while-stopped";

  private Main() {}

  public static void main(String[] arguments) {
    LIQUIBASE.setLevel(Level.WARNING);
    try {
      run(new ArrayList<>(Arrays.asList(arguments)));
    } catch (Refused e) {
      System.err.println("madoguchi: " + e.getMessage());
      System.exit(1);
    } catch (IOException | SQLException e) {
      System.err.println("madoguchi: " + Texts.of(reason(arguments, e), e));
      System.exit(1);
    }
  }

  private static String reason(String[] arguments, Exception failure) {
    boolean placing =
        arguments.length > 1 && Files.exists(Path.of(arguments[1], MigrationHook.PLACING));
    if (placing) {
      return "half-placed";
    }
    if (DiskFull.isCauseOf(failure)) {
      return arguments[0].equals("backup") ? "no-room" : "disk-full";
    }
    return "failed";
  }

  private static void run(List<String> arguments) throws Refused, IOException, SQLException {
    boolean replace = arguments.remove("--replace");
    boolean moved = arguments.remove("--moved");
    Path dataSource = option(arguments, "--database");
    if (arguments.size() != 3) {
      throw new Refused("usage");
    }
    Installation installation = new Installation(Path.of(arguments.get(1)));
    Path file = Path.of(arguments.get(2)).toAbsolutePath().normalize();
    switch (arguments.get(0)) {
      case "backup" -> backup(installation, file);
      case "restore" ->
          new Restore(installation, Main::say)
              .restore(file, new Restore.Wish(dataSource, replace, moved));
      case "move" -> new Move(installation, Main::say).to(file);
      default -> throw new Refused("usage");
    }
  }

  private static Path option(List<String> arguments, String name) {
    int at = arguments.indexOf(name);
    if (at < 0 || at + 1 >= arguments.size()) {
      return null;
    }
    arguments.remove(at);
    return Path.of(arguments.remove(at));
  }

  static void backup(Installation installation, Path file)
      throws Refused, IOException, SQLException {
    Properties settings = installation.dataSource(installation.dataSourceFile());
    String derby =
        Databases.isDerby(settings)
            ? installation.home().resolve(settings.getProperty("databaseName")).toString()
            : "";
    if (!derby.isEmpty() && !Files.isDirectory(Path.of(derby))) {
      throw new Refused("no-database", derby);
    }
    try (Lock ignored = new Lock(installation)) {
      Clock clock = Clock.systemUTC();
      BackupRecord record = new BackupRecord(installation, clock.instant());
      record.begin(WHILE_STOPPED, file, clock.instant());
      Backup.Made made;
      try {
        made =
            new Backup(installation, () -> true)
                .make(() -> snapshot(settings, derby), file, clock.instant());
        if (!derby.isEmpty()) {
          Databases.shutDownDerby(derby);
        }
      } catch (Refused | IOException | SQLException e) {
        record.failed(e, clock.instant());
        throw e;
      }
      record.verified(made, clock.instant());
      say(Texts.of("backed-up", made.rows(), made.blobs(), made.bytes()));
    }
  }

  private static Snapshot snapshot(Properties settings, String derby) throws SQLException {
    Connection connection;
    try {
      connection = derby.isEmpty() ? Databases.server(settings) : Databases.derby(derby);
    } catch (Refused e) {
      throw new SQLException(e.getMessage(), e);
    }
    return derby.isEmpty() ? Snapshot.ofServer(connection) : Snapshot.of(connection);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
