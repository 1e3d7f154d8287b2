package org.madoguchi.search.internal.records;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.persistence.Doorbell;
import org.madoguchi.persistence.Loop;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.SearchRecords;
import org.madoguchi.search.internal.SearchTransactions;
import org.madoguchi.search.internal.text.Gist;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was searched, by and by on a thread of its own. What comes faster than it can be
 * written, or while the database is away, is lost; the log tells it once, the health for an hour.
 */
@Component(
    service = {SearchRecords.class, RecordWriter.class},
    immediate = true)
public final class RecordWriter implements SearchRecords {
  /** What waits to be written; more is lost. */
  static final int WAITING = 2_000;

  /** What is written of one municipality in a minute, by this node; more is lost. */
  static final int A_MINUTE = 1_200;

  private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);
  private static final String THREAD = "madoguchi-search-records";
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final Duration TOLD = Duration.ofHours(1);
  private static final int BATCH = 100;

  /** Longer questions say no more; what is cut off here was not looked at for numbers. */
  private static final int LOOKED_AT = 1_000;

  private record Waiting(
      Instant at, UUID search, MunicipalityId municipality, Made made, String document, Use use) {}

  private final SearchTransactions transactions;
  private final RecordStore store;
  private final Directory directory;
  private final Gist gist;
  private final Clock clock;
  private final Pace pace;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicReference<Instant> lost = new AtomicReference<>(Instant.MIN);
  private final Doorbell bell = new Doorbell();
  private final Loop loop = new Loop(THREAD, bell, POLL, this::writeAll);

  @Activate
  public RecordWriter(
      @Reference SearchTransactions transactions,
      @Reference RecordStore store,
      @Reference Directory directory,
      @Reference Gist gist,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
    this.gist = gist;
    this.clock = clock;
    this.pace = new Pace(A_MINUTE, clock);
  }

  @Activate
  public void start() {
    loop.start();
  }

  @Deactivate
  public void stop() {
    loop.stop();
    writeAll();
  }

  @Override
  public void made(Made search) {
    if (!search.text().isBlank()) {
      wait(search.id(), search.municipality(), search, "", null);
    }
  }

  @Override
  public void used(UUID search, MunicipalityId municipality, Optional<DocumentKey> key, Use use) {
    boolean whole = key.isPresent() == (use != Use.ASKED_ON);
    if (whole) {
      wait(search, municipality, null, key.map(DocumentKey::toString).orElse(""), use);
    }
  }

  private void wait(UUID search, MunicipalityId municipality, Made made, String document, Use use) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    boolean taken =
        pace.allows(municipality.value())
            && waiting.offer(new Waiting(now, search, municipality, made, document, use));
    if (taken) {
      bell.ring();
    } else {
      lost("they come too fast", null);
    }
  }

  private void lost(String why, RuntimeException failure) {
    Instant now = clock.instant();
    Instant before = lost.getAndSet(now);
    if (before.isBefore(now.minus(TOLD))) {
      LOG.warn("records of searches are lost: {}", why, failure);
    }
  }

  /** Whether some were lost lately. */
  public boolean loses() {
    return !lost.get().isBefore(clock.instant().minus(TOLD));
  }

  /** Until nothing waits. */
  void writeAll() {
    List<Waiting> some = new ArrayList<>();
    while (waiting.drainTo(some, BATCH) > 0) {
      write(some);
      some.clear();
    }
  }

  private void write(List<Waiting> some) {
    try {
      transactions.decide(
          () -> {
            some.forEach(this::write);
            return null;
          });
    } catch (RuntimeException e) {
      // one of them may be what cannot be written
      some.forEach(this::writeAlone);
    }
  }

  private void writeAlone(Waiting one) {
    try {
      transactions.decide(
          () -> {
            write(one);
            return null;
          });
    } catch (RuntimeException e) {
      lost("they cannot be written", e);
    }
  }

  private void write(Waiting one) {
    Optional<Municipality> there = directory.municipality(one.municipality());
    if (there.isEmpty()) {
      return;
    }
    if (one.made() == null) {
      store.use(one.search().toString(), one.municipality(), one.document(), one.use(), one.at());
      return;
    }
    String text = Masking.masked(Masking.cut(one.made().text(), LOOKED_AT));
    String about = gist.of(text.replace(Masking.MASK, " "));
    store.add(
        new RecordStore.Kept(
            one.made(),
            Masking.cut(text, LONGEST_TEXT),
            Masking.cut(about, LONGEST_TEXT),
            one.at(),
            there.get().dayOf(one.at())));
  }
}
