package org.madoguchi.tickets.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import javax.persistence.Persistence;
import javax.sql.DataSource;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Validity;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.scan.VirusScanner;
import org.madoguchi.kernel.store.BlobStore;
import org.madoguchi.persistence.internal.FileBlobStore;
import org.madoguchi.testing.database.TestDatabase;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketConversation;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketImport;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.TicketQueries.CitizenKey;
import org.madoguchi.tickets.internal.TicketQueries.Filter;
import org.madoguchi.tickets.internal.alerts.AlertFollower;
import org.madoguchi.tickets.internal.alerts.AlertStore;
import org.madoguchi.tickets.internal.alerts.AlertTurns;
import org.madoguchi.tickets.internal.alerts.Alerts;
import org.madoguchi.tickets.internal.alerts.Colleagues;
import org.madoguchi.tickets.internal.alerts.Following;
import org.madoguchi.tickets.internal.bulk.BulkBell;
import org.madoguchi.tickets.internal.bulk.BulkJobs;
import org.madoguchi.tickets.internal.bulk.BulkReply;
import org.madoguchi.tickets.internal.bulk.BulkStep;
import org.madoguchi.tickets.internal.bulk.BulkSummary;
import org.madoguchi.tickets.internal.bulk.BulkTurns;
import org.madoguchi.tickets.internal.bulk.HandoverFollower;
import org.madoguchi.tickets.internal.census.Census;
import org.madoguchi.tickets.internal.citizens.CitizenHistories;
import org.madoguchi.tickets.internal.citizens.MergeCitizens;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.WrapUp;
import org.madoguchi.tickets.internal.files.FileGate;
import org.madoguchi.tickets.internal.files.FileJudge;
import org.madoguchi.tickets.internal.files.ScannerWatch;
import org.madoguchi.tickets.internal.files.Scanners;
import org.madoguchi.tickets.internal.harassment.Harassment;
import org.madoguchi.tickets.internal.imports.Imports;
import org.madoguchi.tickets.internal.jpa.JpaAlertStore;
import org.madoguchi.tickets.internal.jpa.JpaBulkStore;
import org.madoguchi.tickets.internal.jpa.JpaCitizenMerges;
import org.madoguchi.tickets.internal.jpa.JpaCitizenPasts;
import org.madoguchi.tickets.internal.jpa.JpaCitizenRepository;
import org.madoguchi.tickets.internal.jpa.JpaEntryRepository;
import org.madoguchi.tickets.internal.jpa.JpaFileStates;
import org.madoguchi.tickets.internal.jpa.JpaFormers;
import org.madoguchi.tickets.internal.jpa.JpaHarassmentStore;
import org.madoguchi.tickets.internal.jpa.JpaHeldReplies;
import org.madoguchi.tickets.internal.jpa.JpaImportStore;
import org.madoguchi.tickets.internal.jpa.JpaMergeRepository;
import org.madoguchi.tickets.internal.jpa.JpaPartRepository;
import org.madoguchi.tickets.internal.jpa.JpaProblemStore;
import org.madoguchi.tickets.internal.jpa.JpaSavedViewStore;
import org.madoguchi.tickets.internal.jpa.JpaSplitRepository;
import org.madoguchi.tickets.internal.jpa.JpaStandings;
import org.madoguchi.tickets.internal.jpa.JpaTicketQueries;
import org.madoguchi.tickets.internal.jpa.JpaTicketRepository;
import org.madoguchi.tickets.internal.jpa.TicketUnit;
import org.madoguchi.tickets.internal.macros.ApplyMacro;
import org.madoguchi.tickets.internal.problems.KnownProblems;
import org.madoguchi.tickets.internal.rest.HandoverResource;
import org.madoguchi.tickets.internal.rest.RestDesk;
import org.madoguchi.tickets.internal.saved.SavedCounts;
import org.madoguchi.tickets.internal.saved.SavedViews;
import org.madoguchi.tickets.internal.sending.ReplyPreview;
import org.madoguchi.tickets.internal.sending.TakeBackReply;

/** The whole room on a database, put together as the container does. */
public final class Desk {
  /** A clock that stands until it is moved. */
  public static final class Hands extends Clock {
    private volatile Instant now = Instant.parse("2026-11-02T01:00:00Z");

    public void set(Instant instant) {
      now = instant;
    }

    public void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
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

  public final Hands clock = new Hands();
  final FakeDirectory directory = new FakeDirectory();
  final DeskRules rules;
  public final FileJudge judge;
  public final ScannerWatch scanner;
  public final FileGate gate;
  final DataSource dataSource;
  final TicketUnit unit;
  final EventLog log;
  final BlobStore blobs;
  final TicketIntake intake;
  final TicketConversation conversation;
  final TicketImport historic;
  final Formers formers;
  public final Imports imports;
  final OpenTicket opening;
  final EditTicket editing;
  final LinkTickets linking;
  final MergeTickets merging;
  final SplitTickets splitting;
  final Contributions contributions;
  final WriteEntry writing;
  final TakeBackReply takingBack;
  public final BulkJobs bulk;
  final BulkStep bulkStep;
  public final BulkTurns bulkWorker;
  public final HandoverFollower handovers;
  public final HandoverResource handoverRest;
  final Census census;
  final TicketQueries queries;
  final TicketQueues queues;
  final TicketViews views;
  final ToldTickets toldTickets;
  final Drafts drafts;
  final TicketFiles files;
  final Histories histories;
  final CitizenDesk citizens;
  final MergeCitizens mergingCitizens;
  final CitizenHistories citizenHistories;
  final ForwardedMessages forwarded;
  public final SavedViews savedViews;
  public final KnownProblems problems;
  public final Harassment harassment;
  public final ApplyMacro macros;
  public final AlertStore alertStore;
  final Function<AlertStore, AlertFollower> alertFollowers;
  private final TestDatabase database;
  private long told;
  public final RestDesk rest;

  public Desk(TestDatabase database) {
    this(database, database.dataSource());
  }

  /**
   * @param dataSource what the unit works on; the database's own or one around it
   */
  public Desk(TestDatabase database, DataSource dataSource) {
    this.database = database;
    this.dataSource = dataSource;
    unit =
        new TicketUnit(
            dataSource == database.dataSource()
                ? database.entityManagerFactory("madoguchi-tickets")
                : Persistence.createEntityManagerFactory(
                    "madoguchi-tickets", Map.of("javax.persistence.nonJtaDataSource", dataSource)));
    log = database.eventLog();
    blobs = blobs(database);
    var ids = database.idSource();
    census = new Census(new JpaStandings(unit));
    census.beginsBehind(log.head());
    var merges = new JpaMergeRepository(unit);
    var parts = new JpaPartRepository(unit);
    var tickets = new JpaTicketRepository(unit, log, census, merges);
    var entries = new JpaEntryRepository(unit);
    var people = new JpaCitizenRepository(unit, log);
    queries = new JpaTicketQueries(unit);
    var access = new TicketAccess(tickets, merges);
    rules = new DeskRules(directory, ids);
    var register = new CitizenRegister(people, tickets, ids);
    var states = new JpaFileStates(unit);
    judge = new FileJudge(blobs);
    scanner = new ScannerWatch(directory, unit, states);
    gate = new FileGate(directory, scanner);
    var routes = new ReplyRoutes(entries, people, merges);
    toldTickets = new ToldTickets(unit, tickets, merges, queries, people);
    var lying = new LyingEntries(tickets, entries);
    intake =
        new ContactIntake(
            unit, access, tickets, entries, lying, people, register, judge, rules, ids, clock);
    var held = new JpaHeldReplies(unit);
    conversation =
        new OutgoingConversation(
            unit, tickets, entries, lying, people, routes, gate, held, ids, clock);
    formers = new JpaFormers(unit);
    var batch = new HistoricBatch(tickets, entries, people, register, formers, rules, ids, clock);
    historic = new HistoricImport(unit, batch);
    imports =
        new Imports(
            directory,
            rules,
            unit,
            new JpaImportStore(unit),
            blobs,
            batch,
            formers,
            tickets,
            ids,
            clock);
    opening = new OpenTicket(unit, tickets, entries, people, register, rules, ids, clock);
    editing = new EditTicket(unit, access, tickets, rules, log, clock);
    linking = new LinkTickets(unit, access, tickets, queries, clock);
    merging = new MergeTickets(unit, access, tickets, merges, parts, people, entries, clock);
    splitting =
        new SplitTickets(
            unit,
            access,
            tickets,
            entries,
            merges,
            new JpaSplitRepository(unit),
            merging,
            rules,
            editing,
            ids,
            clock);
    contributions = new Contributions(unit, access, tickets, parts, clock);
    var signatures = new Signatures(directory);
    var identities = new FakeIdentities(directory);
    var colleagues = new Colleagues(directory, identities);
    alertStore = new JpaAlertStore(unit, log);
    alertFollowers = store -> new AlertFollower(unit, tickets, merges, store, identities, log, ids);
    writing =
        new WriteEntry(
            unit,
            access,
            tickets,
            entries,
            routes,
            gate,
            signatures,
            held,
            colleagues,
            rules,
            ids,
            clock);
    takingBack = new TakeBackReply(unit, access, tickets, entries, held, log, clock);
    queues = new TicketQueues(unit, queries, census, clock);
    views =
        new TicketViews(
            unit, access, tickets, merges, parts, entries, queries, people, held, formers, rules,
            clock);
    drafts = new Drafts(unit, access, entries, clock);
    files = new TicketFiles(unit, access, queries, entries, blobs, judge, gate, states, ids, clock);
    histories = new Histories(unit, access, tickets, log);
    citizens = new CitizenDesk(unit, people, queries, log, clock);
    var citizenMerges = new JpaCitizenMerges(unit, people);
    mergingCitizens = new MergeCitizens(unit, people, citizenMerges, citizens, clock);
    citizenHistories =
        new CitizenHistories(unit, people, citizenMerges, new JpaCitizenPasts(unit), citizens, log);
    var bulkStore = new JpaBulkStore(unit);
    bulkStep =
        new BulkStep(
            unit,
            bulkStore,
            access,
            tickets,
            new BulkReply(writing, entries, held),
            rules,
            identities,
            clock);
    var summary = new BulkSummary(bulkStore, alertStore, tickets, ids, clock);
    bulk = new BulkJobs(unit, bulkStore, bulkStep, new BulkBell(), summary, ids, clock);
    problems = new KnownProblems(unit, new JpaProblemStore(unit, log), directory, log, ids, clock);
    bulkWorker = new BulkTurns(unit, bulkStore, bulkStep, queries, directory, summary, clock);
    handovers = new HandoverFollower(bulk, queries, clock);
    handoverRest = new HandoverResource(unit, queries, bulk);
    forwarded = new ForwardedMessages(unit, access, tickets, entries, people, register, clock);
    savedViews = new SavedViews(unit, new JpaSavedViewStore(unit, log), directory, ids, clock);
    harassment =
        new Harassment(
            unit,
            access,
            tickets,
            entries,
            new JpaHarassmentStore(unit),
            directory,
            identities,
            ids,
            clock);
    var following = new Following(unit, access, alertStore, colleagues);
    macros =
        new ApplyMacro(
            unit, access, tickets, entries, writing, editing, following, rules, directory, ids,
            clock);
    rest =
        new RestDesk(
            directory,
            queues,
            opening,
            editing,
            linking,
            merging,
            splitting,
            contributions,
            writing,
            views,
            drafts,
            files,
            histories,
            citizens,
            mergingCitizens,
            citizenHistories,
            gate,
            takingBack,
            new ReplyPreview(unit, access, routes, signatures),
            bulk,
            forwarded,
            rules,
            savedViews,
            new SavedCounts(unit, queries, savedViews, clock),
            new Alerts(unit, alertStore),
            following,
            imports.desk,
            problems,
            harassment,
            macros,
            clock);
  }

  /** As when the plug-in is installed. */
  void installed(VirusScanner virusScanner) {
    Scanners.install(scanner, virusScanner);
  }

  private BlobStore blobs(TestDatabase database) {
    try {
      return new FileBlobStore(database.folder(), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings of みほん市. */
  public void settle(Map<String, String> settings) {
    directory.town(People.MIHON, "みほん市", settings);
  }

  /** Tells everybody what happened since the last time, as the relay would. */
  public void tellNews() {
    database.stampEvents();
    List<CommittedEvent> news = log.after(told, 1_000);
    alertFollowers.apply(alertStore).follow(news);
    told = news.isEmpty() ? told : news.get(news.size() - 1).position();
  }

  /** One turn of the upkeep; how many were too old. */
  public int forgetAlerts() {
    return AlertTurns.forget(unit, alertStore, clock);
  }

  /** The category of Mihon can be chosen until this day. */
  public void retire(String category, LocalDate last) {
    Category present = directory.category(People.MIHON, category).orElseThrow();
    directory.category(present.with(new Validity(LocalDate.MIN, last)));
  }

  Ticket ticket(TicketRef ref) {
    return view(AccessScope.system(), ref).ticket();
  }

  TicketViews.View view(AccessScope scope, TicketRef ref) {
    return views.view(scope, ref, Optional.empty());
  }

  List<Entry> entries(TicketRef ref) {
    return view(AccessScope.system(), ref).conversation().entries();
  }

  List<String> events(TicketRef ref) {
    return log.of(TicketEvents.STREAM, ref.toString()).stream().map(CommittedEvent::type).toList();
  }

  /** What the person has typed, if anything. */
  Optional<Draft> draft(AccessScope scope, TicketRef ref, Optional<Draft.Kind> kind) {
    return Optional.of(drafts.find(scope, ref, kind).draft()).filter(d -> !d.text().isEmpty());
  }

  Entry reply(AccessScope scope, TicketRef ref, String text) {
    return writing.reply(
        scope, ref, written(text), new WrapUp(false, "", ContactResult.NONE, SectionId.NONE));
  }

  Entry close(AccessScope scope, TicketRef ref, String text) {
    return writing.reply(
        scope,
        ref,
        written(text),
        new WrapUp(true, "nenkin", ContactResult.FIRST_CONTACT, SectionId.NONE));
  }

  Entry note(AccessScope scope, TicketRef ref, String text) {
    return writing.note(scope, ref, written(text));
  }

  static WriteEntry.Written written(String text, Long... attachments) {
    return new WriteEntry.Written(UUID.randomUUID().toString(), text, List.of(attachments));
  }

  Ticket handOver(AccessScope scope, TicketRef ref, SectionId section) {
    return editing.edit(scope, ref, ticket(ref).version(), d -> d.withSection(section));
  }

  TicketRef call(AccessScope scope, String name, ContactPoint... points) {
    return opening.open(scope, telephone(UUID.randomUUID().toString(), name, points)).ticket();
  }

  static OpenTicket.Opening telephone(String requestId, String name, ContactPoint... points) {
    return new OpenTicket.Opening(
        requestId,
        People.MIHON,
        TicketKind.INQUIRY,
        "phone",
        "ごみの出し方",
        "粗大ごみを出したい。",
        SectionId.NONE,
        "",
        Priority.NORMAL,
        Optional.empty(),
        new OpenTicket.Caller(OptionalLong.empty(), name, "", List.of(points)));
  }

  List<TicketRef> list(AccessScope scope, Queue queue) {
    return queues
        .page(
            scope,
            Optional.empty(),
            filter(queue),
            TicketQueues.naturalOrder(Optional.of(queue)),
            Optional.empty(),
            200)
        .tickets()
        .stream()
        .map(Ticket::ref)
        .toList();
  }

  static Filter filter(Queue queue) {
    return filter(Optional.ofNullable(queue), Optional.empty(), Optional.empty());
  }

  static Filter filter(
      Optional<Queue> queue, Optional<CitizenKey> citizen, Optional<String> words) {
    return new Filter(
        queue,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        citizen,
        Optional.empty(),
        words);
  }
}
