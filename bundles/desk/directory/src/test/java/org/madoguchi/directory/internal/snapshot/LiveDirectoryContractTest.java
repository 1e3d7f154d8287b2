package org.madoguchi.directory.internal.snapshot;

import org.junit.Before;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.directory.testkit.DirectoryContract;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class LiveDirectoryContractTest extends DirectoryContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private Node node;

  @Before
  public void open() {
    node = new Node(database.get()).withMihon();
  }

  @Override
  protected Directory directory() {
    return node.directory;
  }

  @Override
  protected MunicipalityId town() {
    return Node.MIHON;
  }
}
