package org.madoguchi.templates.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.templates.internal.TextModuleStore.Part;
import org.madoguchi.templates.internal.domain.TextModule;

/**
 * Which text modules a person sees: whoever writes on tickets or manages modules in a municipality
 * sees those of the whole municipality, and those of the sections they reach.
 */
public final class Visible {
  /** One of these is enough. */
  public static final List<Permission> ANY =
      List.of(Permission.TICKET_WRITE, Permission.TEMPLATE_MANAGE);

  private Visible() {}

  /** Whether the person sees any module of the municipality. */
  public static boolean holds(AccessScope scope, MunicipalityId municipality) {
    return ANY.stream().anyMatch(p -> scope.may(p, municipality));
  }

  static boolean holds(AccessScope scope, TextModule module) {
    return module.details().section().isNone()
        ? holds(scope, module.municipality())
        : ANY.stream().anyMatch(p -> scope.may(p, module.tag()));
  }

  /** The same as parts of the store, narrowed to what is asked for; none = nothing. */
  static List<Part> parts(
      AccessScope scope, Optional<MunicipalityId> municipality, Optional<SectionId> section) {
    Map<MunicipalityId, Set<SectionId>> reached = new TreeMap<>();
    Set<MunicipalityId> whole = new HashSet<>();
    for (Permission permission : ANY) {
      for (Reach reach : scope.reaches(permission)) {
        if (municipality.map(reach::holdsIn).orElse(true)) {
          MunicipalityId where = municipality.orElse(reach.municipality());
          reached.computeIfAbsent(where, m -> new HashSet<>(Set.of(SectionId.NONE)));
          reached.get(where).add(reach.section());
          if (reach.section().isNone()) {
            whole.add(where);
          }
        }
      }
    }
    List<Part> parts = new ArrayList<>();
    reached.forEach(
        (where, sections) -> {
          Set<SectionId> shown = whole.contains(where) ? Set.of() : sections;
          parts.add(new Part(where, section.map(s -> ofUseIn(s, shown)).orElse(shown)));
        });
    return parts;
  }

  /** Those of the section, if it is reached, and those of the whole municipality. */
  private static Set<SectionId> ofUseIn(SectionId section, Set<SectionId> shown) {
    boolean reached = shown.isEmpty() || shown.contains(section);
    Set<SectionId> ofUse = new HashSet<>(Set.of(SectionId.NONE));
    if (reached) {
      ofUse.add(section);
    }
    return ofUse;
  }
}
