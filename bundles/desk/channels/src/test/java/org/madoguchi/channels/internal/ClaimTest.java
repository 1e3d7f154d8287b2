package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.testing.database.DatabaseMatrix;

public class ClaimTest extends DatabaseMatrix {
  private static final long LONGER_THAN_A_DEADLOCK_SECONDS = 60;

  private Room room;

  @Before
  public void open() {
    room = new Room(database());
  }

  @After
  public void close() {
    room.close();
  }

  @Test
  public void aClaimDoesNotWaitForDeliveriesThatOthersAreFinishing() throws Exception {
    for (int i = 1; i <= 20; i++) {
      room.deliver("mail-mihon", "m" + i);
    }
    List<Long> ids = room.inbox().stream().map(InboxEntry::id).sorted().toList();
    List<Long> mine = ids.subList(10, 20);
    Instant now = room.clock.instant();
    Lease lease = new Lease("me", now.plusSeconds(60));
    try (Connection other = room.database.dataSource().getConnection()) {
      other.setAutoCommit(false);
      try (PreparedStatement finish =
          other.prepareStatement("UPDATE INBOX SET REVISION = REVISION + 1 WHERE ID = ?")) {
        for (long id : ids.subList(0, 10)) {
          finish.setLong(1, id);
          finish.executeUpdate();
        }
      }
      CompletableFuture<List<InboxEntry>> claimed =
          CompletableFuture.supplyAsync(
              () ->
                  room.store
                      .transactions()
                      .write(() -> room.store.inbox().claim(mine, lease, now)));
      List<InboxEntry> got = claimed.get(LONGER_THAN_A_DEADLOCK_SECONDS, TimeUnit.SECONDS);
      assertEquals(mine, got.stream().map(InboxEntry::id).toList());
      other.rollback();
    }
  }
}
