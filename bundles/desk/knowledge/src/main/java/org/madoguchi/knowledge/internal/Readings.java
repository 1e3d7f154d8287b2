package org.madoguchi.knowledge.internal;

import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.ArticleStore.Read;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Standing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Articles as they are put into an answer: always the edition readers see, also for those who work
 * with a newer one. Many at once.
 */
@Component(service = Readings.class)
public final class Readings {
  private final KnowledgeTransactions transactions;
  private final ArticleStore store;
  private final Directory directory;

  @Activate
  public Readings(
      @Reference KnowledgeTransactions transactions,
      @Reference ArticleStore store,
      @Reference Directory directory) {
    this.transactions = transactions;
    this.store = store;
    this.directory = directory;
  }

  /** Those the person reads, in the order they are asked for; of the others there is no trace. */
  public List<Read> of(AccessScope scope, List<Long> ids) {
    return transactions.read(() -> store.shown(ids)).stream()
        .filter(read -> reads(scope, read))
        .sorted(Comparator.comparingInt(read -> ids.indexOf(read.article().id())))
        .toList();
  }

  private static boolean reads(AccessScope scope, Read read) {
    Article article = read.article();
    return Sight.works(scope, article.tag())
        || Sight.reads(scope, article, new HashSet<>(read.content().sections()));
  }

  /**
   * Where citizens read it in a language, or in Japanese where their pages have no other; empty for
   * what they do not see, and without pages for them.
   */
  public Optional<String> link(Read read, String language) {
    Article article = read.article();
    if (read.content().visibility() != Visibility.PUBLIC
        || article.course().standing() == Standing.EXPIRED) {
      return Optional.empty();
    }
    return directory
        .municipality(article.municipality())
        .filter(m -> m.setting("portal.enabled").filter(v -> v.strip().equals("true")).isPresent())
        .flatMap(m -> link(m, article, language));
  }

  private static Optional<String> link(Municipality there, Article article, String language) {
    boolean spoken =
        there
            .setting("portal.languages")
            .map(
                all ->
                    language.equals("ja")
                        || List.of(all.strip().split("\\s*,\\s*")).contains(language))
            .orElse(true);
    return there
        .setting("portal.address")
        .flatMap(Readings::origin)
        .map(
            origin ->
                String.join(
                    "/",
                    origin,
                    there.id().value(),
                    spoken ? language : "ja",
                    "faq",
                    Long.toString(article.id())));
  }

  /** As the portal reads it. */
  private static Optional<String> origin(String address) {
    try {
      URI uri = URI.create(address.strip());
      boolean sound = uri.getHost() != null && ("" + uri.getScheme()).matches("https?");
      return sound
          ? Optional.of(uri.getScheme() + "://" + uri.getRawAuthority())
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
