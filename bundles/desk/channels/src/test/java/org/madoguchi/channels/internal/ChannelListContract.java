package org.madoguchi.channels.internal;

import java.util.List;
import java.util.Map;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;
import org.madoguchi.channels.internal.jpa.JpaChannelStore;
import org.madoguchi.channels.internal.rest.ChannelResource;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.testkit.ScopedListContract;
import org.madoguchi.testing.database.CountingDataSource;
import org.madoguchi.testing.database.DatabaseKind;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.testing.database.FreshDatabase;

/** The lists of the channels room, as REST shows them. */
@RunWith(Parameterized.class)
public abstract class ChannelListContract extends ScopedListContract {
  @Parameters(name = "{0}")
  public static Object[] kinds() {
    return DatabaseMatrix.kinds();
  }

  @Parameter public DatabaseKind kind;
  @Rule public final FreshDatabase database = new FreshDatabase(() -> kind);
  private CountingDataSource counting;
  private EntityManagerFactory unit;
  Room room;
  ChannelResource rest;

  @Before
  public void open() {
    counting = new CountingDataSource(database.get().dataSource());
    unit =
        Persistence.createEntityManagerFactory(
            "madoguchi-channels",
            Map.of("javax.persistence.nonJtaDataSource", counting.dataSource()));
    room = new Room(database.get(), new JpaChannelStore(unit));
    rest = new ChannelResource(room.desk, room.overview);
  }

  @After
  public void close() {
    room.close();
    unit.close();
  }

  static AccessScope supervisor(MunicipalityId town) {
    return AccessScope.of(
        new StaffId("sato"), List.of(new Grant(town, Role.SUPERVISOR, SectionId.NONE)));
  }

  @Override
  protected int statementsDuring(Runnable work) {
    return counting.during(work);
  }
}
