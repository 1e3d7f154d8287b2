package org.madoguchi.knowledge.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.store.BlobRef;

/** Files of articles, as rows. */
public interface FileStore {
  /**
   * @param shownAs the type of a picture; '' for what is only saved
   * @param version the sequence of its last event
   */
  record ArticleFile(
      long id,
      long article,
      String name,
      String shownAs,
      BlobRef content,
      boolean removed,
      StaffId author,
      Instant at,
      long version) {
    ArticleFile with(boolean gone) {
      return new ArticleFile(id, article, name, shownAs, content, gone, author, at, version + 1);
    }
  }

  /** By id, removed ones too. */
  List<ArticleFile> of(long article);

  Optional<ArticleFile> find(long article, long id);

  void add(ArticleFile file);

  void save(ArticleFile file);
}
