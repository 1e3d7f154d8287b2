package org.madoguchi.plugins.internal;

import java.util.Set;
import java.util.TreeSet;
import org.madoguchi.channels.spi.ChannelConnector;
import org.madoguchi.channels.spi.ChannelStatus;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * What the next version of a plug-in has to take over from the one that runs.
 *
 * @param configurations the configurations it has services for
 * @param channels the channels whose settings it accepts
 */
record Duties(Set<String> configurations, Set<String> channels) {
  static final Duties NONE = new Duties(Set.of(), Set.of());

  static Duties of(Bundle bundle, BundleContext context) {
    Set<String> configurations = new TreeSet<>();
    Set<String> channels = new TreeSet<>();
    for (ServiceReference<?> service : services(bundle)) {
      if (service.getProperty("component.name") != null
          && service.getProperty("service.pid") instanceof String pid) {
        configurations.add(pid);
      }
    }
    connectors(
        bundle,
        context,
        connector -> {
          if (connector.status().state() != ChannelStatus.State.MISCONFIGURED) {
            channels.add(connector.descriptor().name());
          }
        });
    return new Duties(configurations, channels);
  }

  /** What of it this bundle does not do; good when nothing. */
  Verdict neglected(Bundle bundle, BundleContext context) {
    Duties done = of(bundle, context);
    Verdict[] refused = {Verdict.GOOD};
    connectors(
        bundle,
        context,
        connector -> {
          ChannelStatus status = connector.status();
          String name = connector.descriptor().name();
          if (status.state() == ChannelStatus.State.MISCONFIGURED && channels.contains(name)) {
            refused[0] = Verdict.bad("settings-refused", name, Reason.line(status.reason()));
          }
        });
    if (!refused[0].isGood()) {
      return refused[0];
    }
    for (String channel : channels) {
      if (!done.channels.contains(channel)) {
        return Verdict.waiting("not-served", channel);
      }
    }
    for (String configuration : configurations) {
      if (!done.configurations.contains(configuration)) {
        return Verdict.waiting("not-served", configuration);
      }
    }
    return Verdict.GOOD;
  }

  private interface Look {
    void at(ChannelConnector connector);
  }

  private static void connectors(Bundle bundle, BundleContext context, Look look) {
    for (ServiceReference<?> service : services(bundle)) {
      Object found = offers(service) ? context.getService(service) : null;
      if (found instanceof ChannelConnector connector) {
        look.at(connector);
      }
      if (found != null) {
        context.ungetService(service);
      }
    }
  }

  private static boolean offers(ServiceReference<?> service) {
    return Set.of((String[]) service.getProperty("objectClass"))
        .contains(ChannelConnector.class.getName());
  }

  static ServiceReference<?>[] services(Bundle bundle) {
    ServiceReference<?>[] services =
        bundle.getState() == Bundle.UNINSTALLED ? null : bundle.getRegisteredServices();
    return services == null ? new ServiceReference<?>[0] : services;
  }
}
