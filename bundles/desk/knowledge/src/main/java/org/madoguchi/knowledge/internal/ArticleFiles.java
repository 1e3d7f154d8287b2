package org.madoguchi.knowledge.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.internal.FileStore.ArticleFile;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Shown;
import org.madoguchi.tickets.StaffFiles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Files of articles: forms, leaflets, and the pictures in their texts. Whoever works with an
 * article sees all of them, readers those that the text they read names.
 */
@Component(service = ArticleFiles.class)
public final class ArticleFiles {
  static final int MOST_FILES = 50;

  private static final String IDS = "knowledge-file";

  /** Content on its way to somebody, who closes it. */
  public record Download(ArticleFile file, InputStream content) {}

  private final KnowledgeTransactions transactions;
  private final FileStore store;
  private final ArticleDesk desk;
  private final BlobStore blobs;
  private final EventLog log;
  private final IdSource ids;
  private final Clock clock;

  // Comes and goes with the tickets, whose rules for files it knows.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile StaffFiles gate;

  @Activate
  public ArticleFiles(
      @Reference KnowledgeTransactions transactions,
      @Reference FileStore store,
      @Reference ArticleDesk desk,
      @Reference BlobStore blobs,
      @Reference EventLog log,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.desk = desk;
    this.blobs = blobs;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @throws DomainException article-not-found; forbidden; article-files-too-many; and what {@link
   *     StaffFiles#take} refuses
   * @throws IOException the content broke off; nothing is kept
   */
  public ArticleFile add(AccessScope scope, long article, String name, InputStream content)
      throws IOException {
    Article to = transactions.read(() -> writable(scope, article));
    mustHaveRoom(transactions.read(() -> store.of(article)));
    StaffFiles present = gate;
    if (present == null) {
      throw new DomainException(Problems.UNAVAILABLE);
    }
    StaffFiles.Taken taken = present.take(to.municipality(), name, content);
    return transactions.decide(() -> added(scope, article, taken));
  }

  private ArticleFile added(AccessScope scope, long id, StaffFiles.Taken taken) {
    Article article = writable(scope, id);
    mustHaveRoom(store.of(id));
    ArticleFile file =
        new ArticleFile(
            ids.next(IDS),
            id,
            taken.file().fileName(),
            taken.shownAs(),
            taken.file().content(),
            false,
            scope.who(),
            now(),
            1);
    store.add(file);
    tell(article, file, scope.who(), KnowledgeEvents.FILE_ADDED, Map.of("article", id));
    return file;
  }

  private static void mustHaveRoom(List<ArticleFile> files) {
    if (files.stream().filter(f -> !f.removed()).count() >= MOST_FILES) {
      throw new DomainException(KnowledgeProblems.TOO_MANY_FILES, MOST_FILES);
    }
  }

  private Article writable(AccessScope scope, long id) {
    Article article = desk.worked(scope, id);
    scope.require(Permission.KNOWLEDGE_WRITE, article.tag());
    return article;
  }

  /**
   * All of them, for those who work with the article.
   *
   * @throws DomainException article-not-found; forbidden
   */
  public List<ArticleFile> of(AccessScope scope, long article) {
    return transactions.read(() -> store.of(desk.worked(scope, article).id()));
  }

  /**
   * Takes a file away from readers, or brings it back.
   *
   * @throws DomainException article-not-found; forbidden; article-file-not-found
   */
  public ArticleFile remove(AccessScope scope, long article, long id, boolean removed) {
    return transactions.decide(
        () -> {
          Article of = writable(scope, article);
          ArticleFile before = found(article, id);
          if (before.removed() == removed) {
            return before;
          }
          if (!removed) {
            mustHaveRoom(store.of(article));
          }
          ArticleFile after = before.with(removed);
          store.save(after);
          tell(
              of,
              after,
              scope.who(),
              KnowledgeEvents.FILE_CHANGED,
              Map.of("article", article, "removed", removed));
          return after;
        });
  }

  private ArticleFile found(long article, long id) {
    return store
        .find(article, id)
        .orElseThrow(() -> new DomainException(KnowledgeProblems.FILE_NOT_FOUND));
  }

  /**
   * @throws DomainException article-not-found; article-file-not-found; article-content-missing
   */
  public Download open(AccessScope scope, long article, long id) throws IOException {
    ArticleFile file = transactions.read(() -> seen(scope, article, id));
    try {
      return new Download(file, blobs.open(file.content().sha256()));
    } catch (FileNotFoundException | BlobStore.Damaged e) {
      throw new DomainException(KnowledgeProblems.CONTENT_MISSING);
    }
  }

  private ArticleFile seen(AccessScope scope, long id, long file) {
    Article article = desk.visible(scope, id);
    ArticleFile found = found(id, file);
    if (!Sight.works(scope, article.tag()) && (found.removed() || !isNamed(article, file))) {
      throw new DomainException(KnowledgeProblems.FILE_NOT_FOUND);
    }
    return found;
  }

  private boolean isNamed(Article article, long file) {
    return isNamed(desk.content(article.id(), article.shown().map(Shown::edition).orElse(0)), file);
  }

  static boolean isNamed(Content shown, long file) {
    String name = "\"attachment:" + file + "\"";
    return shown.body().contains(name)
        || shown.translations().stream().anyMatch(t -> t.body().contains(name));
  }

  private void tell(
      Article article, ArticleFile file, StaffId who, String type, Map<String, ?> payload) {
    NewEvent event =
        new NewEvent(
            KnowledgeEvents.STREAM,
            KnowledgeEvents.FILE + file.id(),
            file.version(),
            type,
            1,
            ArticleEvents.written(payload),
            article.tag(),
            who,
            now());
    log.append(transactions.transactions(), List.of(event));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
