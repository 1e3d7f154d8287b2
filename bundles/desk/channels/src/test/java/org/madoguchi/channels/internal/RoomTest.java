package org.madoguchi.channels.internal;

import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.InboundContact;

/** A test in the channels room with one mail connector, which is not connected yet. */
public abstract class RoomTest extends DatabaseMatrix {
  Room room;
  final FakeConnector mail = new FakeConnector("mail-mihon");

  @Before
  public final void openRoom() {
    room = new Room(database());
  }

  @After
  public final void closeRoom() {
    room.close();
  }

  /** What became tickets so far. */
  List<String> taken() {
    return room.tickets.taken().stream().map(InboundContact::externalId).toList();
  }
}
