package org.madoguchi.demo.seed.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.madoguchi.demo.shared.ProgressServlet;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.DirectoryImport;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.FollowerStates;
import org.madoguchi.kernel.store.TableStatistics;
import org.madoguchi.tables.Outcome;
import org.madoguchi.tickets.TicketImport;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one municipality with as many tickets as its configuration says, through the same imports a
 * city uses that moves from another system. Every ticket has a key, so what was interrupted goes on
 * where it was.
 */
@Component(
    service = Seeding.class,
    immediate = true,
    configurationPid = "org.madoguchi.demo.seed",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Seeding implements ProgressServlet.Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Seeding.class);
  private static final char[] PASSWORD = "madoguchi-demo".toCharArray();
  private static final int BATCH = 500;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final AccessScope SYSTEM = AccessScope.system();

  private final Directory directory;
  private final DirectoryImport directoryImport;
  private final TicketImport ticketImport;
  private final EventLog log;
  private final FollowerStates followers;
  private final TableStatistics statistics;
  private final SeedFiles files;
  private final SeedConfig config;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong appended = new AtomicLong();
  private volatile long headBefore;
  private final Thread loader = new Thread(this::load, "seed");
  private volatile Queue<List<LocalDate>> years = new ConcurrentLinkedQueue<>();
  private volatile String state = "waiting for the municipality";
  private volatile RuntimeException failure;
  private volatile boolean imported;

  @Activate
  public Seeding(
      BundleContext context,
      @Reference Directory directory,
      @Reference DirectoryImport directoryImport,
      @Reference TicketImport ticketImport,
      @Reference EventLog log,
      @Reference FollowerStates followers,
      @Reference TableStatistics statistics,
      SeedConfig config) {
    this.directory = directory;
    this.directoryImport = directoryImport;
    this.ticketImport = ticketImport;
    this.log = log;
    this.followers = followers;
    this.statistics = statistics;
    this.config = config;
    Bundle bundle = context.getBundle();
    this.files =
        new SeedFiles(
            pattern -> Collections.list(bundle.findEntries("/demo/mihon", pattern, false)));
    loader.setDaemon(true);
    loader.start();
  }

  @Deactivate
  void stop() throws InterruptedException {
    stopping.countDown();
    loader.interrupt();
    loader.join(Duration.ofSeconds(10).toMillis());
  }

  /** Whether every ticket is there and every follower of the event log has passed it. */
  @Override
  public boolean isDone() {
    return imported && behind() == 0;
  }

  @Override
  public boolean hasFailed() {
    return failure != null;
  }

  /** Begins with what was asked for: whoever asks next must not take this answer for his own. */
  @Override
  public String progress() {
    return config.tickets() + " tickets of " + config.municipality() + ": " + stage();
  }

  private String stage() {
    if (failure != null) {
      return "failed, " + failure.getMessage();
    }
    if (imported) {
      return behind() == 0
          ? "in place"
          : "all are in; the event log's followers have " + behind() + " events to go";
    }
    return state + ", " + done + " are in";
  }

  /** Events that have no position yet, and those the slowest follower has not passed. */
  private long behind() {
    long unstamped = Math.max(0, headBefore + appended.get() - log.head());
    return unstamped
        + followers.states().stream().mapToLong(FollowerStates.State::lag).max().orElse(0);
  }

  private void load() {
    try {
      fill(awaitMunicipality());
      state = "statistics";
      statistics.gather();
      imported = true;
      LOG.info("{} tickets are in place", done);
    } catch (InterruptedException e) {
      LOG.info("interrupted after {} tickets; it goes on at the next start", done);
    } catch (RuntimeException e) {
      failure = e;
      LOG.error("the municipality could not be filled", e);
    }
  }

  private Municipality awaitMunicipality() throws InterruptedException {
    MunicipalityId id = new MunicipalityId(config.municipality());
    Optional<Municipality> found = directory.municipality(id);
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (found.isEmpty()) {
      // its configuration file is read at the same time as ours
      if (stopping.await(100, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException();
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("there is no such municipality; its settings were refused");
      }
      found = directory.municipality(id);
    }
    return found.get();
  }

  private void fill(Municipality municipality) throws InterruptedException {
    state = "organisation";
    SeedCity city =
        new SeedCity(
            municipality.id().value(),
            municipality.name(),
            config.tickets(),
            files.lines("sections.csv"));
    try (Reader categories = files.reader("categories.csv")) {
      take(municipality, DirectoryImport.Kind.SECTIONS, new StringReader(city.sections()));
      take(municipality, DirectoryImport.Kind.STAFF, new StringReader(city.staff()));
      take(municipality, DirectoryImport.Kind.CATEGORIES, categories);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (StaffId who : city.withPassword()) {
      directoryImport.setPassword(SYSTEM, who, PASSWORD.clone());
    }
    SeedHistory history =
        new SeedHistory(
            municipality.id(),
            municipality.timeZone(),
            LocalDate.parse(config.until()),
            config.seed(),
            config.tickets(),
            files.cases(),
            city);
    headBefore = log.head();
    years = new ConcurrentLinkedQueue<>(history.fiscalYears());
    state = "history";
    importAll(history);
  }

  private void take(Municipality municipality, DirectoryImport.Kind kind, Reader csv) {
    Outcome outcome = directoryImport.take(SYSTEM, municipality.id(), kind, csv, false);
    if (!outcome.badLines().isEmpty()) {
      throw new IllegalStateException(kind + ": " + outcome.badLines().get(0));
    }
  }

  /** A fiscal year belongs to one thread, so that its numbers follow time. */
  private void importAll(SeedHistory history) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < config.threads(); i++) {
      Thread thread = new Thread(() -> importYears(history), "seed-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      throw e;
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void importYears(SeedHistory history) {
    try {
      for (List<LocalDate> days = years.poll(); days != null; days = years.poll()) {
        importYear(history, days);
      }
    } catch (RuntimeException e) {
      failure = e;
      years.clear();
    }
  }

  private void importYear(SeedHistory history, List<LocalDate> days) {
    List<HistoricTicket> batch = new ArrayList<>();
    for (LocalDate day : days) {
      batch.addAll(history.day(day));
      while (batch.size() >= BATCH) {
        take(batch.subList(0, BATCH));
      }
      if (failure != null || Thread.currentThread().isInterrupted()) {
        return;
      }
    }
    take(batch);
  }

  private void take(List<HistoricTicket> batch) {
    // an imported ticket is one event, whatever the length of its history
    appended.addAndGet(ticketImport.take(SYSTEM, batch));
    done.addAndGet(batch.size());
    batch.clear();
  }
}
