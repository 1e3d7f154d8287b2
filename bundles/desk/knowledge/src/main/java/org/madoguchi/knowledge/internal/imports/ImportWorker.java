package org.madoguchi.knowledge.internal.imports;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.knowledge.internal.KnowledgeTransactions;
import org.madoguchi.knowledge.internal.imports.ImportJob.Counts;
import org.madoguchi.knowledge.internal.imports.ImportJob.State;
import org.madoguchi.persistence.Faults;
import org.madoguchi.persistence.UpkeepTurn;
import org.madoguchi.tables.BadLine;
import org.madoguchi.tables.BadLines;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files of articles, one after the other and each line by line, in memory that does not grow
 * with them. All of a file is looked at before anything is taken, and with one bad line nothing is.
 * It is taken in pieces, each in one transaction that also says how far it is: whatever breaks off
 * goes on where it was, and nothing is taken or counted twice.
 */
@Component(service = ImportWorker.class, immediate = true)
public final class ImportWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
  private static final String LEASE = "knowledge/import";
  private static final Duration LEASE_TIME = Duration.ofMinutes(5);
  private static final Duration PERIOD = Duration.ofSeconds(15);

  /** So long people see what became of a file. */
  private static final Duration KEPT = Duration.ofDays(180);

  private static final int JOBS = 5;
  private static final int TOLD = 500;

  private final KnowledgeTransactions transactions;
  private final ImportStore store;
  private final ArticleImport articles;
  private final BlobStore blobs;
  private final Leases leases;
  private final Clock clock;
  private final UpkeepTurn turn;
  private volatile boolean ending;

  @Activate
  public ImportWorker(
      @Reference KnowledgeTransactions transactions,
      @Reference ImportStore store,
      @Reference ArticleImport articles,
      @Reference BlobStore blobs,
      @Reference Leases leases,
      @Reference Clock clock,
      @Reference ImportBell bell) {
    this.transactions = transactions;
    this.store = store;
    this.articles = articles;
    this.blobs = blobs;
    this.leases = leases;
    this.clock = clock;
    this.turn = new UpkeepTurn(leases, LEASE, LEASE_TIME, bell.bell(), PERIOD, this::work);
  }

  @Activate
  public void start() {
    turn.start();
  }

  @Deactivate
  public void stop() {
    ending = true;
    turn.stop();
  }

  /**
   * @return whether there may be more to do
   */
  public boolean work() {
    List<ImportJob> active = transactions.read(() -> store.active(JOBS));
    if (active.isEmpty()) {
      Instant before = clock.instant().minus(KEPT);
      return transactions.decide(() -> store.forget(before, 1)) > 0;
    }
    boolean moved = false;
    for (ImportJob job : active) {
      moved |= some(job);
    }
    // what failed is tried again later, not at once
    return moved;
  }

  /** A file that cannot be taken keeps no other waiting. */
  private boolean some(ImportJob job) {
    try {
      new Turn(job).take();
      return true;
    } catch (Left e) {
      return false;
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("the file of import {} cannot be read: {}", job.id(), e.toString());
      breakOff(job.id());
      return true;
    } catch (RuntimeException e) {
      LOG.warn("import {} failed while {}: {}", job.id(), job.state(), Faults.describe(e));
      return false;
    }
  }

  /** The file is missing or damaged; what was taken of it stays. */
  private void breakOff(long id) {
    transactions.decide(
        () -> {
          ImportJob now = store.find(id).orElseThrow();
          Counts counts = now.counts().wrong(1);
          List<BadLine> damaged = List.of(new BadLine(1, "", "damaged", ""));
          return store.step(now, now.with(State.REFUSED, counts, damaged));
        });
  }

  /** What is done with one file, while this node may. */
  private final class Turn {
    private ImportJob job;

    Turn(ImportJob job) {
      this.job = job;
    }

    void take() throws IOException {
      if (job.state() == State.LOOKING) {
        look();
      }
      if (job.state() == State.TAKING) {
        ArticleImport.Taking taking = articles.taking(job, this::piece);
        each(new BadLines(), taking::take);
        taking.rest();
        transactions.decide(() -> moved(job.with(State.TAKEN, job.counts())));
      }
    }

    private void look() throws IOException {
      ArticleImport.Looking looking = articles.looking(job);
      each(
          looking.bad(),
          row -> {
            looking.look(row);
            if (looking.lines() % TOLD == 0) {
              go(job.with(State.LOOKING, job.counts().looked(looking.lines())));
            }
          });
      Counts counts = job.counts().looked(looking.lines());
      go(
          looking.bad().isEmpty()
              ? job.with(State.TAKING, counts)
              : job.with(
                  State.REFUSED, counts.wrong(looking.bad().total()), looking.bad().first()));
    }

    private void each(BadLines bad, Consumer<FileRow> taker) throws IOException {
      try (Reader file =
          new InputStreamReader(
              blobs.open(job.upload().content().sha256()),
              Charset.forName(job.upload().charset()))) {
        ArticleFile.each(file, job.upload().form(), bad, taker);
      }
    }

    private void go(ImportJob next) {
      mustGoOn();
      job = transactions.decide(() -> moved(next));
    }

    /** Takes some and says so; a piece that lost a race is decided anew, and counted once. */
    private void piece(int rows, ArticleImport.Piece piece) {
      mustGoOn();
      job =
          transactions.decide(
              () -> {
                ArticleImport.Change change = piece.take();
                return moved(
                    job.with(
                        State.TAKING, job.counts().took(rows, change.added(), change.changed())));
              });
    }

    private ImportJob moved(ImportJob next) {
      if (!store.step(job, next)) {
        throw new Left();
      }
      return next;
    }

    private void mustGoOn() {
      if (ending || !leases.hold(LEASE, LEASE_TIME)) {
        throw new Left();
      }
    }
  }
}
