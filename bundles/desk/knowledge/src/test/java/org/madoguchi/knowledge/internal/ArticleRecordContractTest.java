package org.madoguchi.knowledge.internal;

import static org.madoguchi.knowledge.internal.Room.MIHON;
import static org.madoguchi.knowledge.internal.Room.PENSION;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.testkit.RecordContract;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class ArticleRecordContractTest extends RecordContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private final AtomicInteger edits = new AtomicInteger();
  private Room room;

  @Before
  public void open() {
    room = new Room(database.get());
  }

  @Override
  protected String create(String requestId) {
    Article made =
        room.desk.create(
            PENSION_STAFF, new ArticleDesk.Order(requestId, MIHON, Room.details(PENSION, "問い")));
    return Long.toString(made.id());
  }

  private Article article(String key) {
    return room.unit.read(() -> room.store.find(Long.parseLong(key))).orElseThrow();
  }

  @Override
  protected long version(String key) {
    return article(key).version();
  }

  @Override
  protected void edit(String key, long version) {
    String question = "問い " + edits.incrementAndGet();
    room.desk.edit(
        PENSION_STAFF, Long.parseLong(key), version, d -> Room.details(PENSION, question));
  }

  @Override
  protected Object stored(String key) {
    Article article = article(key);
    return List.of(
        article,
        room.desk.editions(PENSION_STAFF, article.id(), Integer.MAX_VALUE, 100),
        room.events(article));
  }
}
