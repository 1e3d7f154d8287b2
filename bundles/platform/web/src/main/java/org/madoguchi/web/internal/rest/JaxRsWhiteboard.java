package org.madoguchi.web.internal.rest;

import java.util.Hashtable;
import java.util.Map;
import java.util.regex.Pattern;
import javax.servlet.Servlet;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.madoguchi.web.ServedTo;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves every resource service below {@code /api}: one CXF bus, one servlet, and one CXF server
 * for each resource, so that one can be replaced without the others noticing.
 */
@Component(service = JaxRsWhiteboard.class, immediate = true)
public final class JaxRsWhiteboard implements ServiceTrackerCustomizer<Object, ResourceServer> {
  static final String ADDRESS = "madoguchi.rest.resource";

  private static final Logger LOG = LoggerFactory.getLogger(JaxRsWhiteboard.class);
  private static final Pattern SOUND = Pattern.compile("(/[a-z][a-z0-9-]*)+");

  private final BundleContext bundle;
  private final Bus bus;
  private final Resources resources = new Resources(this::isInstalled);
  private final ServiceRegistration<Servlet> registration;
  private final ServiceTracker<Object, ResourceServer> tracker;

  @Activate
  public JaxRsWhiteboard(BundleContext bundle) throws InvalidSyntaxException {
    this.bundle = bundle;
    this.bus = OwnClassLoader.call(() -> BusFactory.newInstance().createBus());
    this.registration =
        bundle.registerService(
            Servlet.class,
            new ApiServlet(bus, resources),
            new Hashtable<>(
                Map.of(
                    "osgi.http.whiteboard.servlet.pattern",
                    "/api/*",
                    "osgi.http.whiteboard.servlet.name",
                    "madoguchi-api",
                    "osgi.http.whiteboard.servlet.asyncSupported",
                    true,
                    ServedTo.PROPERTY,
                    ServedTo.Audience.LOGGED_IN.name(),
                    "servlet.init.hide-service-list-page",
                    "true",
                    // each restart of the servlet context would add one more resolver to the bus
                    "servlet.init.ignore.servlet.context.resolver",
                    "true")));
    this.tracker =
        new ServiceTracker<>(bundle, FrameworkUtil.createFilter("(" + ADDRESS + "=*)"), this);
    tracker.open();
  }

  @Deactivate
  void stop() {
    tracker.close();
    registration.unregister();
    bus.shutdown(true);
  }

  private boolean isInstalled(String path) {
    String[] parts = path.split("/");
    return parts.length > 1 && Capabilities.installed(bundle).containsKey(parts[1]);
  }

  Resources resources() {
    return resources;
  }

  /** Whether any resource is served. */
  public boolean isServing() {
    return !resources.all().isEmpty();
  }

  /** Whether a resource is served at this address, such as {@code /tickets}. */
  public boolean isServing(String address) {
    return resources.has(address);
  }

  @Override
  public ResourceServer addingService(ServiceReference<Object> reference) {
    String address = String.valueOf(reference.getProperty(ADDRESS));
    if (!SOUND.matcher(address).matches() || resources.has(address)) {
      LOG.warn("{}: the address {} is not sound or taken", reference.getBundle(), address);
      return null;
    }
    Object resource = bundle.getService(reference);
    if (resource == null) {
      LOG.warn("{}: the resource of {} could not be activated", reference.getBundle(), address);
      return null;
    }
    try {
      ResourceServer server = ResourceServer.start(bus, address, resource);
      resources.add(server);
      LOG.info("/api{} is served by {}", address, reference.getBundle());
      return server;
    } catch (IllegalArgumentException e) {
      LOG.error("{}: {} is not served: {}", reference.getBundle(), address, e.getMessage());
      bundle.ungetService(reference);
      return null;
    } catch (RuntimeException | LinkageError e) {
      LOG.error("{}: the resource of {} cannot be served", reference.getBundle(), address, e);
      bundle.ungetService(reference);
      return null;
    }
  }

  @Override
  public void modifiedService(ServiceReference<Object> reference, ResourceServer server) {
    // nothing but the address matters, and a component's own annotation does not change
  }

  @Override
  public void removedService(ServiceReference<Object> reference, ResourceServer server) {
    resources.remove(server);
    server.stop();
    bundle.ungetService(reference);
    LOG.info("/api{} is away", server.address());
  }
}
