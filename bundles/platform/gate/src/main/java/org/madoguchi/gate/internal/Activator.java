package org.madoguchi.gate.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration.Customizer;
import org.madoguchi.gate.Opening;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Hangs the gate in between the moment Pax Web can make a server and the moment it makes one: a
 * hook hears of its factory before anybody who would use it. This bundle's start level is below the
 * web server's. A customizer that is there earlier than the factory keeps Pax Web from starting.
 */
public final class Activator
    implements BundleActivator, EventListenerHook, ServiceTrackerCustomizer<Opening, Opening> {
  private static final String FACTORY = "org.ops4j.pax.web.service.spi.ServerControllerFactory";

  private final Gate gate = new Gate();
  private BundleContext context;
  private ServiceTracker<Opening, Opening> openings;
  private ServiceRegistration<Customizer> hanging;

  @Override
  public void start(BundleContext bundle) {
    context = bundle;
    openings = new ServiceTracker<>(bundle, Opening.class, this);
    openings.open();
    bundle.registerService(EventListenerHook.class, this, null);
    if (bundle.getServiceReference(FACTORY) != null) {
      hangIn();
    }
  }

  @Override
  public void stop(BundleContext bundle) {
    openings.close();
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    Object types = event.getServiceReference().getProperty(Constants.OBJECTCLASS);
    if (!(types instanceof String[] names) || !List.of(names).contains(FACTORY)) {
      return;
    }
    if (event.getType() == ServiceEvent.REGISTERED) {
      hangIn();
    } else if (event.getType() == ServiceEvent.UNREGISTERING) {
      takeOff();
    }
  }

  private synchronized void hangIn() {
    if (hanging == null) {
      hanging = context.registerService(Customizer.class, gate, null);
    }
  }

  private synchronized void takeOff() {
    if (hanging != null) {
      hanging.unregister();
      hanging = null;
    }
  }

  @Override
  public Opening addingService(ServiceReference<Opening> reference) {
    Opening opening = context.getService(reference);
    if (opening != null) {
      gate.servedBy(opening);
    }
    return opening;
  }

  @Override
  public void modifiedService(ServiceReference<Opening> reference, Opening opening) {
    // it has no properties
  }

  @Override
  public void removedService(ServiceReference<Opening> reference, Opening opening) {
    gate.leftBy(opening);
    context.ungetService(reference);
  }
}
