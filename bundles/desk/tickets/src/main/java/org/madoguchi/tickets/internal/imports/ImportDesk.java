package org.madoguchi.tickets.internal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tables.CsvBody;
import org.madoguchi.tickets.internal.DeskRules;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.imports.ImportJob.Counts;
import org.madoguchi.tickets.internal.imports.ImportJob.Form;
import org.madoguchi.tickets.internal.imports.ImportJob.State;
import org.madoguchi.tickets.internal.imports.ImportJob.Upload;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports of old tickets as people order them: whoever may in a municipality sees all of its
 * imports. The work itself is done by {@link ImportWorker}.
 */
@Component(service = ImportDesk.class)
public final class ImportDesk {
  private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);

  /** The web's own limit, which an administrator sets, comes before this one. */
  private static final long LARGEST = 1L << 30;

  private static final int SHOWN = 50;
  private static final int TRIES = 20;
  private static final byte[] MAILBOX = "From ".getBytes(StandardCharsets.US_ASCII);

  private final TicketTransactions transactions;
  private final ImportStore store;
  private final Looks looks;
  private final ImportBell bell;
  private final BlobStore blobs;
  private final DeskRules rules;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public ImportDesk(
      @Reference TicketTransactions transactions,
      @Reference ImportStore store,
      @Reference Looks looks,
      @Reference ImportBell bell,
      @Reference BlobStore blobs,
      @Reference DeskRules rules,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.looks = looks;
    this.bell = bell;
    this.blobs = blobs;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Keeps a file; nothing is done with it yet.
   *
   * @throws DomainException municipality-not-found; body-too-large; storage-full; malformed-body
   *     when it is neither mails nor text
   * @throws IOException the content broke off; nothing is kept
   */
  public ImportJob upload(
      AccessScope scope, MunicipalityId municipality, String fileName, InputStream content)
      throws IOException {
    mustImport(scope, municipality);
    BlobRef stored = stored(content);
    boolean mails = Arrays.equals(blobs.head(stored.sha256(), MAILBOX.length), MAILBOX);
    String charset = mails ? "" : charset(stored);
    Upload upload = new Upload(fileName, mails ? Form.MBOX : Form.CSV, charset, stored);
    ImportJob job =
        new ImportJob(
            ids.next("import-job"),
            municipality,
            scope.who(),
            upload,
            State.UPLOADED,
            Optional.empty(),
            "",
            0,
            Counts.NONE,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return transactions.decide(
        () -> {
          store.add(job);
          return job;
        });
  }

  private BlobRef stored(InputStream content) throws IOException {
    try {
      return blobs.put(content, LARGEST);
    } catch (BlobStore.TooLarge e) {
      throw new DomainException(Problems.BODY_TOO_LARGE, LARGEST);
    } catch (BlobStore.Unwritable e) {
      LOG.error("a file of old tickets cannot be stored: {}", e.getCause().toString());
      throw new DomainException(Problems.STORAGE_FULL);
    }
  }

  private String charset(BlobRef file) throws IOException {
    if (file.size() == 0) {
      throw new DomainException(Problems.MALFORMED_BODY);
    }
    return CsvBody.charset("", () -> blobs.open(file.sha256())).name();
  }

  /** The newest of all municipalities the person imports for. */
  public List<ImportJob> list(AccessScope scope) {
    Set<MunicipalityId> reached =
        scope.reaches(Permission.TICKET_IMPORT).stream()
            .map(Reach::municipality)
            .collect(Collectors.toSet());
    return reached.isEmpty() ? List.of() : transactions.read(() -> store.of(reached, SHOWN));
  }

  /**
   * @throws DomainException import-not-found
   */
  public ImportJob find(AccessScope scope, long id) {
    return transactions.read(() -> required(scope, id));
  }

  public List<String> headings(ImportJob job) throws IOException {
    return looks.headings(job.upload());
  }

  /** What the mapping would make of the beginning of the file. */
  public Looks.Preview preview(ImportJob job, Mapping mapping) throws IOException {
    return looks.preview(job.municipality(), job.upload(), mapping);
  }

  /**
   * Reads the whole file with this meaning and tells what is wrong, without taking a ticket.
   * Nothing while the import is at work.
   */
  public ImportJob check(AccessScope scope, long id, Mapping mapping) {
    return turn(
        scope,
        id,
        State.CHECKABLE,
        job -> {
          Counts before = job.counts();
          Counts counts = new Counts(0, 0, 0, 0, before.taken() - before.removed(), 0, 0, 0, 0);
          store.removeProblems(id);
          return job.meaning(mapping).with(State.READING, "", 0, counts);
        });
  }

  /** Takes the tickets that were found good. Nothing before they were looked at. */
  public ImportJob start(AccessScope scope, long id) {
    return turn(
        scope, id, Set.of(State.CHECKED), job -> job.with(State.RUNNING, "", 0, job.counts()));
  }

  /** What was taken stays. */
  public ImportJob stop(AccessScope scope, long id) {
    return turn(
        scope, id, State.STOPPABLE, job -> job.with(State.STOPPED, job.place(), 0, job.counts()));
  }

  /** Takes every ticket away again that nobody has worked on. */
  public ImportJob undo(AccessScope scope, long id) {
    return turn(
        scope,
        id,
        State.UNDOABLE,
        job -> {
          store.removeProblems(id);
          return job.with(State.UNDOING, "", 0, job.counts().withoutProblems());
        });
  }

  /** What is wrong with the file, and what stayed; the first of it. */
  public List<Problem> problems(AccessScope scope, long id) {
    return transactions.read(
        () -> {
          required(scope, id);
          return store.problems(id);
        });
  }

  private interface Turn {
    ImportJob of(ImportJob job);
  }

  /** The worker's steps go on meanwhile: what was one step behind is decided anew. */
  private ImportJob turn(AccessScope scope, long id, Set<State> from, Turn turn) {
    for (int i = 0; i < TRIES; i++) {
      try {
        ImportJob turned = transactions.decide(() -> turned(required(scope, id), from, turn));
        bell.ring();
        return turned;
      } catch (Overtaken e) {
        LOG.debug("import {} took a step meanwhile", id);
      }
    }
    throw new DomainException(Problems.CONFLICT);
  }

  private ImportJob turned(ImportJob job, Set<State> from, Turn turn) {
    if (!from.contains(job.state())) {
      return job;
    }
    ImportJob after = turn.of(job);
    if (!store.step(job, after)) {
      throw new Overtaken();
    }
    return after;
  }

  private ImportJob required(AccessScope scope, long id) {
    return store
        .find(id)
        .filter(job -> scope.may(Permission.TICKET_IMPORT, job.municipality()))
        .orElseThrow(() -> new DomainException(TicketProblems.IMPORT_NOT_FOUND));
  }

  private void mustImport(AccessScope scope, MunicipalityId municipality) {
    if (!scope.may(Permission.TICKET_IMPORT, municipality)) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
    rules.municipality(municipality);
  }
}
