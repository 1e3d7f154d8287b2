package org.madoguchi.knowledge.internal;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.internal.ArticleStore.Edition;
import org.madoguchi.knowledge.internal.ArticleStore.Filter;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Field;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Shown;
import org.madoguchi.knowledge.internal.domain.Today;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Articles, read by whoever may and written by their sections. */
@Component(service = ArticleDesk.class)
public final class ArticleDesk {
  /** The series the ids of articles are of. */
  public static final String IDS = "knowledge-article";

  /**
   * An article as somebody sees it.
   *
   * @param works whether the person sees drafts of it too
   * @param related those of the edition's related articles that the person sees
   */
  public record Seen(
      Article article, int edition, Content content, boolean works, List<Article> related) {}

  /**
   * @param next what the next page begins before; empty on the last
   */
  public record Page(List<Article> articles, OptionalLong next) {}

  /** An article to be written. */
  public record Order(String requestId, MunicipalityId municipality, Details details) {}

  private final KnowledgeTransactions transactions;
  private final ArticleStore store;
  private final Journal journal;
  private final Directory directory;
  private final EventLog log;
  private final IdSource ids;
  private final KnownThings known;

  @Activate
  public ArticleDesk(
      @Reference KnowledgeTransactions transactions,
      @Reference ArticleStore store,
      @Reference Journal journal,
      @Reference Directory directory,
      @Reference EventLog log,
      @Reference IdSource ids) {
    this.transactions = transactions;
    this.store = store;
    this.journal = journal;
    this.directory = directory;
    this.log = log;
    this.ids = ids;
    this.known = new KnownThings(directory, store);
  }

  /**
   * @param municipality empty = all the caller works for
   * @param wanted its parts are put in here
   * @throws DomainException municipality-not-found
   */
  public Page page(
      AccessScope scope,
      Optional<MunicipalityId> municipality,
      Filter wanted,
      OptionalLong before,
      int limit) {
    municipality.ifPresent(m -> mustBeThere(scope, m));
    Filter filter =
        new Filter(
            wanted.work() ? Sight.work(scope, municipality) : Sight.read(scope, municipality),
            wanted.work(),
            wanted.section(),
            wanted.category(),
            wanted.progress(),
            wanted.returned(),
            wanted.standing(),
            wanted.visibility(),
            wanted.words());
    List<Article> found = transactions.read(() -> store.page(filter, before, limit + 1));
    return found.size() <= limit
        ? new Page(found, OptionalLong.empty())
        : new Page(found.subList(0, limit), OptionalLong.of(found.get(limit - 1).id()));
  }

  /**
   * Readers see the shown edition, whoever works with the article the newest.
   *
   * @param edition another one; readers have no choice
   * @throws DomainException article-not-found, also for one out of reach; edition-not-found
   */
  public Seen find(AccessScope scope, long id, OptionalInt edition) {
    return transactions.read(
        () -> {
          Article article = visible(scope, id);
          boolean works = Sight.works(scope, article.tag());
          int shown = article.shown().map(Shown::edition).orElse(0);
          int number = edition.orElse(works ? article.edition() : shown);
          if (!works && number != shown) {
            throw new DomainException(KnowledgeProblems.EDITION_NOT_FOUND);
          }
          Content content = content(id, number);
          return new Seen(
              article, number, content, works, related(scope, article, content.related()));
        });
  }

  private List<Article> related(AccessScope scope, Article article, List<Long> ids) {
    Map<Long, Set<SectionId>> audiences = store.audiences(ids);
    return store.find(ids).stream()
        .filter(a -> a.municipality().equals(article.municipality()))
        .filter(
            a ->
                Sight.works(scope, a.tag())
                    || Sight.reads(scope, a, audiences.getOrDefault(a.id(), Set.of())))
        .sorted(Comparator.comparingInt(a -> ids.indexOf(a.id())))
        .toList();
  }

  Content content(long id, int edition) {
    return store
        .content(id, edition)
        .orElseThrow(() -> new DomainException(KnowledgeProblems.EDITION_NOT_FOUND));
  }

  /**
   * The newest first.
   *
   * @throws DomainException article-not-found
   */
  public List<Edition> editions(AccessScope scope, long id, int before, int limit) {
    return transactions.read(() -> store.editions(worked(scope, id).id(), before, limit));
  }

  /**
   * Two editions.
   *
   * @throws DomainException article-not-found; edition-not-found
   */
  public List<Content> both(AccessScope scope, long id, int older, int newer) {
    return transactions.read(
        () -> {
          worked(scope, id);
          return List.of(content(id, older), content(id, newer));
        });
  }

  /**
   * The same request again is the same article.
   *
   * @throws DomainException municipality-not-found; forbidden; invalid-fields
   */
  public Article create(AccessScope scope, Order order) {
    mustBeThere(scope, order.municipality());
    Details details = order.details();
    scope.require(Permission.KNOWLEDGE_WRITE, Article.tag(order.municipality(), details.section()));
    return transactions.decide(
        () ->
            store
                .find(scope.who(), order.requestId())
                .orElseGet(() -> begun(scope, order, details)));
  }

  private Article begun(AccessScope scope, Order order, Details details) {
    MunicipalityId municipality = order.municipality();
    known.mustBeKnown(
        scope, municipality, new Details(SectionId.NONE, 0, Content.empty()), details);
    Today today = journal.today(municipality);
    long id = ids.next(IDS);
    Article article =
        Article.begun(
            id,
            municipality,
            details.section(),
            "madoguchi-" + id,
            details.reviewMonths(),
            details.content(),
            new Article.Making(scope.who(), today.now(), order.requestId()));
    journal.begun(article, details.content());
    return article;
  }

  /**
   * What it is written anew is a draft again, and readers go on seeing what was published.
   *
   * @throws DomainException article-not-found; forbidden; invalid-fields; stale-version with what
   *     others changed
   */
  public Article edit(AccessScope scope, long id, long version, UnaryOperator<Details> change) {
    return transactions.decide(
        () -> {
          Article before = worked(scope, id);
          scope.require(Permission.KNOWLEDGE_WRITE, before.tag());
          Details was = details(before);
          Details wanted = after(was, change.apply(was));
          if (before.version() != version) {
            throw stale(before, version, was, wanted);
          }
          return wanted.equals(was) ? before : edited(scope, before, was, wanted, 0);
        });
  }

  private Details details(Article article) {
    return new Details(
        article.section(), article.reviewMonths(), content(article.id(), article.edition()));
  }

  private static Details after(Details was, Details wanted) {
    return new Details(
        wanted.section(), wanted.reviewMonths(), wanted.content().after(was.content()));
  }

  /**
   * @param restored the edition it is taken from; 0 for none
   */
  Article edited(AccessScope scope, Article before, Details was, Details wanted, int restored) {
    // it may go to another section: one must be allowed there too
    scope.require(Permission.KNOWLEDGE_WRITE, Article.tag(before.municipality(), wanted.section()));
    known.mustBeKnown(scope, before.municipality(), was, wanted);
    Today today = journal.today(before.municipality());
    Article after = before.kept(wanted.section(), wanted.reviewMonths(), today);
    if (!wanted.content().equals(was.content())) {
      after = after.written(wanted.content(), isShown(before, wanted.content()));
    }
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("fields", Field.changed(was, wanted));
    payload.put("edition", after.edition());
    if (restored > 0) {
      payload.put("restored", restored);
    }
    Article noted = journal.noted(after, scope.who(), today, KnowledgeEvents.EDITED, payload);
    if (noted.edition() != before.edition()) {
      store.write(noted, wanted.content(), restored);
    }
    return noted;
  }

  private boolean isShown(Article before, Content wanted) {
    return before.course().standing().isRead()
        && before
            .shown()
            .flatMap(s -> store.content(before.id(), s.edition()))
            .filter(wanted::equals)
            .isPresent();
  }

  /** For whoever may see its drafts. */
  Article worked(AccessScope scope, long id) {
    Article article = visible(scope, id);
    if (!Sight.works(scope, article.tag())) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    return article;
  }

  Article visible(AccessScope scope, long id) {
    return store
        .find(id)
        .filter(a -> Sight.works(scope, a.tag()) || Sight.reads(scope, a, audience(a)))
        .orElseThrow(() -> new DomainException(KnowledgeProblems.ARTICLE_NOT_FOUND));
  }

  private Set<SectionId> audience(Article article) {
    return store.audiences(List.of(article.id())).getOrDefault(article.id(), Set.of());
  }

  void mustBeThere(AccessScope scope, MunicipalityId municipality) {
    if (!Sight.holds(scope, municipality) || directory.municipality(municipality).isEmpty()) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
  }

  /** What others changed since, and what of it this edit wanted otherwise. */
  DomainException stale(Article current, long version, Details theirs, Details yours) {
    Map<String, Object> changed = new LinkedHashMap<>();
    for (CommittedEvent event :
        log.of(KnowledgeEvents.STREAM, ArticleEvents.aggregate(current.id()))) {
      if (event.sequence() > version) {
        for (String name : ArticleEvents.fields(event)) {
          changed.put(name, conflict(event, name, theirs, yours));
        }
      }
    }
    return new DomainException(
        Problems.STALE_VERSION,
        List.of(),
        List.of(),
        Map.of("changed", changed, "version", current.version()));
  }

  private Map<String, Object> conflict(
      CommittedEvent event, String name, Details theirs, Details yours) {
    Map<String, Object> conflict = new LinkedHashMap<>();
    for (Field field : Field.values()) {
      if (field.written().equals(name)) {
        conflict.put("theirs", field.of(theirs));
        if (!field.of(yours).equals(field.of(theirs))) {
          conflict.put("yours", field.of(yours));
        }
      }
    }
    String who = event.actor().value();
    conflict.put(
        "by",
        Map.of("id", who, "name", directory.staff(event.actor()).map(s -> s.name()).orElse(who)));
    conflict.put("at", event.at());
    return conflict;
  }
}
