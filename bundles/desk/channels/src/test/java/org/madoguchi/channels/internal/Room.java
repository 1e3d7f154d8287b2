package org.madoguchi.channels.internal;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.madoguchi.channels.Intake;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.channels.internal.jpa.JpaChannelStore;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.testkit.MemoryDirectory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.LiveSignals;
import org.madoguchi.testing.database.TestDatabase;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.TicketConversation;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;

/** The channels room over a real database; a second one over the same database is a second node. */
final class Room implements AutoCloseable {
  static final String PROCESS = "this-node/1";

  static final MunicipalityId MIHON = new MunicipalityId("mihon");
  private static final Timing FAST =
      new Timing(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMinutes(2));

  /** How long a delivery lets others pass after the ends of several nodes. */
  static final Duration REST = Duration.ofMinutes(1);

  final TestDatabase database;
  final TestClock clock;
  final MemoryBlobs blobs;
  final FakeTickets tickets;
  final Map<String, String> settings;
  final ChannelStore store;
  final Doorbells bells = new Doorbells();
  final ConnectedChannels channels = new ConnectedChannels(bells);
  final SharedKeys keys;
  final ThreadReferences references;
  final Intake intake;
  final ChannelDesk desk;
  final ChannelOverview overview;
  private final List<Runnable> stops = new ArrayList<>();
  private long registrations;
  private long events;

  Room(TestDatabase database) {
    this(database, new JpaChannelStore(database.entityManagerFactory("madoguchi-channels")));
  }

  /**
   * @param store over the database, whatever is around it
   */
  Room(TestDatabase database, ChannelStore store) {
    this(
        database,
        store,
        new TestClock(),
        new MemoryBlobs(),
        new FakeTickets(),
        new ConcurrentHashMap<>());
  }

  private Room(
      TestDatabase database,
      ChannelStore store,
      TestClock clock,
      MemoryBlobs blobs,
      FakeTickets tickets,
      Map<String, String> settings) {
    this.database = database;
    this.clock = clock;
    this.blobs = blobs;
    this.tickets = tickets;
    this.settings = settings;
    this.store = store;
    this.keys = new SharedKeys(store, clock);
    this.references = new ThreadReferences(keys);
    this.intake =
        new IntakeDesk(store, blobs, database.idSource(), database.eventLog(), clock, bells);
    this.desk = new ChannelDesk(store, blobs, database.eventLog(), bells, clock);
    desk.bindTickets(tickets);
    this.overview = new ChannelOverview(store, channels);
  }

  /** Another node on the same database, with the same tickets room. */
  Room secondNode() {
    return new Room(
        database,
        new JpaChannelStore(database.entityManagerFactory("madoguchi-channels")),
        clock,
        blobs,
        tickets,
        settings);
  }

  InboxWorker startInbox() {
    InboxWorker worker =
        new InboxWorker(
            store,
            blobs,
            database.eventLog(),
            tickets,
            tickets,
            directory(),
            references,
            keys,
            channels,
            bells,
            () -> PROCESS,
            clock,
            FAST);
    stops.add(worker::stop);
    return worker;
  }

  /** What the heartbeat does when it has found a process dead. */
  void bury(String process) {
    new AbandonedClaims(store, bells).release(process);
  }

  OutboxWorker startOutbox() {
    OutboxWorker worker =
        new OutboxWorker(
            store,
            blobs,
            database.eventLog(),
            tickets,
            references,
            channels,
            bells,
            () -> PROCESS,
            clock,
            FAST);
    stops.add(worker::stop);
    return worker;
  }

  Upkeep startUpkeep() {
    Upkeep upkeep =
        new Upkeep(
            store,
            database.eventLog(),
            tickets,
            directory(),
            database.leases(),
            bells,
            clock,
            FAST);
    stops.add(upkeep::stop);
    return upkeep;
  }

  FinishedRows startPuttingAway() {
    FinishedRows finished =
        new FinishedRows(
            store,
            database.leases(),
            clock,
            Duration.ofDays(90),
            Duration.ofDays(90),
            Duration.ofMillis(100));
    stops.add(finished::stop);
    return finished;
  }

  StatusWatch startWatch(LiveSignals signals) {
    StatusWatch watch = new StatusWatch(channels, signals, bells);
    stops.add(watch::stop);
    return watch;
  }

  OutboxFollower outboxFollower() {
    return new OutboxFollower(store, database.idSource(), database.eventLog(), clock, bells);
  }

  AcknowledgementFollower acknowledgementFollower() {
    return new AcknowledgementFollower(store, bells);
  }

  /**
   * @return the registration, for {@link #disconnect}
   */
  long connect(FakeConnector connector) {
    return connect(connector, "1.0.0");
  }

  long connect(FakeConnector connector, String version) {
    channels.connect(++registrations, version, connector);
    return registrations;
  }

  void disconnect(long registration) {
    channels.disconnect(registration);
  }

  Intake.Outcome deliver(String channel, String content) {
    try {
      return intake.accept(raw(channel, content, content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawDelivery raw(String channel, String key, String content) {
    return new RawDelivery(
        channel,
        key,
        Map.of(),
        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
        clock.instant());
  }

  /** Queues a reply as the tickets room does. @return the ticket */
  TicketRef reply(int serial, String entry, String source) {
    return reply(serial, entry, "mail", source);
  }

  /** The same, and its author may take it back for a while. */
  TicketRef held(int serial, String entry, String source, Duration time) {
    TicketRef ticket = written(serial, entry, "mail", source);
    Instant notBefore = clock.instant().plus(time);
    outboxFollower().follow(List.of(held(ticket, entry, source, notBefore)));
    return ticket;
  }

  TicketRef reply(int serial, String entry, String kind, String source) {
    TicketRef ticket = written(serial, entry, kind, source);
    outboxFollower().follow(List.of(queued(ticket, entry, kind, source)));
    return ticket;
  }

  private TicketRef written(int serial, String entry, String kind, String source) {
    TicketRef ticket = new TicketRef(MIHON, 2026, serial);
    tickets.reply(
        new TicketConversation.Outbound(
            ticket,
            entry,
            AccessTag.of(MIHON),
            kind,
            source,
            "山田 花子",
            List.of(new ContactPoint(ContactPoint.Kind.MAIL, "hanako@citizen.example")),
            "Re: 件名",
            "回答",
            List.of(),
            "",
            List.of(),
            false));
    return ticket;
  }

  CommittedEvent queued(TicketRef ticket, String entry, String kind, String source) {
    return event(
        ticket,
        TicketEvents.REPLY_QUEUED,
        "{\"entry\":\"%s\",\"channel\":\"%s\",\"source\":\"%s\",\"automatic\":false}"
            .formatted(entry, kind, source));
  }

  CommittedEvent held(TicketRef ticket, String entry, String source, Instant notBefore) {
    return event(
        ticket,
        TicketEvents.REPLY_QUEUED,
        "{\"entry\":\"%s\",\"channel\":\"mail\",\"source\":\"%s\",\"automatic\":false,\"notBefore\":\"%s\"}"
            .formatted(entry, source, notBefore));
  }

  CommittedEvent takenBack(TicketRef ticket, String entry) {
    return event(ticket, TicketEvents.REPLY_TAKEN_BACK, "{\"entry\":\"%s\"}".formatted(entry));
  }

  CommittedEvent opened(TicketRef ticket, String entry, String nature, String source) {
    return event(
        ticket,
        TicketEvents.OPENED,
        "{\"kind\":\"inquiry\",\"channel\":\"mail\",\"source\":\"%s\",\"nature\":\"%s\",\"entry\":\"%s\",\"language\":\"ja\"}"
            .formatted(source, nature, entry));
  }

  CommittedEvent event(TicketRef ticket, String type, String payload) {
    return event(ticket, type, payload, AccessTag.of(ticket.municipality()));
  }

  CommittedEvent event(TicketRef ticket, String type, String payload, AccessTag access) {
    events++;
    return new CommittedEvent(
        events,
        events,
        TicketEvents.STREAM,
        ticket.toString(),
        events,
        type,
        1,
        payload,
        access,
        StaffId.SYSTEM,
        clock.instant());
  }

  /** Every delivery, each as it is at one moment; without those put away meanwhile. */
  List<InboxEntry> inbox() {
    List<Long> ids = ids("INBOX");
    return store
        .transactions()
        .read(() -> ids.stream().flatMap(id -> store.inbox().find(id).stream()).toList());
  }

  /**
   * By primary key: a list by state can miss, on Derby, a row that changes its state while the
   * index is walked.
   */
  private List<Long> ids(String table) {
    List<Long> ids = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT ID FROM " + table + " ORDER BY ID")) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return ids;
  }

  /** A node takes these deliveries and ends. */
  void dieWith(List<Long> ids) {
    dieWith(ids, entry -> {});
  }

  /** A node reads this delivery, which was in hand at an end before, and ends. */
  void dieReading(long id) {
    clock.pass(REST);
    Instant rested = clock.instant().plus(REST);
    dieWith(List.of(id), entry -> store.inbox().begin(entry, rested));
  }

  private void dieWith(List<Long> ids, Consumer<InboxEntry> last) {
    Instant now = clock.instant();
    Lease lost = new Lease("dead-node/" + now, now.plusSeconds(1));
    store
        .transactions()
        .write(
            () -> {
              store.inbox().claim(ids, lost, now).forEach(last);
              return true;
            });
    clock.pass(Duration.ofSeconds(2));
  }

  InboxEntry onlyDelivery() {
    List<InboxEntry> all = inbox();
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " deliveries");
    }
    return all.get(0);
  }

  OutboxEntry onlyMessage() {
    List<OutboxEntry> all = outbox();
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " messages");
    }
    return all.get(0);
  }

  /** Every message, the newest first, each as it is at one moment. */
  List<OutboxEntry> outbox() {
    List<Long> ids = new ArrayList<>(ids("OUTBOX"));
    Collections.reverse(ids);
    return store
        .transactions()
        .read(() -> ids.stream().flatMap(id -> store.outbox().find(id).stream()).toList());
  }

  List<String> eventTypes(String aggregate) {
    return database.eventLog().of("channels", aggregate).stream()
        .map(CommittedEvent::type)
        .toList();
  }

  void awaitDelivery(InboxEntry.State state) {
    eventually(() -> onlyDelivery().state() == state && onlyDelivery().lease().by().isEmpty());
  }

  void awaitMessage(OutboxEntry.State state) {
    eventually(() -> onlyMessage().state() == state);
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private Directory directory() {
    return new MemoryDirectory().town(MIHON, "みほん市", settings);
  }

  @Override
  public void close() {
    stops.forEach(Runnable::run);
    stops.clear();
  }
}
