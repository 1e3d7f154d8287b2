package org.madoguchi.itests.browser;

import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Within the demo: while the plug-in that holds it runs, so does the search, which the distribution
 * has and does not start. An administrator says {@code feature:install} instead.
 */
public final class FeatureSwitch implements BundleActivator {
  private static final String FEATURE = "madoguchi-search";

  private FeaturesService features;

  @Override
  public void start(BundleContext context) {
    features = context.getService(context.getServiceReference(FeaturesService.class));
    later(true);
  }

  @Override
  public void stop(BundleContext context) {
    later(false);
  }

  // features are not changed within the change of a bundle
  private void later(boolean wanted) {
    Thread switching = new Thread(() -> turn(wanted), "switch of " + FEATURE);
    switching.setContextClassLoader(null);
    switching.start();
  }

  private void turn(boolean wanted) {
    try {
      if (wanted) {
        features.installFeature(FEATURE);
      } else {
        features.uninstallFeature(FEATURE);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
