package org.madoguchi.schema.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the settings have a Derby created that is not there yet, it is laid down ready made. */
final class NewDerby {
  private static final Logger LOG = LoggerFactory.getLogger(NewDerby.class);

  /** Data sources that come to this schema. */
  private static final String OURS = "(ops4j.preHook=" + MigrationHook.NAME + ")";

  private final ConfigurationAdmin configurations;

  NewDerby(ConfigurationAdmin configurations) {
    this.configurations = configurations;
  }

  void layDown() {
    try {
      Configuration[] found = configurations.listConfigurations(OURS);
      for (Configuration one : found == null ? new Configuration[0] : found) {
        layDown(one.getProperties());
      }
    } catch (IOException | InvalidSyntaxException e) {
      // not needed: Derby and Liquibase make it, or say what is wrong
      LOG.warn("the database is made anew, which takes longer: {}", e.toString());
    }
  }

  private static void layDown(Dictionary<String, Object> settings) throws IOException {
    boolean created =
        "derby".equals(settings.get("osgi.jdbc.driver.name"))
            && "create".equals(settings.get("jdbc.createDatabase"));
    if (created && settings.get("databaseName") instanceof String name) {
      Path folder = Path.of(name);
      // a relative one lies wherever Derby's own home is
      if (folder.isAbsolute()) {
        EmptyDerby.layDown(folder);
      }
    }
  }
}
