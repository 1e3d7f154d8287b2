package org.madoguchi.archive.internal.offline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.madoguchi.archive.internal.Installation;
import org.madoguchi.archive.internal.Refused;
import org.madoguchi.archive.internal.Rows;
import org.madoguchi.archive.internal.Snapshot;
import org.madoguchi.archive.internal.Table;
import org.madoguchi.archive.internal.Tally;
import org.madoguchi.archive.internal.Texts;

/**
 * Moves a stopped installation from Derby to PostgreSQL. Until every row has been read back there,
 * nothing of the installation changes.
 */
final class Move {
  private final Installation installation;
  private final Progress progress;

  Move(Installation installation, Progress progress) {
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * @param settings the data source's settings from now on
   */
  void to(Path settings) throws Refused, IOException, SQLException {
    try (Lock ignored = new Lock(installation)) {
      Properties now = installation.dataSource(installation.dataSourceFile());
      if (!Databases.isDerby(now)) {
        throw new Refused("not-on-derby");
      }
      String derby = installation.home().resolve(now.getProperty("databaseName")).toString();
      if (!Files.isDirectory(Path.of(derby))) {
        throw new Refused("no-database", derby);
      }
      try (Connection target = Databases.server(installation.dataSource(settings))) {
        Filling filling = copy(derby, target);
        exchange(settings, Path.of(derby));
        filling.finish();
      }
    }
  }

  private Filling copy(String derby, Connection target) throws Refused, IOException, SQLException {
    try (Databases.Engine ignored = Databases.engine(derby);
        Snapshot source = Snapshot.of(Databases.derby(derby))) {
      Filling filling = new Filling(target);
      filling.schema(Table.changes(source.connection()));
      for (Map.Entry<String, Table> table : Table.in(source.connection()).entrySet()) {
        copy(source.connection(), table.getValue(), filling);
      }
      filling.endLeases();
      filling.upgrade();
      filling.complete();
      return filling;
    }
  }

  private void copy(Connection source, Table table, Filling filling)
      throws Refused, IOException, SQLException {
    Tally tally;
    try (OutputStream rows = filling.copyIn(table.name(), table.columnNames())) {
      tally = Rows.write(source, table, rows);
    }
    filling.verify(table.name(), table.columnNames(), tally);
    progress.say("  " + Texts.of("table", table.name(), tally.rows()));
  }

  private void exchange(Path settings, Path derby) throws IOException {
    Path file = installation.dataSourceFile();
    Path part = file.resolveSibling("data-source.part");
    Files.copy(settings, part, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
    Files.copy(file, file.resolveSibling("derby.cfg.before"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    Path aside = unused(derby);
    Files.move(derby, aside);
    progress.say(Texts.of("derby-aside", aside));
  }

  /** An earlier move that was undone has left one, too. */
  private static Path unused(Path derby) {
    Path aside = derby.resolveSibling(derby.getFileName() + ".before");
    for (int number = 2; Files.exists(aside); number++) {
      aside = derby.resolveSibling(derby.getFileName() + ".before-" + number);
    }
    return aside;
  }
}
