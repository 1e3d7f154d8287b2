package org.madoguchi.knowledge.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.knowledge.PublishedFiles;
import org.madoguchi.knowledge.internal.FileStore.ArticleFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Files for citizens: those that what they read names, of what is there. */
@Component
public final class OpenFiles implements PublishedFiles {
  private final KnowledgeTransactions transactions;
  private final FileStore files;
  private final OpenArticles open;
  private final BlobStore blobs;

  @Activate
  public OpenFiles(
      @Reference KnowledgeTransactions transactions,
      @Reference FileStore files,
      @Reference OpenArticles open,
      @Reference BlobStore blobs) {
    this.transactions = transactions;
    this.files = files;
    this.open = open;
    this.blobs = blobs;
  }

  @Override
  public Optional<PublishedFile> open(MunicipalityId municipality, long article, long file)
      throws IOException {
    Optional<ArticleFile> found = transactions.read(() -> named(municipality, article, file));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ArticleFile it = found.get();
    try {
      return Optional.of(
          new PublishedFile(
              it.name(), it.shownAs(), it.content().size(), blobs.open(it.content().sha256())));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private Optional<ArticleFile> named(MunicipalityId municipality, long article, long file) {
    return open.find(municipality, article)
        .filter(read -> ArticleFiles.isNamed(read.content(), file))
        .flatMap(read -> files.find(article, file))
        .filter(found -> !found.removed());
  }
}
