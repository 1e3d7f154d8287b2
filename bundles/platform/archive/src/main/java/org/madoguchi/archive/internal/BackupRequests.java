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
import java.time.Instant;
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
  private final BackupRecord record;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "madoguchi-backup"));
  private volatile boolean stopping;

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
    this.record = new BackupRecord(installation, clock.instant());
    this.request = installation.backups().resolve("request");
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The last one, running or ended. */
  public Optional<BackupState> last() {
    return record.last();
  }

  private void look() {
    try {
      if (record.writeWhatWaits() && Files.exists(request)) {
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
    record.begin(id, file, clock.instant());
    LOG.info("backup {} begins", id);
    make(id, file);
  }

  private void make(String id, Path file) {
    Backup backup = new Backup(installation, () -> !stopping);
    Instant begun = clock.instant();
    try {
      Backup.Made made =
          backup.make(
              () ->
                  Snapshot.of(dataSource.getConnection(), derby.createDriver(null), record.copy()),
              file,
              begun);
      record.verified(made, clock.instant());
      LOG.info(
          "backup {} is complete and verified: {} rows, {} contents, {} bytes in {} s",
          id,
          made.rows(),
          made.blobs(),
          made.bytes(),
          Duration.between(begun, clock.instant()).toSeconds());
    } catch (Refused | IOException | SQLException | RuntimeException e) {
      LOG.warn("backup {} failed", id, e);
      record.failed(e, clock.instant());
    }
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
