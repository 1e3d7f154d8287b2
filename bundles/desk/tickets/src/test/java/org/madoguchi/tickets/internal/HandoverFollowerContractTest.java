package org.madoguchi.tickets.internal;

import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.directory.StaffChangeEvents;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.testkit.Breakable;
import org.madoguchi.kernel.testkit.FollowerContract;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.bulk.HandoverFollower;

@RunWith(Parameterized.class)
public class HandoverFollowerContractTest extends FollowerContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);

  private Desk desk;
  private long events;

  @Override
  protected World openWorld() {
    if (desk == null) {
      desk = new Desk(database.get());
    }
    return new TwoLeave();
  }

  /** Two leave who own a ticket each, and one of them is back. */
  private final class TwoLeave implements World {
    private final Breakable<TicketQueries> queries =
        new Breakable<>(TicketQueries.class, desk.queries);
    private final List<TicketRef> refs = new ArrayList<>();
    private final List<CommittedEvent> story = new ArrayList<>();

    TwoLeave() {
      leaves(People.OPERATOR.who());
      long back = leaves(People.COLLEAGUE.who());
      story.add(
          event(
              People.COLLEAGUE.who(),
              StaffChangeEvents.UNDONE,
              "{\"change\":" + back + ",\"municipality\":\"mihon\"}"));
    }

    private long leaves(StaffId who) {
      TicketRef ref = Tickets.open().at(desk);
      desk.editing.edit(
          AccessScope.system(), ref, desk.ticket(ref).version(), d -> d.withOwner(who));
      refs.add(ref);
      long change = events + 1;
      story.add(
          event(
              who,
              StaffChangeEvents.EFFECTIVE,
              "{\"change\":"
                  + change
                  + ",\"municipality\":\"mihon\",\"kind\":\"retirement\",\"on\":\"2027-04-01\","
                  + "\"tickets\":\"queue\",\"successor\":\"\",\"section\":\"\"}"));
      return change;
    }

    private CommittedEvent event(StaffId who, String type, String payload) {
      long number = ++events;
      return new CommittedEvent(
          number,
          number,
          StaffChangeEvents.STREAM,
          StaffChangeEvents.AGGREGATE + who,
          number,
          type,
          1,
          payload,
          AccessTag.of(People.MIHON),
          StaffId.SYSTEM,
          desk.clock.instant());
    }

    @Override
    public EventFollower follower() {
      return new HandoverFollower(desk.bulk, queries.port(), desk.clock);
    }

    @Override
    public List<CommittedEvent> story() {
      return List.copyOf(story);
    }

    @Override
    public Object effect() {
      desk.bulkWorker.all();
      return refs.stream().map(ref -> desk.ticket(ref).details().owner()).toList();
    }

    @Override
    public boolean breakDown() {
      queries.breakDown();
      return true;
    }

    @Override
    public void repair() {
      queries.repair();
    }

    @Override
    public void close() {
      // its records stay; other worlds have their own
    }
  }
}
