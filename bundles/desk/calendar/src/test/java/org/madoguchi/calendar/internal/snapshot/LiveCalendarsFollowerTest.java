package org.madoguchi.calendar.internal.snapshot;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.calendar.internal.Node;
import org.madoguchi.calendar.internal.rules.SpecialDay;
import org.madoguchi.calendar.internal.store.CalendarUnit;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.testkit.Breakable;
import org.madoguchi.kernel.testkit.FollowerContract;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;
import org.madoguchi.testing.database.TestDatabase;

/** What a node knows follows from what another node changed. */
@RunWith(Parameterized.class)
public class LiveCalendarsFollowerTest extends FollowerContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;

  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);

  @Override
  protected World openWorld() {
    return new TwoNodes(database.get());
  }

  /** Three days are closed, one after the other; each world has a month of its own. */
  private static final class TwoNodes implements World {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final LocalDate first = LocalDate.of(2030, 1, 1).plusMonths(COUNT.getAndIncrement());
    private final Node there;
    private final Breakable<CalendarUnit> unit;
    private final List<CommittedEvent> story;
    private LiveCalendars here;
    private boolean given;

    TwoNodes(TestDatabase database) {
      there = new Node(database);
      unit = new Breakable<>(CalendarUnit.class, there.unit);
      here = there.another(unit.port());
      int before = there.events().size();
      for (int day = 0; day < 3; day++) {
        SpecialDay closed =
            new SpecialDay(SectionId.NONE, first.plusDays(day), "休み " + day, "", List.of());
        there.specialDays.add(Node.ADMINISTRATOR, "mihon", closed);
      }
      List<CommittedEvent> all = there.events();
      story = all.subList(before, all.size());
    }

    /** The first is older than the story; another one is what a restart makes. */
    @Override
    public EventFollower follower() {
      here = given ? there.another(unit.port()) : here;
      given = true;
      return here;
    }

    @Override
    public List<CommittedEvent> story() {
      return story;
    }

    @Override
    public Object effect() {
      return first
          .datesUntil(first.plusMonths(1))
          .map(date -> here.of(Node.MIHON).day(date).name(Locale.JAPANESE))
          .filter(name -> name.startsWith("休み"))
          .toList();
    }

    @Override
    public boolean breakDown() {
      unit.breakDown();
      return true;
    }

    @Override
    public void repair() {
      unit.repair();
    }

    @Override
    public void close() {}
  }
}
