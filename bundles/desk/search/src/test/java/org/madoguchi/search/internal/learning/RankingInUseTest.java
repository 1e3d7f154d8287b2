package org.madoguchi.search.internal.learning;

import static org.madoguchi.search.internal.SearchRoom.SUPERVISOR;

import java.util.List;
import java.util.UUID;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.testkit.Breakable;
import org.madoguchi.kernel.testkit.FollowerContract;
import org.madoguchi.search.internal.SearchRoom;
import org.madoguchi.search.internal.SearchTransactions;
import org.madoguchi.search.internal.jpa.JpaRankingStore;
import org.madoguchi.search.internal.learning.Attempt.Outcome;
import org.madoguchi.search.internal.rank.Weights;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

/** A node's index ranks by what another node learned. */
@RunWith(Parameterized.class)
public class RankingInUseTest extends FollowerContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;

  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);

  @Override
  protected World openWorld() {
    return new OtherNode(new SearchRoom(database.get()));
  }

  /** It learns, is no better with the next try, and learns again; each world in its own town. */
  private final class OtherNode implements World {
    private final MunicipalityId town =
        new MunicipalityId("t" + UUID.randomUUID().toString().substring(0, 8));
    private final Fancied index = new Fancied();
    private final JpaRankingStore store;
    private final Breakable<SearchTransactions> transactions;
    private final List<CommittedEvent> story;

    OtherNode(SearchRoom room) {
      this.store = new JpaRankingStore(room.unit);
      this.transactions = new Breakable<>(SearchTransactions.class, room.unit);
      int before = room.events().size();
      attempt(room, 1, Outcome.LEARNED, Weights.ours().write());
      attempt(room, 2, Outcome.KEPT, "");
      attempt(room, 3, Outcome.LEARNED, Weights.ours().write().replace("first = ", "first = 1"));
      List<CommittedEvent> all = room.events();
      this.story = all.subList(before, all.size());
    }

    private void attempt(SearchRoom room, long number, Outcome outcome, String weights) {
      Attempt attempt =
          new Attempt(
              town,
              number,
              SUPERVISOR.who(),
              room.day.now,
              outcome,
              200,
              60,
              List.of(.5),
              List.of(.6),
              weights);
      room.unit.decide(
          () -> {
            store.add(attempt);
            database
                .get()
                .eventLog()
                .append(room.unit.transactions(), List.of(RankingEvents.of(attempt)));
          });
    }

    @Override
    public EventFollower follower() {
      return new RankingInUse(transactions.port(), store, index);
    }

    @Override
    public List<CommittedEvent> story() {
      return story;
    }

    @Override
    public Object effect() {
      return index.own.containsKey(town) ? index.own.get(town).write() : "";
    }

    @Override
    public boolean breakDown() {
      transactions.breakDown();
      return true;
    }

    @Override
    public void repair() {
      transactions.repair();
    }

    @Override
    public void close() {}
  }
}
