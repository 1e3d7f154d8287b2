package org.madoguchi.channels.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.LiveSignals;
import org.madoguchi.persistence.Loop;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells open screens that a channel came, went, or is otherwise than it was. How a connector is has
 * no history and differs from node to node, so it is no event of the log. Connectors do not tell of
 * changes; their status is cheap and is asked several times a second.
 */
@Component(service = StatusWatch.class, immediate = true)
public final class StatusWatch {
  /** What the screens hear; see {@link LiveSignals#changed}. */
  static final String TOPIC = "channels";

  private static final Duration PERIOD = Duration.ofMillis(400);

  private record Seen(ChannelDescriptor descriptor, ChannelOverview.Status status) {
    static Seen of(Connected connected) {
      return new Seen(connected.descriptor(), ChannelOverview.status(connected, Locale.JAPANESE));
    }
  }

  private final ConnectedChannels channels;
  private final LiveSignals signals;
  private final Loop loop;
  private Map<String, Seen> seen = Map.of();

  @Activate
  public StatusWatch(
      @Reference ConnectedChannels channels,
      @Reference LiveSignals signals,
      @Reference Doorbells bells) {
    this.channels = channels;
    this.signals = signals;
    this.loop = new Loop("channels-status", bells.status(), PERIOD, this::look);
    loop.start();
  }

  @Deactivate
  public void stop() {
    loop.stop();
  }

  private void look() {
    Map<String, Seen> now = new HashMap<>();
    channels.all().forEach(connected -> now.put(connected.name(), Seen.of(connected)));
    Set<MunicipalityId> changed = new HashSet<>(others(seen, now));
    changed.addAll(others(now, seen));
    seen = now;
    changed.forEach(m -> signals.changed(TOPIC, Permission.CHANNEL_READ, m));
  }

  /** The municipalities of what the second does not have in the same way. */
  private static Set<MunicipalityId> others(Map<String, Seen> some, Map<String, Seen> than) {
    Set<MunicipalityId> municipalities = new HashSet<>();
    some.forEach(
        (name, how) -> {
          if (!how.equals(than.get(name))) {
            municipalities.add(how.descriptor().municipality());
          }
        });
    return municipalities;
  }
}
