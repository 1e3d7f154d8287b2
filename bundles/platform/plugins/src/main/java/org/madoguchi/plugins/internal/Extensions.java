package org.madoguchi.plugins.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and ends what the distribution brings and does not start by itself, as its settings file
 * says. Without the file everything stays as it is.
 */
@Component(
    service = Extensions.class,
    immediate = true,
    configurationPid = "org.madoguchi.extensions",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ExtensionSettings.class)
public final class Extensions {
  private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);
  private static final String SEARCH = "madoguchi-search";

  private final FeaturesService features;
  private final ExecutorService turns =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "madoguchi-extensions");
            // features read their XML by the thread's loader; none falls back to their own
            thread.setContextClassLoader(null);
            return thread;
          });

  /**
   * @param booted what is installed while features are still being started would be forgotten
   */
  @Activate
  public Extensions(
      @Reference FeaturesService features,
      @Reference BootFinished booted,
      ExtensionSettings settings) {
    this.features = features;
    settle(settings);
  }

  @Modified
  void settle(ExtensionSettings settings) {
    turns.execute(() -> turn(SEARCH, settings.search()));
  }

  /** Ends after what is being turned: an interrupt could leave it half installed. */
  @Deactivate
  void end() {
    turns.shutdown();
  }

  private void turn(String feature, boolean wanted) {
    try {
      if (features.isInstalled(features.getFeature(feature)) == wanted) {
        return;
      }
      if (wanted) {
        features.installFeature(feature);
      } else {
        features.uninstallFeature(feature);
      }
      LOG.info("extension {}: {}", feature, wanted ? "started" : "ended");
    } catch (Exception e) { // what the features service throws
      LOG.error("extension {} could not be {}", feature, wanted ? "started" : "ended", e);
    }
  }
}
