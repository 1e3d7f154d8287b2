package org.madoguchi.plugins.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plug-ins whose files people take away. */
final class Departures {
  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

  private final Workshop tools;

  Departures(Workshop tools) {
    this.tools = tools;
  }

  /** A file is gone from the deploy folder. */
  void withdrawn(String file) throws IOException, BundleException {
    for (PluginRecord record : tools.shelf().all()) {
      if (record.file().equals(file) && !Files.exists(tools.deploy().resolve(file))) {
        remove(record);
        tools.changed().run();
      }
    }
  }

  /** Files that went while nobody looked. */
  void reconcile() throws IOException, BundleException {
    for (PluginRecord record : tools.shelf().all()) {
      if (!record.file().isEmpty()) {
        withdrawn(record.file());
      }
    }
  }

  private void remove(PluginRecord record) throws IOException, BundleException {
    Optional<Bundle> installed = tools.bundles().named(record.name());
    if (installed.isPresent() && !InstalledBundles.isFromFile(installed.get())) {
      Verdict verdict = tools.bundles().putOriginal(installed.get());
      LOG.info("plug-in {}: the version of its feature again ({})", record.name(), verdict.kind());
    } else if (installed.isPresent()) {
      tools.bundles().uninstall(installed.get());
      LOG.info("plug-in {} {} is removed", record.name(), record.version());
    }
    tools.shelf().forget(record.name());
  }
}
