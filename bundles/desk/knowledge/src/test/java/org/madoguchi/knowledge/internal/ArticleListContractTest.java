package org.madoguchi.knowledge.internal;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.testkit.ScopedListContract;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.rest.ArticleResource;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

@RunWith(Parameterized.class)
public class ArticleListContractTest extends ScopedListContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private CountingDataSource counting;
  private EntityManagerFactory unit;
  private Room room;
  private ArticleResource rest;

  @Before
  public void open() {
    counting = new CountingDataSource(database.get().dataSource());
    unit =
        Persistence.createEntityManagerFactory(
            "madoguchi-knowledge",
            Map.of("javax.persistence.nonJtaDataSource", counting.dataSource()));
    room = new Room(database.get(), Map.of(), unit);
    rest = new ArticleResource(room.desk, room.steps, room.directory);
  }

  @After
  public void close() {
    unit.close();
  }

  private static AccessScope supervisor(MunicipalityId town) {
    return town.equals(Room.MIHON) ? Room.SUPERVISOR : Room.AOBA_SUPERVISOR;
  }

  @Override
  protected String add(MunicipalityId municipality) {
    return Long.toString(
        room.desk
            .create(
                supervisor(municipality),
                new ArticleDesk.Order(
                    UUID.randomUUID().toString(), municipality, Room.details(Room.PENSION, "問い")))
            .id());
  }

  @Override
  protected Page page(MunicipalityId seenBy, Optional<String> after, int limit) {
    var page =
        rest.list(
            supervisor(seenBy),
            "",
            "true",
            "",
            "",
            "",
            "",
            "",
            "",
            after.orElse(""),
            Integer.toString(limit));
    return new Page(
        page.items().stream().map(a -> a.id()).toList(), Optional.ofNullable(page.next()));
  }

  @Override
  protected boolean touch(MunicipalityId by, String key) {
    long id = Long.parseLong(key);
    long version = room.unit.read(() -> room.store.find(id)).orElseThrow().version();
    room.desk.edit(supervisor(by), id, version, d -> new Details(d.section(), 3, d.content()));
    return true;
  }

  @Override
  protected Object row(String key) {
    return room.unit.read(() -> room.store.find(Long.parseLong(key))).orElseThrow();
  }

  @Override
  protected int statementsDuring(Runnable work) {
    return counting.during(work);
  }
}
