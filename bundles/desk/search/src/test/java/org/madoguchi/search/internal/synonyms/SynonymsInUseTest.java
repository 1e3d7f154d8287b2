package org.madoguchi.search.internal.synonyms;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.search.internal.SearchRoom.AOBA;
import static org.madoguchi.search.internal.SearchRoom.AOBA_SUPERVISOR;
import static org.madoguchi.search.internal.SearchRoom.MIHON;
import static org.madoguchi.search.internal.SearchRoom.SUPERVISOR;

import java.util.List;
import java.util.UUID;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.testkit.Breakable;
import org.madoguchi.kernel.testkit.FollowerContract;
import org.madoguchi.search.internal.SearchRoom;
import org.madoguchi.search.internal.SearchTransactions;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

/** What a node's index is given follows from what another node changed. */
@RunWith(Parameterized.class)
public class SynonymsInUseTest extends FollowerContract {
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

  @Test
  public void atTheStartAllMunicipalitiesOwnAreUsed() {
    SearchRoom room = new SearchRoom(database.get());
    SearchRoom.Given index = new SearchRoom.Given();
    add(room, "保険証", "被保険者証");
    room.desk.add(AOBA_SUPERVISOR, AOBA, request(), List.of("ごみ", "廃棄物"));
    new SynonymsInUse(room.unit, room.synonyms, index, (topic, may, town) -> {}).beginsBehind(0);
    assertEquals(List.of("保険証=被保険者証"), index.of(MIHON));
    assertEquals(List.of("ごみ=廃棄物"), index.of(AOBA));
  }

  private static String request() {
    return UUID.randomUUID().toString();
  }

  private static OwnSynonyms add(SearchRoom room, String... words) {
    return room.desk.add(SUPERVISOR, MIHON, request(), List.of(words));
  }

  /**
   * One group is added, another one too, and the first is changed; each world has its own words.
   */
  private static final class OtherNode implements World {
    private final String mark = UUID.randomUUID().toString();
    private final SearchRoom.Given index = new SearchRoom.Given();
    private final SearchRoom room;
    private final Breakable<SearchTransactions> transactions;
    private final List<CommittedEvent> story;

    OtherNode(SearchRoom room) {
      this.room = room;
      this.transactions = new Breakable<>(SearchTransactions.class, room.unit);
      int before = room.events().size();
      OwnSynonyms first = add(room, mark, "被保険者証");
      add(room, mark, "大型ごみ");
      room.desk.edit(SUPERVISOR, MIHON, first.id(), 1, List.of(mark, "資格確認書"));
      List<CommittedEvent> all = room.events();
      this.story = all.subList(before, all.size());
    }

    @Override
    public EventFollower follower() {
      return new SynonymsInUse(
          transactions.port(), room.synonyms, index, (topic, may, town) -> index.told.add(town));
    }

    @Override
    public List<CommittedEvent> story() {
      return story;
    }

    @Override
    public Object effect() {
      return index.of(MIHON).stream()
          .filter(words -> words.startsWith(mark))
          .map(words -> words.substring(mark.length()))
          .toList();
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
