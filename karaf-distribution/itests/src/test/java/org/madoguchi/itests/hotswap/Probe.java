package org.madoguchi.itests.hotswap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.SynchronousBundleListener;

/** Runs inside the container and writes down whatever stops, starts, comes and goes there. */
public final class Probe implements BundleActivator, SynchronousBundleListener, ServiceListener {
  static final String FILE = "data/probe.log";

  private Path log;

  @Override
  public void start(BundleContext context) {
    log = Path.of(context.getProperty("karaf.base"), FILE);
    context.addBundleListener(this);
    context.addServiceListener(this);
    note("probe", "started", "");
  }

  @Override
  public void stop(BundleContext context) {
    note("probe", "stopped", "");
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    note(event.getBundle().getSymbolicName(), "bundle", String.valueOf(event.getType()));
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    String kind =
        switch (event.getType()) {
          case ServiceEvent.REGISTERED -> "registered";
          case ServiceEvent.UNREGISTERING -> "unregistered";
          default -> "";
        };
    if (!kind.isEmpty()) {
      note(
          event.getServiceReference().getBundle().getSymbolicName(),
          kind,
          String.join(",", (String[]) event.getServiceReference().getProperty("objectClass")));
    }
  }

  private synchronized void note(String bundle, String kind, String what) {
    try {
      Files.writeString(
          log,
          System.currentTimeMillis() + " " + bundle + " " + kind + " " + what + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
