package org.madoguchi.web.internal.ui;

import java.util.Optional;
import org.madoguchi.web.internal.live.LiveStreams;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches bundles come and go, and takes in what they bring to the user interface. */
@Component(service = ExtensionHost.class, immediate = true)
public final class ExtensionHost implements BundleTrackerCustomizer<Extension> {
  private static final Logger LOG = LoggerFactory.getLogger(ExtensionHost.class);

  private final LiveStreams streams;
  private final Extensions extensions = new Extensions();
  private final BundleTracker<Extension> tracker;

  @Activate
  public ExtensionHost(BundleContext context, @Reference LiveStreams streams) {
    this.streams = streams;
    this.tracker = new BundleTracker<>(context, Bundle.ACTIVE | Bundle.STARTING, this);
    tracker.open();
  }

  @Deactivate
  void stop() {
    tracker.close();
  }

  Extensions extensions() {
    return extensions;
  }

  @Override
  public Extension addingBundle(Bundle bundle, BundleEvent event) {
    try {
      Optional<Extension> extension = ExtensionBundle.read(bundle);
      extension.ifPresent(found -> add(bundle, found));
      return extension.orElse(null);
    } catch (RuntimeException e) {
      LOG.warn("the user interface of {} cannot be read", bundle, e);
      return null;
    }
  }

  private void add(Bundle bundle, Extension extension) {
    extensions.add(bundle.getBundleId(), extension);
    if (extension instanceof Extension.Unusable bad) {
      LOG.warn(
          "the user interface of {} is left out: {} {}", bundle, bad.reason(), bad.arguments());
    } else {
      LOG.info("{} extends the user interface", bundle);
    }
    streams.extensionsChanged();
  }

  @Override
  public void modifiedBundle(Bundle bundle, BundleEvent event, Extension extension) {
    // STARTING becomes ACTIVE; the content stays
  }

  @Override
  public void removedBundle(Bundle bundle, BundleEvent event, Extension extension) {
    extensions.remove(bundle.getBundleId());
    streams.extensionsChanged();
  }
}
