package org.madoguchi.kernel.testkit;

import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.JUnitCore;
import org.junit.runner.Result;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.testkit.CountingFollower.Counts;

/** A follower that keeps the contract passes, and each that breaks one clause fails just there. */
public class FollowerContractTest {
  private static Function<Counts, EventFollower> followers;

  /** Run by hand only. */
  public static class ByHand extends FollowerContract {
    @Override
    protected World openWorld() {
      Function<Counts, EventFollower> construction = followers;
      return new Counts() {
        @Override
        public EventFollower follower() {
          return construction.apply(this);
        }
      };
    }
  }

  record Fault(String clause, String defect, Function<Counts, EventFollower> follower) {}

  static final List<Fault> FAULTS =
      List.of(
          new Fault("nameAndStreamsStayTheSame", "invents a name at each start", Renamed::new),
          new Fault("storyHasItsEffect", "does nothing", Idle::new),
          new Fault("sameEventTwiceHasNoFurtherEffect", "trusts ids of one batch", Trusting::new),
          new Fault("batchesSplitAnywhereGiveTheSameResult", "starts over", StartingOver::new),
          new Fault("restartInTheMiddleResumes", "remembers in memory", Forgetful::new),
          new Fault("unknownEventTypesArePassedOver", "takes every type", Greedy::new),
          new Fault("failureIsThrownSoThatTheCursorStays", "swallows failures", Silent::new));

  @Test
  public void goodFollowerKeepsEveryClause() {
    Result result = run(CountingFollower::new);
    assertEquals(result.getFailures().toString(), 0, result.getFailureCount());
    assertEquals(0, result.getAssumptionFailureCount());
  }

  @Test
  public void everyClauseHasAFollowerThatBreaksIt() {
    Set<String> clauses =
        Arrays.stream(FollowerContract.class.getMethods())
            .filter(m -> m.isAnnotationPresent(Test.class))
            .map(m -> m.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        clauses, FAULTS.stream().map(Fault::clause).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  public void eachFaultIsCaughtByItsClauseAlone() {
    for (Fault fault : FAULTS) {
      Result result = run(fault.follower());
      Set<String> failed =
          result.getFailures().stream()
              .map(f -> f.getDescription().getMethodName())
              .collect(Collectors.toSet());
      assertEquals(fault.defect(), Set.of(fault.clause()), failed);
    }
  }

  private static Result run(Function<Counts, EventFollower> construction) {
    followers = construction;
    return JUnitCore.runClasses(ByHand.class);
  }

  private static final class Renamed extends CountingFollower {
    private final String name = "test." + UUID.randomUUID();

    Renamed(Counts tables) {
      super(tables);
    }

    @Override
    public String name() {
      return name;
    }
  }

  private static final class Idle extends CountingFollower {
    Idle(Counts tables) {
      super(tables);
    }

    @Override
    void take(CommittedEvent event) {
      tables.taken.add(event.id());
    }
  }

  /** Takes a repetition for new when the event is the last it has seen. */
  private static final class Trusting extends CountingFollower {
    private long last;

    Trusting(Counts tables) {
      super(tables);
    }

    @Override
    public void follow(List<CommittedEvent> batch) {
      for (CommittedEvent event : batch) {
        if (event.id() == last) {
          tables.taken.remove(event.id());
        }
        super.follow(List.of(event));
        last = event.id();
      }
    }
  }

  /** Takes a batch that goes on where the last one ended for the whole story. */
  private static final class StartingOver extends CountingFollower {
    StartingOver(Counts tables) {
      super(tables);
    }

    @Override
    public void follow(List<CommittedEvent> batch) {
      long events = batch.stream().map(CommittedEvent::id).distinct().count();
      if (events > 1 && batch.get(0).position() == tables.last + 1) {
        tables.counts.clear();
      }
      super.follow(batch);
      tables.last = batch.get(batch.size() - 1).position();
    }
  }

  /** Knows what it has taken until it is restarted. */
  private static final class Forgetful extends CountingFollower {
    private boolean fresh = true;

    Forgetful(Counts tables) {
      super(tables);
    }

    @Override
    public void follow(List<CommittedEvent> batch) {
      if (fresh) {
        tables.taken.clear();
        fresh = false;
      }
      super.follow(batch);
    }
  }

  private static final class Greedy extends CountingFollower {
    Greedy(Counts tables) {
      super(tables);
    }

    @Override
    boolean known(CommittedEvent event) {
      return true;
    }
  }

  private static final class Silent extends CountingFollower {
    Silent(Counts tables) {
      super(tables);
    }

    @Override
    public void follow(List<CommittedEvent> batch) {
      try {
        super.follow(batch);
      } catch (IllegalStateException e) {
        // overheard
      }
    }
  }
}
