package org.madoguchi.archive.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes backups of the running installation, one at a time. Who may ask is decided by the file
 * system: a request is a file in a folder of the owner of the installation, put there by the
 * launcher, so that no password is needed and nobody can ask over the network.
 */
@Component(service = BackupRequests.class, immediate = true)
public final class BackupRequests {
  private static final Logger LOG = LoggerFactory.getLogger(BackupRequests.class);
  private static final long LOOK_EVERY_MILLIS = 500;
  private static final long PATIENCE_SECONDS = 20;

  private final DataSource dataSource;
  private final DataSourceFactory derby;
  private final Clock clock;
  private final Installation installation;
  private final Path request;
  private final Path stateFile;
  private final Path copy;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "madoguchi-backup"));
  private volatile boolean stopping;
  private volatile BackupState state;

  @Activate
  public BackupRequests(
      BundleContext context,
      @Reference(target = "(osgi.jndi.service.name=madoguchi)") DataSource dataSource,
      @Reference(target = "(osgi.jdbc.driver.name=derby)") DataSourceFactory derby,
      @Reference Clock clock)
      throws IOException {
    this.dataSource = dataSource;
    this.derby = derby;
    this.clock = clock;
    this.installation = new Installation(Path.of(context.getProperty("karaf.base")));
    Path folder = installation.backups();
    Folders.createOwned(folder);
    this.request = folder.resolve("request");
    this.stateFile = folder.resolve("state");
    this.copy = folder.resolve("copy");
    tidyUp();
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What a process that died has left. */
  private void tidyUp() throws IOException {
    Folders.delete(copy);
    if (!Files.exists(stateFile)) {
      return;
    }
    state = BackupState.read(stateFile);
    if (state.phase() == BackupState.Phase.RUNNING) {
      Files.deleteIfExists(Backup.unfinished(state.file()));
      become(state.failed("the program ended meanwhile", clock.instant()));
    }
  }

  /** The last one, running or ended. */
  public Optional<BackupState> last() {
    return Optional.ofNullable(state);
  }

  private void look() {
    try {
      if (Files.exists(request)) {
        take();
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("a request for a backup could not be taken", e);
    }
  }

  private void take() throws IOException {
    Properties asked = new Properties();
    try (Reader reader = Files.newBufferedReader(request, StandardCharsets.UTF_8)) {
      asked.load(reader);
    }
    Files.delete(request);
    String id = asked.getProperty("request", "");
    Path file;
    try {
      file = Path.of(asked.getProperty("file", ""));
    } catch (InvalidPathException e) {
      LOG.warn("backup {} names no file", id);
      return;
    }
    become(BackupState.running(id, file, clock.instant()));
    LOG.info("backup {} begins", id);
    become(made(file));
    if (state.phase() == BackupState.Phase.VERIFIED) {
      LOG.info(
          "backup {} is complete and verified: {} rows, {} contents, {} bytes in {} s",
          id,
          state.made().rows(),
          state.made().blobs(),
          state.made().bytes(),
          Duration.between(state.startedAt(), state.endedAt()).toSeconds());
    }
  }

  private BackupState made(Path file) {
    Backup backup = new Backup(installation, () -> !stopping);
    try {
      Backup.Made made =
          backup.make(
              () -> Snapshot.of(dataSource.getConnection(), derby.createDriver(null), copy),
              file,
              clock.instant());
      return state.verified(made, clock.instant());
    } catch (Refused | IOException | SQLException | RuntimeException e) {
      LOG.warn("backup {} failed", state.request(), e);
      return state.failed(e.getMessage() == null ? e.toString() : e.getMessage(), clock.instant());
    }
  }

  private void become(BackupState next) throws IOException {
    state = next;
    next.write(stateFile);
  }

  /** A backup that runs is given up. */
  @Deactivate
  public void close() throws InterruptedException {
    stopping = true;
    thread.shutdown();
    if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("a backup does not end");
    }
  }
}
