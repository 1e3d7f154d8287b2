package org.madoguchi.plugins.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Tells a plug-in that works from one that does not: its bundle is active, every configured
 * component has what it needs and can be activated, and what the version before served is served.
 */
final class Judge {
  private static final long PAUSE_NANOS = Duration.ofMillis(25).toNanos();
  private static final Pattern CAUSE = Pattern.compile("(?m)^(?:Caused by: )?([\\w.$]+: .*)$");

  private final BundleContext context;
  private final ServiceComponentRuntime components;

  Judge(BundleContext context, ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
  }

  /** The first verdict that is good or bad, or what it still waits for when the time is over. */
  Verdict within(Duration limit, Bundle bundle, Duties duties) {
    long end = System.nanoTime() + limit.toNanos();
    Verdict verdict = now(bundle, duties);
    while (verdict.kind() == Verdict.Kind.WAITING
        && System.nanoTime() < end
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      verdict = now(bundle, duties);
    }
    return verdict;
  }

  /** As {@link #within}, of a bundle that somebody else installs and is about to start. */
  Verdict onceStarted(Duration limit, Bundle bundle) {
    long end = System.nanoTime() + limit.toNanos();
    while (bundle.getState() < Bundle.STARTING
        && bundle.getState() != Bundle.UNINSTALLED
        && System.nanoTime() < end
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return within(Duration.ofNanos(Math.max(0, end - System.nanoTime())), bundle, Duties.NONE);
  }

  Verdict now(Bundle bundle, Duties duties) {
    if (bundle.getState() == Bundle.STARTING) {
      return Verdict.waiting("starting");
    }
    if (bundle.getState() != Bundle.ACTIVE) {
      return Verdict.bad("stopped");
    }
    activate(bundle);
    Verdict waiting = Verdict.GOOD;
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
      for (ComponentConfigurationDTO one : components.getComponentConfigurationDTOs(component)) {
        Verdict verdict = verdict(component, one);
        if (verdict.isBad()) {
          return verdict;
        }
        waiting = waiting.isGood() ? verdict : waiting;
      }
    }
    return waiting.isGood() ? duties.neglected(bundle, context) : waiting;
  }

  /** A component nobody has asked for yet would hide that it cannot be made. */
  private void activate(Bundle bundle) {
    for (ServiceReference<?> service : Duties.services(bundle)) {
      if (service.getProperty("component.name") != null && context.getService(service) != null) {
        context.ungetService(service);
      }
    }
  }

  private static Verdict verdict(
      ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
    String name = simple(component.implementationClass);
    return switch (configuration.state) {
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          Verdict.bad("component-failed", name, rootCause(configuration.failure));
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
          Verdict.waiting("service-missing", name, missing(component, configuration));
      default -> Verdict.GOOD; // works, or has no configuration and needs none
    };
  }

  private static String missing(
      ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
    for (var unsatisfied : configuration.unsatisfiedReferences) {
      for (var reference : component.references) {
        if (reference.name.equals(unsatisfied.name)) {
          return simple(reference.interfaceName);
        }
      }
    }
    return "";
  }

  private static String rootCause(String failure) {
    String last = failure == null ? "" : failure.lines().findFirst().orElse("");
    Matcher cause = CAUSE.matcher(failure == null ? "" : failure);
    while (cause.find()) {
      last = cause.group(1);
    }
    return Reason.line(last);
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
