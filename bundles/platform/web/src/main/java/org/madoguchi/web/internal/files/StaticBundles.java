package org.madoguchi.web.internal.files;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.servlet.Servlet;
import org.madoguchi.web.ServedTo;
import org.madoguchi.web.StaticContent;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the files of every bundle with a {@link StaticClause#HEADER} header, for bundles without
 * any code.
 */
@Component(service = StaticBundles.class, immediate = true)
public final class StaticBundles
    implements BundleTrackerCustomizer<List<ServiceRegistration<Servlet>>> {
  private static final Logger LOG = LoggerFactory.getLogger(StaticBundles.class);

  private final BundleContext context;
  private final BundleTracker<List<ServiceRegistration<Servlet>>> tracker;

  @Activate
  public StaticBundles(BundleContext context) {
    this.context = context;
    this.tracker = new BundleTracker<>(context, Bundle.ACTIVE | Bundle.STARTING, this);
    tracker.open();
  }

  @Deactivate
  void stop() {
    tracker.close();
  }

  @Override
  public List<ServiceRegistration<Servlet>> addingBundle(Bundle bundle, BundleEvent event) {
    String header = bundle.getHeaders("").get(StaticClause.HEADER);
    if (header == null) {
      return null;
    }
    try {
      List<StaticClause> clauses = StaticClause.parse(header);
      return clauses.stream().map(clause -> serve(bundle, clause)).toList();
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "{}: the header {} cannot be read at: {}", bundle, StaticClause.HEADER, e.getMessage());
      return null;
    }
  }

  private ServiceRegistration<Servlet> serve(Bundle bundle, StaticClause clause) {
    LOG.info("{}/* is served by {}", clause.address(), bundle);
    return context.registerService(
        Servlet.class,
        new StaticContent(bundle, clause.folder(), clause.caching()),
        new Hashtable<>(
            Map.of(
                "osgi.http.whiteboard.servlet.pattern",
                clause.address() + "/*",
                "osgi.http.whiteboard.servlet.name",
                "madoguchi-static-" + bundle.getBundleId() + clause.address().replace('/', '-'),
                "osgi.http.whiteboard.servlet.asyncSupported",
                true,
                ServedTo.PROPERTY,
                ServedTo.Audience.ANYBODY.name())));
  }

  @Override
  public void modifiedBundle(
      Bundle bundle, BundleEvent event, List<ServiceRegistration<Servlet>> registrations) {
    // STARTING becomes ACTIVE; the content stays
  }

  @Override
  public void removedBundle(
      Bundle bundle, BundleEvent event, List<ServiceRegistration<Servlet>> registrations) {
    registrations.forEach(ServiceRegistration::unregister);
  }
}
