package org.madoguchi.channels.internal;

import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.testkit.FollowerContract;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class AcknowledgementFollowerContractTest extends FollowerContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);

  @Override
  protected World openWorld() {
    return new FollowedRoom(database.get(), AcknowledgementFollowerContractTest::follower);
  }

  private static EventFollower follower(Room room, ChannelStore store) {
    return new AcknowledgementFollower(store, room.bells);
  }
}
