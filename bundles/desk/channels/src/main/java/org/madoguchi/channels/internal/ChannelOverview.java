package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Every instance with how it is and what waits at it: those that are there, and those that left
 * work behind.
 */
@Component(service = ChannelOverview.class)
public final class ChannelOverview {
  /**
   * @param since empty when unknown
   */
  public record Status(ChannelStatus.State state, String reason, Optional<Instant> since) {}

  /**
   * @param kind '' when the instance was never seen; @param municipality empty then
   */
  public record Instance(
      String name,
      String kind,
      Optional<MunicipalityId> municipality,
      String address,
      boolean sends,
      Status status,
      long waiting,
      long quarantined,
      long queued,
      long failed,
      long inDoubt) {}

  private final ChannelStore store;
  private final ConnectedChannels channels;

  @Activate
  public ChannelOverview(@Reference ChannelStore store, @Reference ConnectedChannels channels) {
    this.store = store;
    this.channels = channels;
  }

  /** By name. @param locale in which the reasons are told */
  public List<Instance> instances(AccessScope scope, Locale locale) {
    var reaches = scope.reaches(Permission.CHANNEL_READ);
    return store
        .transactions()
        .read(
            () -> {
              Counts counts =
                  new Counts(store.inbox().counts(reaches), store.outbox().counts(reaches));
              Map<String, ChannelDescriptor> left =
                  store.instances().all().stream()
                      .collect(Collectors.toMap(ChannelDescriptor::name, Function.identity()));
              return compose(scope, locale, counts, left);
            });
  }

  private List<Instance> compose(
      AccessScope scope, Locale locale, Counts counts, Map<String, ChannelDescriptor> left) {
    Map<String, Connected> connected = new TreeMap<>();
    channels.all().stream()
        .filter(c -> scope.may(Permission.CHANNEL_READ, c.descriptor().municipality()))
        .forEach(c -> connected.put(c.name(), c));
    Set<String> names = new TreeSet<>(counts.channels());
    left.values().stream()
        .filter(d -> scope.may(Permission.CHANNEL_READ, d.municipality()))
        .forEach(d -> names.add(d.name()));
    channels.all().forEach(c -> names.remove(c.name()));
    names.addAll(connected.keySet());
    List<Instance> instances = new ArrayList<>();
    for (String name : names) {
      Connected here = connected.get(name);
      Optional<ChannelDescriptor> known =
          here == null ? Optional.ofNullable(left.get(name)) : Optional.of(here.descriptor());
      Status status = here == null ? notInstalled(locale) : status(here, locale);
      instances.add(instance(name, known, status, counts));
    }
    return instances;
  }

  private static Instance instance(
      String name, Optional<ChannelDescriptor> known, Status status, Counts counts) {
    return new Instance(
        name,
        known.map(ChannelDescriptor::kind).orElse(""),
        known.map(ChannelDescriptor::municipality),
        known.map(ChannelDescriptor::address).orElse(""),
        known.map(ChannelDescriptor::sends).orElse(false),
        status,
        counts.inbox(name, InboxEntry.State.WAITING),
        counts.inbox(name, InboxEntry.State.QUARANTINED),
        counts.outbox(name, OutboxEntry.State.QUEUED)
            + counts.outbox(name, OutboxEntry.State.SENDING),
        counts.outbox(name, OutboxEntry.State.FAILED),
        counts.outbox(name, OutboxEntry.State.IN_DOUBT));
  }

  private static Status notInstalled(Locale locale) {
    return new Status(
        ChannelStatus.State.NOT_INSTALLED,
        Reasons.text(Reasons.NOT_INSTALLED, locale),
        Optional.empty());
  }

  static Status status(Connected connected, Locale locale) {
    int stuck = connected.stuck().get();
    try {
      ChannelStatus told = connected.connector().status();
      String reason =
          stuck > 0
              ? Reasons.text(Reasons.with(Reasons.SLOW, Integer.toString(stuck)), locale)
              : Texts.line(told.reason(), 500);
      return new Status(told.state(), reason, Optional.ofNullable(told.since()));
    } catch (RuntimeException | LinkageError e) {
      return new Status(
          ChannelStatus.State.OFFLINE,
          Reasons.text(Reasons.STATUS_FAILED, locale),
          Optional.empty());
    }
  }

  private record Counts(List<ChannelCount> inbox, List<ChannelCount> outbox) {
    Set<String> channels() {
      Set<String> names = new TreeSet<>();
      inbox.forEach(c -> names.add(c.channel()));
      outbox.forEach(c -> names.add(c.channel()));
      names.remove("");
      return names;
    }

    long inbox(String channel, InboxEntry.State state) {
      return sum(inbox, channel, state);
    }

    long outbox(String channel, OutboxEntry.State state) {
      return sum(outbox, channel, state);
    }

    private static long sum(List<ChannelCount> counts, String channel, Enum<?> state) {
      return counts.stream()
          .filter(c -> c.channel().equals(channel) && c.state().equals(state.name()))
          .mapToLong(ChannelCount::number)
          .sum();
    }
  }
}
