package org.madoguchi.web.internal;

import java.util.ArrayList;
import java.util.List;
import org.madoguchi.kernel.access.Identities;
import org.madoguchi.kernel.access.SecondFactor;
import org.madoguchi.kernel.access.SessionStore;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The ports as OSGi services that are bound and unbound while this stays. */
@Component(service = Ports.class)
public final class ServicePorts implements Ports {
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  private volatile Identities identities;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  private volatile SessionStore sessions;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  private volatile SecondFactor secondFactor;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  private volatile EventLog events;

  @Override
  public Identities identities() {
    return present(identities);
  }

  @Override
  public SessionStore sessions() {
    return present(sessions);
  }

  /** Without it nobody is let in: a code must not be left out because its part is away. */
  @Override
  public SecondFactor secondFactor() {
    return present(secondFactor);
  }

  @Override
  public EventLog events() {
    return present(events);
  }

  @Override
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (identities == null) {
      missing.add("identities");
    }
    if (sessions == null) {
      missing.add("sessions");
    }
    if (secondFactor == null) {
      missing.add("second-factor");
    }
    return missing;
  }

  private static <T> T present(T service) {
    if (service == null) {
      throw new DomainException(Problems.UNAVAILABLE);
    }
    return service;
  }
}
