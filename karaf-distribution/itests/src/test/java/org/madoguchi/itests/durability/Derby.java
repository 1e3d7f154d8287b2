package org.madoguchi.itests.durability;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.madoguchi.itests.instance.Instance;

/** An installation's Derby, looked at while it does not run. */
record Derby(Path folder) implements DurabilityRun.Database {
  static Derby of(Instance instance) {
    return new Derby(instance.home().resolve("data/derby/madoguchi"));
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:derby:" + folder);
  }

  @Override
  public void leave() {
    try {
      DriverManager.getConnection("jdbc:derby:" + folder + ";shutdown=true");
    } catch (SQLException e) {
      if (!"08006".equals(e.getSQLState())) {
        throw new IllegalStateException("Derby does not let go", e);
      }
    }
  }
}
