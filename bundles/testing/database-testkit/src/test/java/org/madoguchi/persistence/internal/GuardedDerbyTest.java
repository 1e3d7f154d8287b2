package org.madoguchi.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;
import static org.madoguchi.kernel.testkit.Patience.await;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;
import org.madoguchi.persistence.internal.GuardedDerby.Away;
import org.madoguchi.testing.database.SmallDisk;

/** A database that a full disk ends is started by one thread, when there is room. */
public class GuardedDerbyTest {
  private static final int LOOK_MILLIS = 20;
  private static final int HOURS = Integer.MAX_VALUE;
  private static final int ROOM_MEBIBYTES = 4;
  private static final int CYCLES = 3;
  private static final String TEXT = "x".repeat(100);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  /** Tells where a thread is that Derby left waiting for ever. */
  @Rule
  public final Timeout stuck =
      Timeout.builder().withTimeout(2, TimeUnit.MINUTES).withLookingForStuckThread(true).build();

  private Path disk;
  private Optional<SmallDisk> small;
  private EmbeddedDataSource derby;

  @BeforeClass
  public static void keepLogOfFailuresAway() {
    if (System.getProperty("derby.stream.error.file") == null) {
      System.setProperty("derby.stream.error.file", "/dev/null");
    }
  }

  @Before
  public void create() throws Exception {
    disk = folder.newFolder("disk").toPath();
    small = SmallDisk.wherePossible(disk, "64m");
    derby = new EmbeddedDataSource();
    derby.setDatabaseName(disk.resolve("desk").toString());
    derby.setCreateDatabase("create");
    try (Connection connection = derby.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE T (ID INT, TEXT VARCHAR(4000))");
    }
    end();
  }

  @After
  public void remove() throws Exception {
    end();
    if (small.isPresent()) {
      small.get().close();
    }
  }

  private void end() {
    EmbeddedDataSource ending = new EmbeddedDataSource();
    ending.setDatabaseName(derby.getDatabaseName());
    ending.setShutdownDatabase("shutdown");
    assertThrows("so Derby reports success", SQLException.class, ending::getConnection);
  }

  private GuardedDerby guarded() {
    return guarded(LOOK_MILLIS);
  }

  private GuardedDerby guarded(int lookMillis) {
    return new GuardedDerby(derby, room(), lookMillis);
  }

  private Room room() {
    return new Room(disk, ROOM_MEBIBYTES);
  }

  @Test
  public void databaseOpenedForReadingOnlyIsSoonWritable() throws Exception {
    Path lock = disk.resolve("desk/db.lck");
    // cannot be written, not even by root
    Files.createDirectory(lock);
    try (GuardedDerby guarded = guarded()) {
      try (Connection connection = guarded.getConnection()) {
        assertTrue(connection.isReadOnly());
      }
      Files.delete(lock);
      await().ignoreExceptions().until(() -> inserted(guarded) == 1);
    }
  }

  @Test
  public void databaseThatWasEndedIsStartedAgainByNobodyElse() throws Exception {
    try (GuardedDerby guarded = guarded(HOURS)) {
      guarded.getConnection().close();
      end();
      assertThrows(SQLTransientConnectionException.class, guarded::getConnection);
    }
    try (GuardedDerby guarded = guarded()) {
      guarded.getConnection().close();
      end();
      await().ignoreExceptions().until(() -> inserted(guarded) == 1);
    }
  }

  @Test
  public void whatDerbyForgotHalfEndedIsEndedWhollyAndRunsAgainWithItsRows() throws Exception {
    List<Object> before = List.copyOf(services());
    try (GuardedDerby guarded = guarded()) {
      inserted(guarded);
      halfEnd(guarded.getConnection(), before);
      await().ignoreExceptions().until(() -> inserted(guarded) == 1);
      assertEquals(2, rows(guarded));
    }
  }

  @Test
  public void endThatWaitsForAPageNobodyReleasesIsEndedAndNothingIsLost() throws Exception {
    try (GuardedDerby guarded = guarded()) {
      inserted(guarded);
      Connection connection = guarded.getConnection();
      latchForEver(changedPage(connection));
      Thread ending = new Thread(this::end);
      ending.start();
      await().ignoreExceptions().until(() -> inserted(guarded) == 1);
      ending.join();
      assertEquals(2, rows(guarded));
    }
  }

  @Test
  public void databaseThatEndedIsNotKeptInMemory() throws Exception {
    try (GuardedDerby guarded = guarded()) {
      Object ended = part(part(guarded.getConnection(), "tr"), "database");
      assertTrue(isKept(ended));
      end();
      await().ignoreExceptions().until(() -> inserted(guarded) == 1);
      assertFalse(isKept(ended));
    }
  }

  @Test
  public void roomIsTriedAndLeavesNothingBehind() throws Exception {
    assumeMounted();
    assertTrue(room().isThere());
    small.get().fill();
    assertFalse(room().isThere());
    assertFalse(Files.exists(disk.resolve("room.probe")));
  }

  @Test
  public void withoutRoomItWaitsSaysSoAndIsBackWithRoomTimeAndAgain() throws Exception {
    assumeMounted();
    try (GuardedDerby guarded = guarded();
        Writers writers = new Writers(guarded)) {
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        writers.awaitMore();
        small.get().fill();
        await().until(() -> guarded.away() == Away.NO_ROOM);
        assertThrows(SQLTransientConnectionException.class, guarded::getConnection);
        small.get().makeRoom();
        writers.awaitMore();
        assertEquals(Away.ENDED, guarded.away());
      }
    }
  }

  /** Many who write at once, and ask for another connection when one is refused. */
  private static final class Writers implements AutoCloseable {
    private final DataSource database;
    private final AtomicInteger written = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean done;

    Writers(DataSource database) {
      this.database = database;
      this.threads = IntStream.range(0, 8).mapToObj(i -> new Thread(this::write)).toList();
      threads.forEach(Thread::start);
    }

    private void write() {
      while (!done) {
        // Derby interrupts all who use a database that ends
        Thread.interrupted();
        try (Connection connection = database.getConnection()) {
          while (!done) {
            written.addAndGet(insert(connection));
          }
        } catch (SQLException e) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
      }
    }

    void awaitMore() {
      int before = written.get();
      await().until(() -> written.get() > before + 50);
    }

    @Override
    public void close() throws InterruptedException {
      done = true;
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private void assumeMounted() {
    assumeTrue("only root may mount a small disk", small.isPresent());
  }

  private static int inserted(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return insert(connection);
    }
  }

  private static int insert(Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES (1, ?)")) {
      insert.setString(1, TEXT);
      return insert.executeUpdate();
    }
  }

  private static int rows(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM T")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** As when the thread that ends the database is broken off by another one. */
  private static void halfEnd(Connection connection, List<Object> before) throws Exception {
    Object database = part(part(connection, "tr"), "database");
    services().removeIf(service -> !before.contains(service));
    database.getClass().getMethod("stop").invoke(database);
  }

  private static boolean isKept(Object database) throws Exception {
    Object service =
        Class.forName("org.apache.derby.iapi.services.context.ContextService")
            .getMethod("getFactory")
            .invoke(null);
    synchronized (service) {
      for (Object context : (Collection<?>) part(service, "allContexts")) {
        if (part(context, "finder") == database) {
          return true;
        }
      }
      return false;
    }
  }

  /** One that waits to be written at the next checkpoint. */
  private static Object changedPage(Connection connection) throws Exception {
    Object access = part(part(part(connection, "tr"), "database"), "af");
    Object pages = part(part(part(access, "rawstore"), "dataFactory"), "pageCache");
    for (Object entry : ((Map<?, ?>) part(pages, "cache")).values()) {
      Object page = part(entry, "cacheable");
      if (page != null && (Boolean) part(page, "isDirty")) {
        return page;
      }
    }
    throw new AssertionError("all pages are written");
  }

  /** As when Derby breaks off the thread that changes it. */
  private static void latchForEver(Object page) throws Exception {
    Constructor<?> handle =
        Class.forName("org.apache.derby.impl.store.raw.data.BaseContainerHandle")
            .getDeclaredConstructors()[0];
    handle.setAccessible(true);
    Object[] nothing = new Object[handle.getParameterCount()];
    nothing[nothing.length - 1] = 0;
    field(page, "owner").set(page, handle.newInstance(nothing));
  }

  @SuppressWarnings("unchecked") // Derby's own list of what runs
  private static List<Object> services() throws Exception {
    Object monitor =
        Class.forName("org.apache.derby.iapi.services.monitor.Monitor")
            .getMethod("getMonitor")
            .invoke(null);
    return (List<Object>) part(monitor, "services");
  }

  private static Object part(Object of, String name) throws Exception {
    return field(of, name).get(of);
  }

  private static Field field(Object of, String name) throws Exception {
    Class<?> type = of.getClass();
    while (Stream.of(type.getDeclaredFields()).noneMatch(f -> f.getName().equals(name))) {
      type = type.getSuperclass();
    }
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
