package org.madoguchi.knowledge.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManagerFactory;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.kernel.store.Leases;
import org.madoguchi.knowledge.PreparedArticles;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.ArticleStore.Filter;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Progress;
import org.madoguchi.knowledge.internal.domain.Step;
import org.madoguchi.knowledge.internal.imports.ArticleExport;
import org.madoguchi.knowledge.internal.imports.ArticleImport;
import org.madoguchi.knowledge.internal.imports.FileForm;
import org.madoguchi.knowledge.internal.imports.ImportBell;
import org.madoguchi.knowledge.internal.imports.ImportDesk;
import org.madoguchi.knowledge.internal.imports.ImportJob;
import org.madoguchi.knowledge.internal.imports.ImportStore;
import org.madoguchi.knowledge.internal.imports.ImportWorker;
import org.madoguchi.knowledge.internal.imports.MissingArticles;
import org.madoguchi.knowledge.internal.jpa.JpaArticleStore;
import org.madoguchi.knowledge.internal.jpa.JpaCommentStore;
import org.madoguchi.knowledge.internal.jpa.JpaFileStore;
import org.madoguchi.knowledge.internal.jpa.JpaFindingStore;
import org.madoguchi.knowledge.internal.jpa.JpaImportStore;
import org.madoguchi.knowledge.internal.jpa.JpaPinStore;
import org.madoguchi.knowledge.internal.jpa.JpaProposalStore;
import org.madoguchi.knowledge.internal.jpa.JpaRuleStore;
import org.madoguchi.knowledge.internal.jpa.JpaUseStore;
import org.madoguchi.knowledge.internal.jpa.KnowledgeUnit;
import org.madoguchi.persistence.internal.FileBlobStore;
import org.madoguchi.testing.database.TestDatabase;
import org.madoguchi.tickets.AttachmentContent;
import org.madoguchi.tickets.StaffFiles;
import org.madoguchi.tickets.TicketRef;

/** The room's parts on one database, wired as in the container, and who works with them. */
public final class Room {
  public static final MunicipalityId MIHON = new MunicipalityId("mihon");
  public static final MunicipalityId AOBA = new MunicipalityId("aoba");
  public static final SectionId PENSION = new SectionId("hoken-nenkin");
  public static final SectionId TAX = new SectionId("shiminzei");

  public static final AccessScope OPERATOR = one("suzuki", MIHON, Role.OPERATOR, SectionId.NONE);
  public static final AccessScope SUPERVISOR = one("mori", MIHON, Role.SUPERVISOR, SectionId.NONE);
  public static final AccessScope PENSION_STAFF = one("kato", MIHON, Role.SECTION_STAFF, PENSION);
  public static final AccessScope PENSION_HEAD = one("oka", MIHON, Role.SECTION_STAFF, PENSION);
  public static final AccessScope TAX_STAFF = one("kubo", MIHON, Role.SECTION_STAFF, TAX);
  public static final AccessScope AOBA_SUPERVISOR =
      one("aoki", AOBA, Role.SUPERVISOR, SectionId.NONE);

  /** Of a file, in bytes. */
  public static final long LARGEST = 1_000;

  /** Somewhere in the afternoon, in みほん市. */
  public static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

  /** A clock that is set. */
  public static final class SetClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    public void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  public final SetClock clock = new SetClock();
  public final MemoryDirectory directory = new MemoryDirectory();
  public final KnowledgeUnit unit;
  public final ArticleStore store;
  public final ArticleDesk desk;
  public final ArticleSteps steps;
  public final SectionRules rules;
  public final Comments comments;
  public final Uses uses;
  public final TimedTurns turns;
  public final ArticleFindings findings;
  public final FindingTurns looks;
  public final ShownArticles shown;
  public final Journal journal;
  public final Proposals proposals;
  public final ImportDesk imports;
  public final ImportWorker worker;
  public final ArticleExport exports;
  public final ArticleFiles files;
  public final PreparedArticles prepared;
  public final CitizenUses citizens;
  public final OpenFiles openFiles;
  public final PinSwitch pins;
  public final PinBoard board;
  public final PinStore pinStore;

  /** Tickets nobody sees any more. */
  public final Set<TicketRef> hidden = new HashSet<>();

  public final FileBlobStore blobs;

  private final TestDatabase database;
  private final ImportStore importStore;
  private final ArticleImport articles;

  public Room(TestDatabase database) {
    this(database, Map.of());
  }

  /**
   * @param settings of みほん市
   */
  public Room(TestDatabase database, Map<String, String> settings) {
    this(database, settings, database.entityManagerFactory("madoguchi-knowledge"));
  }

  /** With a persistence unit that is looked at. */
  public Room(TestDatabase database, Map<String, String> settings, EntityManagerFactory factory) {
    this.database = database;
    directory.town(MIHON, settings);
    directory.town(AOBA, Map.of());
    for (MunicipalityId town : List.of(MIHON, AOBA)) {
      directory.section(town, PENSION, "保険年金課");
      directory.section(town, TAX, "市民税課");
    }
    for (AccessScope person : List.of(SUPERVISOR, PENSION_STAFF, PENSION_HEAD, TAX_STAFF)) {
      String login = person.who().value();
      directory.staff(login, "氏名 " + login, login, true, person.grants());
    }
    var log = database.eventLog();
    var ids = database.idSource();
    TurnBell bell = new TurnBell();
    unit = new KnowledgeUnit(factory);
    store = new JpaArticleStore(unit);
    RuleStore ruleStore = new JpaRuleStore(unit);
    journal = new Journal(unit, store, directory, log, clock);
    desk = new ArticleDesk(unit, store, journal, directory, log, ids);
    comments = new Comments(unit, new JpaCommentStore(unit), desk, ids, clock);
    steps = new ArticleSteps(unit, store, desk, journal, ruleStore, comments, bell);
    rules = new SectionRules(unit, ruleStore, journal, directory, log, clock);
    uses = new Uses(unit, new JpaUseStore(unit), desk, journal, ids);
    turns = new TimedTurns(unit, store, journal, database.leases(), clock, bell);
    FindingStore found = new JpaFindingStore(unit);
    findings = new ArticleFindings(unit, found, store, desk, journal);
    looks = new FindingTurns(unit, found, store, journal, directory, database.leases(), clock);
    shown = new ShownArticles(unit, store);
    blobs = blobs(database);
    importStore = new JpaImportStore(unit);
    articles = new ArticleImport(store, journal, directory, ids);
    imports = new ImportDesk(unit, importStore, new ImportBell(), blobs, directory, ids, clock);
    worker = worker(database.leases());
    exports = new ArticleExport(unit, store, directory);
    prepared = new MissingArticles(unit, store, journal, directory, ids, bell);
    files = files(log, ids);
    OpenArticles open = new OpenArticles(store);
    citizens = new CitizenUses(unit, new JpaUseStore(unit), open, journal, ids);
    openFiles = new OpenFiles(unit, new JpaFileStore(unit), open, blobs);
    pinStore = new JpaPinStore(unit);
    pins = new PinSwitch(unit, pinStore, open, directory, log, ids, clock);
    board = new PinBoard(unit, pinStore, clock);
    proposals = new Proposals(unit, new JpaProposalStore(unit), desk, directory, log, ids, clock);
    proposals.tickets = (scope, ticket) -> !hidden.contains(ticket);
  }

  private FileBlobStore blobs(TestDatabase database) {
    try {
      return new FileBlobStore(database.folder(), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ArticleFiles files(EventLog log, IdSource ids) {
    ArticleFiles made =
        new ArticleFiles(unit, new JpaFileStore(unit), desk, blobs, log, ids, clock);
    made.gate =
        (town, name, content) ->
            new StaffFiles.Taken(
                new AttachmentContent(name, "", "", blobs.put(content, LARGEST)),
                name.endsWith(".png") ? "image/png" : "");
    return made;
  }

  /** A file of articles of みほん市, and what became of it. */
  public ImportJob take(AccessScope scope, FileForm form, byte[] file, boolean dryRun) {
    try {
      ImportJob job =
          imports.upload(scope, MIHON, form, "", new ByteArrayInputStream(file), dryRun);
      work();
      return imports.find(scope, job.id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another node's. */
  public ImportWorker worker(Leases leases) {
    return new ImportWorker(unit, importStore, articles, blobs, leases, clock, new ImportBell());
  }

  public void work() {
    while (worker.work()) {
      // until there is nothing to take any more
    }
  }

  private static AccessScope one(
      String login, MunicipalityId municipality, Role role, SectionId section) {
    return AccessScope.of(new StaffId(login), List.of(new Grant(municipality, role, section)));
  }

  public static Written written(String question) {
    return new Written(
        null, null, null, null, question, null, null, null, null, null, null, null, null, null,
        null, null);
  }

  public static Content content(String question, String body, Visibility visibility) {
    Content none = Content.empty();
    return new Content(
        none.category(),
        none.language(),
        question,
        "結論 " + question,
        body,
        List.of(),
        visibility,
        List.of(),
        none.scope(),
        "",
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  public static Details details(SectionId section, String question) {
    return new Details(section, 0, content(question, "<p>本文</p>", Visibility.PUBLIC));
  }

  /** Of 保険年金課, by its staff. */
  public Article draft(String question) {
    return draft(details(PENSION, question));
  }

  public Article draft(Details details) {
    return desk.create(
        PENSION_STAFF, new ArticleDesk.Order(UUID.randomUUID().toString(), MIHON, details));
  }

  /** Approved by the supervisor. */
  public Article published(Details details) {
    return publish(draft(details));
  }

  public Article published(String question) {
    return published(details(PENSION, question));
  }

  public Article publish(Article draft) {
    return step(SUPERVISOR, step(PENSION_STAFF, draft, Step.SUBMIT), Step.APPROVE);
  }

  public Article step(AccessScope who, Article article, Step step) {
    return step(who, article, new ArticleSteps.Order(step, Optional.empty(), 0, ""));
  }

  public Article step(AccessScope who, Article article, ArticleSteps.Order order) {
    return steps.take(who, article.id(), now(article).version(), order);
  }

  public static ArticleSteps.Order at(Step step, Instant time) {
    return new ArticleSteps.Order(step, Optional.of(time), 0, "");
  }

  public Article edit(Article article, UnaryOperator<Content> change) {
    Article now = now(article);
    return desk.edit(
        PENSION_STAFF,
        now.id(),
        now.version(),
        d -> new Details(d.section(), d.reviewMonths(), change.apply(d.content())));
  }

  public static Content asking(Content before, String question) {
    return content(question, before.body(), before.visibility());
  }

  public Article now(Article article) {
    return unit.read(() -> store.find(article.id()).orElseThrow());
  }

  public ArticleDesk.Seen seen(AccessScope who, Article article) {
    return desk.find(who, article.id(), OptionalInt.empty());
  }

  /** What somebody's list shows; of what they work with, or of what they read. */
  public List<String> listed(AccessScope who, boolean work) {
    return desk
        .page(who, Optional.of(MIHON), filter(work, List.of()), OptionalLong.empty(), 100)
        .articles()
        .stream()
        .map(a -> work ? a.newest().question() : a.shown().orElseThrow().heading().question())
        .toList();
  }

  /** The drafts that were sent back and not written anew since. */
  public List<String> returned(AccessScope who) {
    return desk
        .page(who, Optional.of(MIHON), filter(true, true, List.of()), OptionalLong.empty(), 100)
        .articles()
        .stream()
        .map(a -> a.newest().question())
        .toList();
  }

  public static Filter filter(boolean work, List<String> words) {
    return filter(work, false, words);
  }

  private static Filter filter(boolean work, boolean returned, List<String> words) {
    return new Filter(
        List.of(),
        work,
        Optional.empty(),
        "",
        returned ? Optional.of(Progress.DRAFT) : Optional.empty(),
        returned,
        Optional.empty(),
        Optional.empty(),
        words);
  }

  public void turn() {
    while (turns.some()) {
      // until time has nothing to change any more
    }
  }

  /** As an hour later. */
  public void look() {
    clock.forward(Duration.ofHours(1));
    while (looks.some()) {
      // until every municipality was looked over
    }
  }

  public List<String> events(Article article) {
    return database
        .eventLog()
        .of(org.madoguchi.knowledge.KnowledgeEvents.STREAM, ArticleEvents.aggregate(article.id()))
        .stream()
        .map(CommittedEvent::type)
        .toList();
  }
}
