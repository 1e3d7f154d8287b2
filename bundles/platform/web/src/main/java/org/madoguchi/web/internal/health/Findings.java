package org.madoguchi.web.internal.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.madoguchi.kernel.health.Finding;
import org.madoguchi.kernel.health.HealthCheck;
import org.madoguchi.web.internal.Ports;
import org.madoguchi.web.internal.rest.JaxRsWhiteboard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is wrong with the installation now. */
@Component(service = Findings.class)
public final class Findings {
  private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

  private final Ports ports;
  private final JaxRsWhiteboard api;
  private final WaitingComponents waiting;

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private volatile List<HealthCheck> checks = List.of();

  @Activate
  public Findings(
      @Reference Ports ports,
      @Reference JaxRsWhiteboard api,
      @Reference WaitingComponents waiting) {
    this.ports = ports;
    this.api = api;
    this.waiting = waiting;
  }

  /** What keeps people from working, and what does not yet. */
  List<Finding> now(Locale locale) {
    List<String> missing = new ArrayList<>(ports.missing());
    if (!api.isServing()) {
      missing.add("api");
    }
    if (!waiting.isBooted()) {
      missing.add("boot");
    }
    List<Finding> findings = new ArrayList<>();
    missing.forEach(part -> findings.add(HealthTexts.blocking(part, locale)));
    for (HealthCheck check : checks) {
      findings.addAll(findingsOf(check, locale));
    }
    return findings;
  }

  private static List<Finding> findingsOf(HealthCheck check, Locale locale) {
    try {
      return check.findings(locale);
    } catch (RuntimeException | LinkageError e) { // its bundle may be going
      LOG.debug("{} could not look", check.getClass().getName(), e);
      return List.of();
    }
  }
}
