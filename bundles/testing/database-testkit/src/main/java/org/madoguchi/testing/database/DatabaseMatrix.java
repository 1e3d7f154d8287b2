package org.madoguchi.testing.database;

import java.util.Arrays;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/**
 * Runs every test of a subclass on Derby and on PostgreSQL. Each test method gets a fresh database,
 * opened when {@link #database()} is first called and closed behind it. {@code
 * -Dmadoguchi.databases=derby} limits a run.
 */
@RunWith(Parameterized.class)
public abstract class DatabaseMatrix {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    String only = System.getProperty("madoguchi.databases", "");
    return Arrays.stream(DatabaseKind.values())
        .filter(kind -> only.isEmpty() || only.equalsIgnoreCase(kind.name()))
        .toArray();
  }

  @Parameter public DatabaseKind kind;

  @Rule public final FreshDatabase fresh = new FreshDatabase(() -> kind);

  protected final TestDatabase database() {
    return fresh.get();
  }
}
