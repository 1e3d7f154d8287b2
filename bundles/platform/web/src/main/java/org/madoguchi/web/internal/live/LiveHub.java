package org.madoguchi.web.internal.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.servlet.AsyncContext;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventFollower;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.LiveSignals;
import org.madoguchi.kernel.event.PersonalSignals;
import org.madoguchi.web.internal.Ports;
import org.madoguchi.web.internal.SteadyClock;
import org.madoguchi.web.internal.filter.Caller;
import org.madoguchi.web.internal.settings.WebSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands committed events to the live connections. Each connection has its own position in the log,
 * so it does not matter where the relay begins or that it repeats a batch: what a client has had,
 * or what was before it came, is passed over.
 */
@Component(
    service = {
      EventFollower.class,
      LiveStreams.class,
      LiveSignals.class,
      PersonalSignals.class,
      LiveHub.class
    },
    immediate = true)
public final class LiveHub implements EventFollower, LiveStreams, LiveSignals, PersonalSignals {
  /** A client that missed more reloads its lists instead. */
  static final int REPLAYED = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
  private static final Duration UNCHECKED = Duration.ofMinutes(1);
  private static final long UI_SETTLES_MILLIS = 200;

  private final Ports ports;
  private final WebSettings settings;
  private final Clock clock;
  private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean uiAnnounced = new AtomicBoolean();
  private final AtomicBoolean checkComing = new AtomicBoolean();
  private final ScheduledExecutorService timers;
  private long delivered;
  private Instant lastChecked;

  @Activate
  public LiveHub(@Reference Ports ports, @Reference WebSettings settings) {
    this(ports, settings, new SteadyClock(), Duration.ofSeconds(15));
  }

  /**
   * @param beat how often clients hear from us and their access is looked at again
   */
  LiveHub(Ports ports, WebSettings settings, Clock clock, Duration beat) {
    this.ports = ports;
    this.settings = settings;
    this.clock = clock;
    this.lastChecked = clock.instant();
    // two threads: a slow database must not keep the heartbeats back
    this.timers = Executors.newScheduledThreadPool(2, LiveHub::daemon);
    every(beat, this::beat);
    every(beat, this::check);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "madoguchi-live");
    thread.setDaemon(true);
    return thread;
  }

  private void every(Duration period, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.warn("a timer of the live connections failed", e);
          }
        };
    timers.scheduleWithFixedDelay(
        guarded, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Deactivate
  void stop() {
    timers.shutdownNow();
    clients.forEach(client -> client.finish(LiveMessages.BYE));
    clients.forEach(LiveClient::end); // whoever does not read it
  }

  @Override
  public String name() {
    return "web.live";
  }

  @Override
  public Set<String> streams() {
    return Set.of(
        "tickets",
        "citizens",
        "views",
        "alerts",
        "channels",
        "directory",
        "notices",
        "problems",
        "knowledge");
  }

  @Override
  public boolean everyNode() {
    return true;
  }

  @Override
  public boolean fromHead() {
    return true;
  }

  @Override
  public synchronized void follow(List<CommittedEvent> batch) {
    if (batch.isEmpty()) {
      return;
    }
    tellAll(missedBefore(batch.get(0).position()));
    tellAll(batch);
    if (batch.stream().anyMatch(event -> event.stream().equals("directory"))) {
      checkSoon();
    }
  }

  /**
   * What happened while the relay was away: it begins at the head again, clients that stayed do
   * not.
   */
  private List<CommittedEvent> missedBefore(long first) {
    // whoever is too far behind comes back and is told to start over
    clients.stream().filter(c -> first - c.position() > REPLAYED).forEach(LiveClient::end);
    long had = clients.stream().mapToLong(LiveClient::position).min().orElse(first);
    if (had + 1 >= first) {
      return List.of();
    }
    List<CommittedEvent> missed = ports.events().after(had, REPLAYED);
    return missed.stream().filter(event -> event.position() < first).toList();
  }

  private void tellAll(List<CommittedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    long reached = events.get(events.size() - 1).position();
    clients.forEach(client -> tell(client, events, reached));
    delivered = Math.max(delivered, reached);
  }

  private static void tell(LiveClient client, List<CommittedEvent> batch, long reached) {
    if (reached <= client.position()) {
      return;
    }
    List<CommittedEvent> news =
        batch.stream().filter(event -> event.position() > client.position()).toList();
    client.offer(LiveMessages.events(news, client.scope()));
    client.position(reached);
  }

  /** Where a connection begins and what it hears first. */
  record Beginning(long position, byte[] first) {}

  /**
   * @param after the last event the client has; empty for a new one
   * @throws org.madoguchi.kernel.problem.DomainException unavailable while there is no log
   */
  Beginning beginningOf(AccessScope scope, OptionalLong after) {
    EventLog log = ports.events();
    long head = log.head();
    if (after.isEmpty()) {
      return new Beginning(head, LiveMessages.hello(head));
    }
    long last = after.getAsLong();
    // a position beyond the head is from before a restore of the database
    if (last > head || head - last > REPLAYED) {
      return new Beginning(head, joined(LiveMessages.hello(head), LiveMessages.reset(head)));
    }
    List<CommittedEvent> missed = last == head ? List.of() : log.after(last, REPLAYED);
    long position = missed.isEmpty() ? head : missed.get(missed.size() - 1).position();
    return new Beginning(
        position, joined(LiveMessages.hello(last), LiveMessages.events(missed, scope)));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** Takes a connection in; the oldest of the same person goes when there are too many. */
  void open(AsyncContext async, Caller caller, Beginning beginning) throws IOException {
    LiveClient client =
        new LiveClient(async, caller, beginning.position(), clock.instant(), clients::remove);
    client.offer(beginning.first());
    join(client);
    client.start();
    makeRoom(client.who());
  }

  /**
   * Adds the client without a gap between what it read from the log and what is handed to it from
   * now on.
   */
  private void join(LiveClient client) {
    long wanted = joinedOrBehind(client);
    while (wanted > client.position()) {
      List<CommittedEvent> missed = ports.events().after(client.position(), REPLAYED);
      client.offer(LiveMessages.events(missed, client.scope()));
      client.position(missed.isEmpty() ? wanted : missed.get(missed.size() - 1).position());
      wanted = joinedOrBehind(client);
    }
  }

  /**
   * @return how far the client has to read on before it can join
   */
  private synchronized long joinedOrBehind(LiveClient client) {
    if (client.position() >= delivered && !client.isGone()) {
      clients.add(client);
    }
    return delivered;
  }

  private void makeRoom(StaffId who) {
    List<LiveClient> own =
        clients.stream()
            .filter(client -> client.who().equals(who))
            .sorted(Comparator.comparing(LiveClient::openedAt))
            .toList();
    int tooMany = own.size() - settings.current().liveConnections();
    own.stream().limit(Math.max(tooMany, 0)).forEach(c -> c.finish(LiveMessages.CROWDED_OUT));
  }

  private void beat() {
    clients.forEach(client -> client.offerWhenIdle(LiveMessages.heartbeat(client.position())));
  }

  /** Somebody's sessions may have ended: their connections need not wait for the next beat. */
  private void checkSoon() {
    if (!clients.isEmpty() && checkComing.compareAndSet(false, true)) {
      timers.execute(
          () -> {
            checkComing.set(false);
            check();
          });
    }
  }

  /** Looks again at what everybody may see, and lets go whoever may not be here any more. */
  private void check() {
    Instant now = clock.instant();
    Map<StaffId, Optional<AccessScope>> scopes = new HashMap<>();
    try {
      // whoever joins meanwhile was looked at a moment ago, and is next time
      List<LiveClient> here = List.copyOf(clients);
      Set<String> accepted = accepted(here);
      for (LiveClient client : here) {
        if (!accepted.contains(client.credential())) {
          client.finish(LiveMessages.BYE);
          continue;
        }
        Optional<AccessScope> scope =
            scopes.computeIfAbsent(client.who(), who -> ports.identities().scopeOf(who));
        scope.ifPresentOrElse(client::scope, () -> client.finish(LiveMessages.BYE));
      }
      lastChecked = now;
    } catch (RuntimeException e) {
      letGoUnchecked(now, e);
    }
    // a stream must not keep an idle session company for ever: the browser comes back if its
    // session still lives
    Instant oldest = now.minus(settings.current().sessionIdle());
    clients.stream().filter(c -> c.openedAt().isBefore(oldest)).forEach(LiveClient::end);
  }

  private Set<String> accepted(List<LiveClient> here) {
    Set<String> credentials = here.stream().map(LiveClient::credential).collect(Collectors.toSet());
    return credentials.isEmpty() ? Set.of() : ports.sessions().stillAccepted(credentials);
  }

  /**
   * The directory may be replaced, which takes seconds; longer than that nobody is shown what he
   * may no longer see.
   */
  private void letGoUnchecked(Instant now, RuntimeException e) {
    if (lastChecked.plus(UNCHECKED).isBefore(now) && !clients.isEmpty()) {
      LOG.warn("access cannot be checked: all live connections are closed", e);
      clients.forEach(client -> client.finish(LiveMessages.BYE));
    }
  }

  @Override
  public void closeOf(String credential) {
    clients.stream()
        .filter(client -> client.credential().equals(credential))
        .forEach(client -> client.finish(LiveMessages.BYE));
  }

  @Override
  public void extensionsChanged() {
    if (uiAnnounced.compareAndSet(false, true)) {
      timers.schedule(this::announceUi, UI_SETTLES_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void announceUi() {
    uiAnnounced.set(false);
    clients.forEach(client -> client.offer(LiveMessages.UI));
  }

  @Override
  public void changed(String topic, Permission permission, MunicipalityId municipality) {
    byte[] message = LiveMessages.state(topic, municipality);
    clients.stream()
        .filter(client -> client.scope().may(permission, municipality))
        .forEach(client -> client.offer(message));
  }

  @Override
  public void tell(
      StaffId who, Permission permission, AccessTag record, String name, Map<String, ?> content) {
    byte[] message = LiveMessages.personal(name, content);
    clients.stream()
        .filter(client -> client.who().equals(who) && client.scope().may(permission, record))
        .forEach(client -> client.offer(message));
  }

  public int connections() {
    return clients.size();
  }
}
