package org.madoguchi.tickets.internal;

import org.junit.Before;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.testkit.TicketIntakeContract;

@RunWith(Parameterized.class)
public class ContactIntakeContractTest extends TicketIntakeContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private Desk desk;

  @Before
  public void open() {
    desk = new Desk(database.get());
  }

  @Override
  protected TicketIntake intake() {
    return desk.intake;
  }
}
