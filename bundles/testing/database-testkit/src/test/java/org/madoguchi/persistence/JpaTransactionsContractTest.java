package org.madoguchi.persistence;

import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.Transactions;
import org.madoguchi.kernel.testkit.TransactionsContract;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class JpaTransactionsContractTest extends TransactionsContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);

  @Override
  protected EventLog log() {
    return database.get().eventLog();
  }

  @Override
  protected Transactions transactions() {
    return database.get().transactions("sample");
  }
}
