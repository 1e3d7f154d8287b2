package org.madoguchi.tickets.internal;

import java.util.List;
import java.util.UUID;
import org.junit.Before;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.testkit.RecordContract;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;
import org.madoguchi.tickets.TicketRef;

@RunWith(Parameterized.class)
public class TicketRecordContractTest extends RecordContract {
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
  protected String create(String requestId) {
    OpenTicket.Opening opening = Desk.telephone(requestId, "山田 花子", People.CITIZEN);
    return desk.opening.open(People.OPERATOR, opening).ticket().toString();
  }

  @Override
  protected long version(String key) {
    return desk.ticket(ref(key)).version();
  }

  @Override
  protected void edit(String key, long version) {
    String subject = "件名 " + UUID.randomUUID();
    desk.editing.edit(People.OPERATOR, ref(key), version, d -> d.withSubject(subject));
  }

  @Override
  protected Object stored(String key) {
    return List.of(desk.ticket(ref(key)), desk.entries(ref(key)), desk.events(ref(key)));
  }

  private static TicketRef ref(String key) {
    return TicketRef.parse(key).orElseThrow();
  }
}
