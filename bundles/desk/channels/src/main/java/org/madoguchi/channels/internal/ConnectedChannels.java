package org.madoguchi.channels.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelDescriptor;
import org.madoguchi.persistence.Faults;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors that are there right now. They come and go at any time. */
@Component(service = ConnectedChannels.class)
public final class ConnectedChannels {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectedChannels.class);

  private final Map<Long, Connected> byRegistration = new ConcurrentHashMap<>();
  private final Doorbells bells;

  @Activate
  public ConnectedChannels(@Reference Doorbells bells) {
    this.bells = bells;
  }

  @Reference(
      service = ChannelConnector.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindConnector(ServiceReference<ChannelConnector> reference, ChannelConnector connector) {
    connect(registration(reference), version(reference.getBundle()), connector);
  }

  void unbindConnector(ServiceReference<ChannelConnector> reference) {
    disconnect(registration(reference));
  }

  private static long registration(ServiceReference<?> reference) {
    return (Long) reference.getProperty(Constants.SERVICE_ID);
  }

  private static String version(Bundle bundle) {
    if (bundle == null) {
      return "unknown";
    }
    String version =
        bundle.getSymbolicName() + "/" + bundle.getVersion() + "/" + bundle.getLastModified();
    return version.substring(0, Math.min(version.length(), 200));
  }

  void connect(long registration, String version, ChannelConnector connector) {
    ChannelDescriptor descriptor;
    try {
      descriptor = connector.descriptor();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("a channel has no descriptor and is ignored: {}", Faults.describe(e));
      return;
    }
    if (!descriptor.name().matches("[a-z0-9-]{1,60}")
        || !descriptor.kind().matches("[a-z0-9-]{1,20}")) {
      LOG.warn("a channel has no usable name or kind and is ignored");
      return;
    }
    byRegistration.put(
        registration,
        new Connected(descriptor, connector, version, registration, new AtomicInteger()));
    LOG.info("channel {} is connected", descriptor.name());
    bells.ringAll();
  }

  void disconnect(long registration) {
    Connected gone = byRegistration.remove(registration);
    if (gone != null) {
      LOG.info("channel {} is disconnected", gone.name());
      bells.ringAll();
    }
  }

  /** By name; of two services of the same name the one registered last. */
  Collection<Connected> all() {
    Map<String, Connected> newest = new TreeMap<>();
    for (Connected connected : byRegistration.values()) {
      newest.merge(
          connected.name(), connected, (a, b) -> a.registration() > b.registration() ? a : b);
    }
    return newest.values();
  }

  Optional<Connected> find(String name) {
    return all().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  boolean has(Connected connected) {
    return find(connected.name())
        .filter(c -> c.registration() == connected.registration())
        .isPresent();
  }

  /** The instance that sends for others of its kind in its municipality: the first by name. */
  boolean standsIn(Connected connected) {
    ChannelDescriptor mine = connected.descriptor();
    List<ChannelDescriptor> senders = new ArrayList<>();
    all().forEach(c -> senders.add(c.descriptor()));
    return senders.stream()
        .filter(d -> d.sends() && d.kind().equals(mine.kind()))
        .filter(d -> d.municipality().equals(mine.municipality()))
        .findFirst()
        .filter(d -> d.name().equals(mine.name()))
        .isPresent();
  }
}
