package org.madoguchi.persistence.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Numbers, with the blocks they come from. */
@State(Scope.Benchmark)
public class BlockIdSourceBenchmark {
  private BlockIdSource ids;

  @Setup
  public void open() throws SQLException {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName("memory:ids");
    derby.setCreateDatabase("create");
    try (Connection connection = derby.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE ID_BLOCK (SERIES VARCHAR(100) NOT NULL PRIMARY KEY, NEXT_ID BIGINT NOT NULL)");
    }
    ids = new BlockIdSource(derby);
  }

  @TearDown
  public void close() {
    ids.close();
  }

  @Benchmark
  public long next() {
    return ids.next("ticket");
  }
}
