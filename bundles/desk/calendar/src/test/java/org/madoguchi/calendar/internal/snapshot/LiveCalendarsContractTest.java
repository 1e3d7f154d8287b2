package org.madoguchi.calendar.internal.snapshot;

import org.junit.Before;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.calendar.BusinessCalendars;
import org.madoguchi.calendar.internal.Node;
import org.madoguchi.calendar.testkit.BusinessCalendarsContract;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class LiveCalendarsContractTest extends BusinessCalendarsContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private Node node;

  @Before
  public void open() {
    node = new Node(database.get());
  }

  @Override
  protected BusinessCalendars calendars() {
    return node.calendars;
  }

  @Override
  protected MunicipalityId town() {
    return Node.MIHON;
  }
}
