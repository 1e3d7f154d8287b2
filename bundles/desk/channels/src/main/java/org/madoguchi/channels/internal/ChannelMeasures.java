package org.madoguchi.channels.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.madoguchi.channels.ChannelEvents;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.health.HealthCheck;
import org.madoguchi.kernel.measure.Counter;
import org.madoguchi.kernel.measure.Figures;
import org.madoguchi.kernel.measure.Measure;
import org.madoguchi.kernel.measure.Measures;
import org.madoguchi.kernel.measure.Recent;
import org.madoguchi.kernel.problem.Checks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Figures of intake and sending, and the channels that are away. */
@Component(service = {Measures.class, HealthCheck.class})
public final class ChannelMeasures implements Measures, HealthCheck {
  /** What became of deliveries. */
  static final Counter DELIVERIES =
      new Counter(
          "madoguchi_deliveries_total",
          "Deliveries by what this node did with them.",
          "channel",
          "outcome");

  /** What became of messages to citizens. */
  static final Counter SENDINGS =
      new Counter(
          "madoguchi_sendings_total",
          "Messages to citizens by what this node did with them.",
          "channel",
          "outcome");

  private static final Duration AGE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private static final Measure INBOX =
      Measure.gauge(
          "madoguchi_inbox_rows",
          "Deliveries in this state, of the whole installation.",
          "channel",
          "municipality",
          "state");
  private static final Measure OUTBOX =
      Measure.gauge(
          "madoguchi_outbox_rows",
          "Messages to citizens in this state, of the whole installation.",
          "channel",
          "municipality",
          "state");
  private static final Measure INBOX_OLDEST =
      Measure.gauge(
          "madoguchi_inbox_oldest_seconds",
          "How long the oldest waiting delivery has waited; 0 when none waits.");
  private static final Measure OUTBOX_OLDEST =
      Measure.gauge(
          "madoguchi_outbox_oldest_seconds",
          "How long the oldest message to a citizen has waited to be sent; 0 when none waits.");
  private static final Measure ONLINE =
      Measure.gauge(
          "madoguchi_channel_online",
          "1 while the connector reaches its peer.",
          "channel",
          "kind",
          "municipality");

  private static final List<InboxEntry.State> DELIVERY_STATES =
      List.of(InboxEntry.State.WAITING, InboxEntry.State.QUARANTINED);
  private static final List<OutboxEntry.State> SENDING_STATES =
      List.of(
          OutboxEntry.State.QUEUED,
          OutboxEntry.State.SENDING,
          OutboxEntry.State.FAILED,
          OutboxEntry.State.IN_DOUBT);

  private record Queues(List<Backlog> inbox, List<Backlog> outbox, Instant at) {}

  private static final Map<String, String> OUTCOMES =
      Map.ofEntries(
          Map.entry(ChannelEvents.ACCEPTED, "accepted"),
          Map.entry(ChannelEvents.READ, "read"),
          Map.entry(ChannelEvents.QUARANTINED, "quarantined"),
          Map.entry(ChannelEvents.RETRIED, "retried"),
          Map.entry(ChannelEvents.DISCARDED, "discarded"),
          Map.entry(ChannelEvents.SENDING_QUEUED, "queued"),
          Map.entry(ChannelEvents.SENDING_POSTPONED, "postponed"),
          Map.entry(ChannelEvents.SENDING_TAKEN_BACK, "taken-back"),
          Map.entry(ChannelEvents.SENT, "sent"),
          Map.entry(ChannelEvents.FAILED, "failed"),
          Map.entry(ChannelEvents.IN_DOUBT, "in-doubt"),
          Map.entry(ChannelEvents.SETTLED, "settled"));

  private final ChannelStore store;
  private final ConnectedChannels channels;
  private final Clock clock;
  private final Recent<Queues> queues;

  @Activate
  public ChannelMeasures(
      @Reference ChannelStore store,
      @Reference ConnectedChannels channels,
      @Reference Clock clock) {
    this.store = store;
    this.channels = channels;
    this.clock = clock;
    this.queues = new Recent<>(AGE, PATIENCE, this::look);
  }

  /** Called after the event was committed. */
  static void count(Counter counter, String channel, String event) {
    counter.add(channel, OUTCOMES.getOrDefault(event, "other"));
  }

  private Queues look() {
    return store
        .transactions()
        .read(() -> new Queues(store.inbox().backlog(), store.outbox().backlog(), clock.instant()));
  }

  @Override
  public void tell(Figures figures) {
    DELIVERIES.tell(figures);
    SENDINGS.tell(figures);
    channels.all().forEach(connected -> tell(figures, connected));
    queues.get().ifPresent(seen -> tell(figures, seen));
  }

  private static void tell(Figures figures, Connected connected) {
    ChannelDescriptor channel = connected.descriptor();
    figures.value(
        ONLINE,
        isOnline(connected) ? 1 : 0,
        List.of(channel.name(), channel.kind(), channel.municipality().value()));
  }

  private static boolean isOnline(Connected connected) {
    return ChannelOverview.status(connected, Locale.ENGLISH).state() == ChannelStatus.State.ONLINE;
  }

  private void tell(Figures figures, Queues seen) {
    rows(seen.inbox(), DELIVERY_STATES)
        .forEach((labels, number) -> figures.value(INBOX, number, labels));
    rows(seen.outbox(), SENDING_STATES)
        .forEach((labels, number) -> figures.value(OUTBOX, number, labels));
    figures.value(INBOX_OLDEST, oldest(seen.inbox(), DELIVERY_STATES.get(0), seen.at()), List.of());
    figures.value(
        OUTBOX_OLDEST, oldest(seen.outbox(), SENDING_STATES.get(0), seen.at()), List.of());
  }

  /** By channel, municipality and state; a channel that is there has a 0 where nothing waits. */
  private Map<List<String>, Long> rows(List<Backlog> backlogs, List<? extends Enum<?>> states) {
    Map<List<String>, Long> rows = new HashMap<>();
    for (Connected connected : channels.all()) {
      String municipality = connected.descriptor().municipality().value();
      for (Enum<?> state : states) {
        rows.put(List.of(connected.name(), municipality, Checks.written(state)), 0L);
      }
    }
    for (Backlog backlog : backlogs) {
      String municipality = backlog.municipality().value();
      rows.merge(
          List.of(backlog.channel(), municipality, Checks.written(backlog.state())),
          backlog.number(),
          Long::sum);
    }
    return rows;
  }

  private static double oldest(List<Backlog> backlogs, Enum<?> state, Instant now) {
    return backlogs.stream()
        .filter(backlog -> backlog.state() == state)
        .map(Backlog::oldest)
        .min(Comparator.naturalOrder())
        .map(oldest -> Math.max(0, Duration.between(oldest, now).toMillis() / 1_000d))
        .orElse(0d);
  }

  /** Mail goes on when a mail server is away; it is told and keeps nobody from working. */
  @Override
  public List<Finding> findings(Locale locale) {
    return channels.all().stream()
        .filter(connected -> !isOnline(connected))
        .map(
            connected ->
                new Finding(
                    "channel-offline",
                    false,
                    Reasons.text(Reasons.with(Reasons.OFFLINE, connected.name()), locale)))
        .toList();
  }
}
