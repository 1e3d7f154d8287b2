package org.madoguchi.notices.internal;

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
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.notices.internal.NoticeStore.Part;

/**
 * What a person sees of a municipality: whoever reads tickets or publishes notices there sees what
 * is for the whole municipality, and what is for the sections they reach.
 */
final class Visible {
  private static final List<Permission> READERS =
      List.of(Permission.TICKET_READ, Permission.NOTICE_PUBLISH);
  private static final List<Permission> PUBLISHERS = List.of(Permission.NOTICE_PUBLISH);

  private Visible() {}

  /** Whether the person sees anything of the municipality. */
  static boolean holds(AccessScope scope, MunicipalityId municipality) {
    return READERS.stream().anyMatch(p -> scope.may(p, municipality));
  }

  static boolean holds(AccessScope scope, AccessTag tag) {
    return tag.section().isNone()
        ? holds(scope, tag.municipality())
        : READERS.stream().anyMatch(p -> scope.may(p, tag));
  }

  /** What the person sees, as parts of the store; none = nothing. */
  static List<Part> parts(AccessScope scope, Optional<MunicipalityId> municipality) {
    return parts(scope, municipality, READERS);
  }

  /** What the person may publish. */
  static List<Part> published(AccessScope scope, Optional<MunicipalityId> municipality) {
    return parts(scope, municipality, PUBLISHERS);
  }

  private static List<Part> parts(
      AccessScope scope, Optional<MunicipalityId> municipality, List<Permission> any) {
    Map<MunicipalityId, Set<SectionId>> reached = new TreeMap<>();
    Set<MunicipalityId> whole = new HashSet<>();
    for (Permission permission : any) {
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
        (where, sections) ->
            parts.add(new Part(where, whole.contains(where) ? Set.of() : sections)));
    return parts;
  }
}
