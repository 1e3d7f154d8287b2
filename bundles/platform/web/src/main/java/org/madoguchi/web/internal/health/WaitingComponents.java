package org.madoguchi.web.internal.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Our components that cannot start, each with the chain of what it needs: {@code A needs B; B needs
 * C, which nobody offers}. Components that only lack their configuration are not waiting.
 */
@Component(service = WaitingComponents.class)
public final class WaitingComponents {
  private static final String OURS = "madoguchi-";
  private static final int DEPTH = 6;

  // by name, as nothing else here needs to know Karaf
  private static final String BOOTED = "org.apache.karaf.features.BootFinished";

  private final BundleContext context;
  private final ServiceComponentRuntime runtime;

  @Activate
  public WaitingComponents(BundleContext context, @Reference ServiceComponentRuntime runtime) {
    this.context = context;
    this.runtime = runtime;
  }

  /** Whether everything that belongs to the start has been installed and started. */
  boolean isBooted() {
    return context.getServiceReference(BOOTED) != null;
  }

  /** One line per waiting component; empty when all run. */
  List<String> explained() {
    List<String> lines = new ArrayList<>();
    for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
      if (component.bundle.symbolicName.startsWith(OURS)) {
        Set<String> chain = new LinkedHashSet<>();
        follow(component, chain, DEPTH);
        if (!chain.isEmpty()) {
          lines.add(String.join("; ", chain));
        }
      }
    }
    return lines;
  }

  private void follow(ComponentDescriptionDTO component, Set<String> chain, int depth) {
    for (ComponentConfigurationDTO configuration :
        runtime.getComponentConfigurationDTOs(component)) {
      if (configuration.state != ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
        continue;
      }
      for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
        ReferenceDTO reference = reference(component, missing.name);
        if (reference != null && depth > 0 && !offered(reference)) {
          explain(component, reference, chain, depth);
        }
      }
    }
  }

  private void explain(
      ComponentDescriptionDTO component, ReferenceDTO reference, Set<String> chain, int depth) {
    List<ComponentDescriptionDTO> providers =
        runtime.getComponentDescriptionDTOs().stream()
            .filter(c -> Arrays.asList(c.serviceInterfaces).contains(reference.interfaceName))
            .toList();
    String target = reference.target == null ? "" : " " + reference.target;
    chain.add(
        simple(component.implementationClass)
            + " needs "
            + simple(reference.interfaceName)
            + target
            + (providers.isEmpty() ? ", which nothing installed offers" : ""));
    providers.forEach(p -> follow(p, chain, depth - 1));
  }

  private boolean offered(ReferenceDTO reference) {
    try {
      return context.getAllServiceReferences(reference.interfaceName, reference.target) != null;
    } catch (InvalidSyntaxException e) {
      return false;
    }
  }

  private static ReferenceDTO reference(ComponentDescriptionDTO component, String name) {
    return Arrays.stream(component.references)
        .filter(r -> r.name.equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
