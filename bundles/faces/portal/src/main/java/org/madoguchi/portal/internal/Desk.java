package org.madoguchi.portal.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.knowledge.ArticleUses;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswers;
import org.madoguchi.knowledge.PublishedFiles;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.DocumentKind;
import org.madoguchi.search.SearchIndex;
import org.madoguchi.search.SearchRecords;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What pages are made from. Knowledge and search come and go beside it. */
@Component(service = Desk.class)
public final class Desk {
  private static final int POPULAR_DAYS = 30;
  private static final int POPULAR = 100;

  private record Popular(long at, List<Long> ids) {}

  private static final long POPULAR_FOR_NANOS = 300_000_000_000L;

  final Directory directory;
  final Shelves shelves;
  final Bounds bounds;
  private final Background background;
  private final Map<MunicipalityId, Popular> popular = new ConcurrentHashMap<>();

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile ArticleUses uses;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile PublishedFiles files;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile SearchIndex index;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile SearchRecords records;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile PinnedAnswers pinned;

  @Activate
  public Desk(
      @Reference Directory directory,
      @Reference Shelves shelves,
      @Reference Bounds bounds,
      @Reference Background background) {
    this.directory = directory;
    this.shelves = shelves;
    this.bounds = bounds;
    this.background = background;
  }

  Shelf shelf(Visit visit) {
    return shelves.of(visit.municipality());
  }

  /** What stands on every page just now. */
  List<PinnedAnswer> pinned(MunicipalityId municipality) {
    PinnedAnswers present = pinned;
    return present == null ? List.of() : present.now(municipality);
  }

  Categories categories(Visit visit) {
    return new Categories(directory.categories(visit.municipality()), shelf(visit));
  }

  /** What is looked at most, then what is new, as of some minutes ago. */
  List<Entry> popular(Visit visit, int most) {
    Popular known = popular.get(visit.municipality());
    if (known == null || System.nanoTime() - known.at() > POPULAR_FOR_NANOS) {
      // one reader's page is old rather than that all wait
      popular.put(
          visit.municipality(),
          new Popular(System.nanoTime(), known == null ? List.of() : known.ids()));
      background.later(() -> countPopular(visit.municipality()));
    }
    Shelf shelf = shelf(visit);
    List<Long> ids = known == null ? List.of() : known.ids();
    List<Entry> viewed =
        ids.stream().filter(shelf.byId()::containsKey).map(shelf.byId()::get).toList();
    return Stream.concat(viewed.stream(), shelf.newest().stream().limit(most))
        .distinct()
        .limit(most)
        .toList();
  }

  private void countPopular(MunicipalityId municipality) {
    ArticleUses present = uses;
    if (present != null) {
      List<Long> ids = present.mostViewed(municipality, POPULAR_DAYS, POPULAR);
      popular.put(municipality, new Popular(System.nanoTime(), ids));
    }
  }

  /** Counts that somebody looks at an article. */
  void viewed(Visit visit, long article) {
    if (visit.counts() && bounds.doing(visit.person(), "article " + article).first()) {
      ArticleUses present = uses;
      if (present != null) {
        background.later(() -> present.viewed(visit.municipality(), article));
      }
    }
  }

  /** What the visit's search led to. */
  void led(Visit visit, Optional<Long> article, SearchRecords.Use use) {
    visit
        .search()
        .filter(search -> visit.counts())
        .filter(search -> bounds.doing(visit.person(), use + " " + search + article).first())
        .ifPresent(search -> used(visit, search, article.map(Desk::key), use));
  }

  private void used(Visit visit, UUID search, Optional<DocumentKey> key, SearchRecords.Use use) {
    recorded(present -> present.used(search, visit.municipality(), key, use));
  }

  void made(SearchRecords.Made search) {
    recorded(present -> present.made(search));
  }

  private void recorded(Consumer<SearchRecords> what) {
    SearchRecords present = records;
    if (present != null) {
      background.later(() -> what.accept(present));
    }
  }

  static DocumentKey key(long article) {
    return new DocumentKey(DocumentKind.ARTICLE, Long.toString(article));
  }
}
