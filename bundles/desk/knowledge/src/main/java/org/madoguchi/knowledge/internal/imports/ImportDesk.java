package org.madoguchi.knowledge.internal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.BlobRef;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.internal.KnowledgeTransactions;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.imports.ImportJob.Counts;
import org.madoguchi.knowledge.internal.imports.ImportJob.State;
import org.madoguchi.knowledge.internal.imports.ImportJob.Upload;
import org.madoguchi.tables.CsvBody;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of articles as people send them: whoever writes for a whole municipality sees how far all
 * of its files are. The work itself is done by {@link ImportWorker}.
 */
@Component(service = ImportDesk.class)
public final class ImportDesk {
  private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);

  /** The web's own limit, which an administrator sets, comes before this one. */
  static final long LARGEST = 64L * 1024 * 1024;

  private static final int SHOWN = 20;
  private static final String IDS = "knowledge-import";

  private final KnowledgeTransactions transactions;
  private final ImportStore store;
  private final ImportBell bell;
  private final BlobStore blobs;
  private final Directory directory;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public ImportDesk(
      @Reference KnowledgeTransactions transactions,
      @Reference ImportStore store,
      @Reference ImportBell bell,
      @Reference BlobStore blobs,
      @Reference Directory directory,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.bell = bell;
    this.blobs = blobs;
    this.directory = directory;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Keeps a file; it is taken by and by.
   *
   * @param contentType with the charset; without one, UTF-8 is tried and then Shift_JIS
   * @param dryRun looks at it and counts, changes nothing
   * @throws DomainException municipality-not-found; forbidden for whoever writes for some sections
   *     only; body-too-large; storage-full; unsupported-media-type; malformed-body
   * @throws IOException when the file broke off; nothing is kept
   */
  public ImportJob upload(
      AccessScope scope,
      MunicipalityId municipality,
      FileForm form,
      String contentType,
      InputStream content,
      boolean dryRun)
      throws IOException {
    mustManage(scope, municipality, directory);
    BlobRef stored = stored(content);
    String charset = CsvBody.charset(contentType, () -> blobs.open(stored.sha256())).name();
    AccessTag whole = AccessTag.of(municipality);
    ImportJob job =
        new ImportJob(
            ids.next(IDS),
            municipality,
            scope.who(),
            new Upload(form, charset, stored),
            dryRun,
            scope.may(Permission.KNOWLEDGE_APPROVE, whole)
                || scope.may(Permission.TICKET_IMPORT, whole),
            State.LOOKING,
            Counts.NONE,
            List.of(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    transactions.decide(
        () -> {
          store.add(job);
          return null;
        });
    bell.ring();
    return job;
  }

  private BlobRef stored(InputStream content) throws IOException {
    try {
      return blobs.put(content, LARGEST);
    } catch (BlobStore.TooLarge e) {
      throw new DomainException(Problems.BODY_TOO_LARGE, LARGEST);
    } catch (BlobStore.Unwritable e) {
      LOG.error("a file of articles cannot be stored: {}", e.getCause().toString());
      throw new DomainException(Problems.STORAGE_FULL);
    }
  }

  /** The newest of all municipalities the person writes for as a whole. */
  public List<ImportJob> list(AccessScope scope) {
    Set<MunicipalityId> reached =
        scope.reaches(Permission.KNOWLEDGE_WRITE).stream()
            .filter(reach -> reach.section().isNone())
            .map(Reach::municipality)
            .collect(Collectors.toSet());
    return reached.isEmpty() ? List.of() : transactions.read(() -> store.of(reached, SHOWN));
  }

  /**
   * @throws DomainException article-import-not-found, also for one out of reach
   */
  public ImportJob find(AccessScope scope, long id) {
    return transactions
        .read(() -> store.find(id))
        .filter(job -> scope.may(Permission.KNOWLEDGE_WRITE, AccessTag.of(job.municipality())))
        .orElseThrow(() -> new DomainException(KnowledgeProblems.IMPORT_NOT_FOUND));
  }

  static void mustManage(AccessScope scope, MunicipalityId municipality, Directory directory) {
    if (!scope.may(Permission.KNOWLEDGE_READ, municipality)
        || directory.municipality(municipality).isEmpty()) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
    scope.require(Permission.KNOWLEDGE_WRITE, AccessTag.of(municipality));
  }
}
