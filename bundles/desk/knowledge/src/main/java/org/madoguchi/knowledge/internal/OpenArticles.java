package org.madoguchi.knowledge.internal;

import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.knowledge.internal.ArticleStore.Read;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What citizens read, and nothing else. */
@Component(service = OpenArticles.class)
public final class OpenArticles {
  private final ArticleStore store;

  @Activate
  public OpenArticles(@Reference ArticleStore store) {
    this.store = store;
  }

  /** Of that municipality; within a transaction. */
  Optional<Read> find(MunicipalityId municipality, long id) {
    return store.shown(List.of(id)).stream()
        .filter(read -> read.article().municipality().equals(municipality))
        .filter(read -> ShownArticles.published(read.article(), read.content()).isOpen())
        .findFirst();
  }
}
