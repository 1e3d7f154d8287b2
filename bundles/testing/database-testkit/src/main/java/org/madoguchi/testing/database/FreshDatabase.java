package org.madoguchi.testing.database;

import java.util.function.Supplier;
import org.junit.rules.ExternalResource;

/**
 * A fresh database for each test, opened when {@link #get} is first called. For contract tests,
 * which extend their contract and so cannot extend {@link DatabaseMatrix}:
 *
 * <pre>{@code
 * @RunWith(Parameterized.class)
 * public class TableLeasesContractTest extends LeasesContract {
 *   @Parameters(name = "{0}")
 *   public static Object[] kinds() {
 *     return DatabaseMatrix.kinds();
 *   }
 *
 *   @Parameter public DatabaseKind kind;
 *   @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
 * }</pre>
 */
public final class FreshDatabase extends ExternalResource {
  private final Supplier<DatabaseKind> kind;
  private TestDatabase database;

  public FreshDatabase(Supplier<DatabaseKind> kind) {
    this.kind = kind;
  }

  public TestDatabase get() {
    if (database == null) {
      database = kind.get().open();
    }
    return database;
  }

  @Override
  protected void after() {
    if (database != null) {
      database.close();
    }
  }
}
