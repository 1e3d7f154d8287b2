package org.madoguchi.web.internal.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.health.HealthCheck;
import org.madoguchi.web.internal.rest.Capabilities;
import org.madoguchi.web.internal.rest.JaxRsWhiteboard;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the database is open, and every capability is there. */
@Component(service = HealthCheck.class)
public final class PartsHealth implements HealthCheck {
  private static final String DATA_SOURCE = "javax.sql.DataSource";
  private static final String DATABASE = "(osgi.jndi.service.name=madoguchi)";

  private final BundleContext context;
  private final JaxRsWhiteboard api;

  @Activate
  public PartsHealth(BundleContext context, @Reference JaxRsWhiteboard api) {
    this.context = context;
    this.api = api;
  }

  @Override
  public List<Finding> findings(Locale locale) {
    List<Finding> findings = new ArrayList<>();
    // the data source appears when the schema is that of this build
    if (!hasDatabase()) {
      findings.add(HealthTexts.blocking("migrations", locale));
    }
    for (String missing : missingCapabilities()) {
      findings.add(HealthTexts.blocking("capability", locale, missing));
    }
    return findings;
  }

  private boolean hasDatabase() {
    try {
      return context.getAllServiceReferences(DATA_SOURCE, DATABASE) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private List<String> missingCapabilities() {
    Map<String, Bundle> installed = Capabilities.installed(context);
    return installed.keySet().stream()
        .filter(
            name -> installed.get(name).getState() != Bundle.ACTIVE || !api.isServing("/" + name))
        .toList();
  }
}
