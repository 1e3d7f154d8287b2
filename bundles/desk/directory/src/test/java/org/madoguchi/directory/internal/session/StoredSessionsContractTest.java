package org.madoguchi.directory.internal.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.directory.internal.Node;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.SessionStore;
import org.madoguchi.kernel.testkit.SessionStoreContract;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class StoredSessionsContractTest extends SessionStoreContract {
  private static final StaffId SUZUKI = new StaffId("suzuki");

  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private final Map<String, ApiTokens.Issued> issued = new HashMap<>();
  private Node node;

  @Before
  public void open() {
    node = new Node(database.get()).withMihon();
  }

  @Override
  protected SessionStore store() {
    return node.sessions;
  }

  @Override
  protected StaffId who() {
    return SUZUKI;
  }

  @Override
  protected void pass(Duration time) {
    node.clock.advance(time);
  }

  @Override
  protected String issueToken() {
    ApiTokens.Issued token =
        node.tokens.issue(SUZUKI, "夜間バッチ", Narrowing.NONE, "2026-12-01T00:00:00Z");
    issued.put(token.token(), token);
    return token.token();
  }

  @Override
  protected void withdrawToken(String token) {
    node.tokens.withdraw(SUZUKI, issued.get(token).id());
  }
}
