package org.madoguchi.testing.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.madoguchi.schema.internal.EmptyDerby;

/** Derby in memory. Every database starts as a copy of the empty one that the product ships. */
final class DerbyServer {
  private static final int DROPPED_AT_ONCE = 4;
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Derby sleeps for half a second before it drops a database: nobody needs to wait for that. */
  private static final ExecutorService DROPPING =
      new ThreadPoolExecutor(
          DROPPED_AT_ONCE,
          DROPPED_AT_ONCE,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(DROPPED_AT_ONCE),
          DerbyServer::daemon,
          new ThreadPoolExecutor.CallerRunsPolicy());

  private static final AtomicReference<SQLException> FAILURE = new AtomicReference<>();
  private static Path template;

  private DerbyServer() {}

  static synchronized String create() throws SQLException, IOException {
    SQLException failure = FAILURE.getAndSet(null);
    if (failure != null) {
      throw failure;
    }
    if (template == null) {
      template = layDownTemplate();
    }
    String name = "test" + COUNT.incrementAndGet();
    open("jdbc:derby:memory:" + name + ";createFrom=" + template.resolve("template")).close();
    return "jdbc:derby:memory:" + name;
  }

  /** Returns at once; a failure is told to whoever creates the next one. */
  static void drop(String url) {
    DROPPING.execute(
        () -> {
          try {
            dropNow(url);
          } catch (SQLException e) {
            FAILURE.set(e);
          }
        });
  }

  private static void dropNow(String url) throws SQLException {
    try {
      open(url + ";drop=true").close();
    } catch (SQLException e) {
      // Derby reports the success of a drop by an exception of state 08006.
      if (!"08006".equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "derby-drop");
    thread.setDaemon(true);
    return thread;
  }

  private static Path layDownTemplate() throws IOException {
    if (System.getProperty("derby.stream.error.file") == null) {
      System.setProperty("derby.stream.error.file", "/dev/null");
    }
    Path folder = Files.createTempDirectory("derby-template");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
    EmptyDerby.layDown(folder.resolve("template"));
    return folder;
  }

  private static Connection open(String url) throws SQLException {
    return DriverManager.getConnection(url);
  }
}
