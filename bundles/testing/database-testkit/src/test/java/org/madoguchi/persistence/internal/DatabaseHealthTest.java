package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.persistence.internal.DiskHealthTest.told;
import static org.madoguchi.persistence.internal.Events.append;
import static org.madoguchi.persistence.internal.Events.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.Test;
import org.madoguchi.kernel.event.FollowerStates;
import org.madoguchi.kernel.event.FollowerStates.Doing;
import org.madoguchi.kernel.event.FollowerStates.State;
import org.madoguchi.persistence.internal.GuardedDerby.Away;
import org.madoguchi.testing.database.DatabaseMatrix;

public class DatabaseHealthTest extends DatabaseMatrix {
  private static State state(String follower, Doing doing, long lag) {
    return new State(follower, doing, 5, lag, "", Instant.EPOCH);
  }

  private DatabaseHealth health(FollowerStates followers, Duration sequencerFailing) {
    return new DatabaseHealth(
        database().dataSource(), followers, () -> sequencerFailing, () -> Away.ENDED);
  }

  private static List<String> codes(DatabaseHealth health) {
    return health.findings(Locale.ENGLISH).stream()
        .map(f -> f.code() + (f.blocks() ? " blocks" : ""))
        .toList();
  }

  @Test
  public void aDatabaseThatAnswersIsNoFindingAndTellsHowFarTheLogIs() {
    append(database(), event("a", 1), event("a", 2));
    database().stampEvents();
    DatabaseHealth health =
        health(() -> List.of(state("web.live", Doing.FOLLOWING, 3)), Duration.ZERO);
    assertEquals(List.of(), codes(health));
    assertEquals(
        Map.of(
            "madoguchi_database_up[]", 1.0,
            "madoguchi_event_log_position[]", 2.0,
            "madoguchi_follower_lag_events[web.live]", 3.0,
            "madoguchi_follower_failing[web.live]", 0.0),
        told(health));
  }

  @Test
  public void oneFollowerThatChokesIsANoticeAllOfThemAStandstill() {
    State well = state("directory.snapshot", Doing.FOLLOWING, 0);
    State ill = state("channels.outbox", Doing.FAILING, 7);
    State waiting = state("tickets.search", Doing.STANDING_BY, 0);
    assertEquals(List.of("follower"), codes(health(() -> List.of(well, ill), Duration.ZERO)));
    assertEquals(List.of("follower"), codes(health(() -> List.of(waiting, ill), Duration.ZERO)));
    DatabaseHealth still = health(() -> List.of(ill), Duration.ZERO);
    assertEquals(List.of("relay blocks"), codes(still));
    assertEquals(1.0, told(still).get("madoguchi_follower_failing[channels.outbox]"), 0);
    assertEquals(List.of(), codes(health(List::of, Duration.ZERO)));
    assertEquals(List.of(), codes(health(List::of, Duration.ofSeconds(30))));
    assertEquals(List.of("sequencer blocks"), codes(health(List::of, Duration.ofSeconds(31))));
    String named =
        health(() -> List.of(well, ill), Duration.ZERO).findings(Locale.ENGLISH).get(0).text();
    assertTrue(named, named.contains("channels.outbox"));
  }

  @Test
  public void aDatabaseThatIsAwayIsTheOneFindingAndLeavesTheOtherFiguresOut() {
    Outage outage = new Outage(database().dataSource());
    outage.begin();
    DatabaseHealth away =
        new DatabaseHealth(
            outage.proxy(),
            () -> List.of(state("web.live", Doing.FAILING, 1)),
            () -> Duration.ofDays(1),
            () -> Away.NO_ROOM);
    assertEquals(List.of("database blocks"), codes(away));
    assertTrue(away.findings(Locale.ENGLISH).get(0).text().contains("Make room"));
    assertEquals(Map.of("madoguchi_database_up[]", 0.0), told(away));
  }

  @Test
  public void followersThatCannotBeAskedAreNoFinding() {
    DatabaseHealth health =
        health(
            () -> {
              throw new IllegalStateException("the log cannot be read");
            },
            Duration.ZERO);
    assertEquals(List.of(), codes(health));
    assertEquals(1.0, told(health).get("madoguchi_database_up[]"), 0);
  }
}
