package org.madoguchi.persistence.internal;

import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.kernel.testkit.IdSourceContract;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class BlockIdSourceContractTest extends IdSourceContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private final List<BlockIdSource> nodes = new ArrayList<>();

  @Override
  protected IdSource node() {
    BlockIdSource node = new BlockIdSource(database.get().dataSource());
    nodes.add(node);
    return node;
  }

  @After
  public void closeNodes() {
    nodes.forEach(BlockIdSource::close);
  }
}
