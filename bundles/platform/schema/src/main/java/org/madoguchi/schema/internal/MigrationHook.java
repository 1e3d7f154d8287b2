package org.madoguchi.schema.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Called by pax-jdbc before it publishes the data source (setting {@code
 * ops4j.preHook=madoguchi-schema}), so that nobody ever meets a schema older than the code.
 */
@Component(property = "name=" + MigrationHook.NAME)
public final class MigrationHook implements PreHook {
  static final String NAME = "madoguchi-schema";

  /** The table with which the bundle madoguchi-archive marks a database that it fills. */
  public static final String FILLING = "ARCHIVE_FILLING";

  /** Its row when every row has been read back: only the mark is left to be taken away. */
  public static final String WHOLE = "WHOLE";

  /** Below the installation's folder; there while restored files are being put in their places. */
  public static final String PLACING = "restoring/placing";

  private final Path placing;
  private final NewDerby newDerby;

  @Activate
  public MigrationHook(BundleContext context, @Reference ConfigurationAdmin configurations) {
    this.placing = Path.of(context.getProperty("karaf.base")).resolve(PLACING);
    this.newDerby = new NewDerby(configurations);
  }

  @Override
  public void prepare(DataSource dataSource) throws SQLException {
    if (Files.exists(placing)) {
      throw new SQLException(
          "復元が途中で止まっています。同じ復元をもう一度実行してください。"
              + " A restore was interrupted while its data were put in place, repeat it.");
    }
    newDerby.layDown();
    try (Connection connection = dataSource.getConnection()) {
      refuseHalfFilled(connection);
      Migrations.apply(connection);
    }
  }

  private static void refuseHalfFilled(Connection connection) throws SQLException {
    if (!Tables.has(connection, FILLING)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      boolean whole;
      try (ResultSet row = statement.executeQuery("SELECT STATE FROM " + FILLING)) {
        whole = row.next() && WHOLE.equals(row.getString(1));
      }
      if (!whole) {
        throw new SQLException(
            "復元または移行が途中で止まったデータベースです。もう一度実行してください。"
                + " The database is half filled: a restore or a move was interrupted, repeat it.");
      }
      statement.execute("DROP TABLE " + FILLING);
    }
  }
}
