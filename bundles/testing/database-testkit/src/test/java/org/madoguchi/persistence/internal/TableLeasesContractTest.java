package org.madoguchi.persistence.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.kernel.testkit.LeasesContract;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class TableLeasesContractTest extends LeasesContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private final AtomicLong nanos = new AtomicLong();

  @Override
  protected Leases node(String name) {
    return new TableLeases(database.get().dataSource(), new Node(name), nanos::get);
  }

  @Override
  protected void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
