package org.madoguchi.search;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;

/**
 * What the caller of a search may find. It is applied inside the query, so that hits, counts,
 * facets, suggestions and proposed spellings know nothing else.
 *
 * @param reaches by permission; a permission that is missing reaches nothing
 */
public record Visibility(Map<Permission, List<Reach>> reaches) {
  public Visibility {
    Map<Permission, List<Reach>> copy = new EnumMap<>(Permission.class);
    reaches.forEach((permission, list) -> copy.put(permission, List.copyOf(list)));
    reaches = Map.copyOf(copy);
  }

  /** What a citizen finds: documents for everybody, and nothing else. */
  public static Visibility everybody() {
    return new Visibility(Map.of());
  }

  /** What is for everybody, and what the scope reaches. */
  public static Visibility of(AccessScope scope) {
    Map<Permission, List<Reach>> reaches = new EnumMap<>(Permission.class);
    Arrays.stream(Permission.values())
        .filter(scope::mayAnywhere)
        .forEach(permission -> reaches.put(permission, scope.reaches(permission)));
    return new Visibility(reaches);
  }

  /** Whether a document with this audience is found. The index decides the same by its columns. */
  public boolean shows(Audience audience) {
    if (audience instanceof Audience.Staff staff) {
      return held(staff.permission()).stream().anyMatch(r -> r.holdsIn(staff.municipality()));
    }
    if (audience instanceof Audience.Sections those) {
      return held(those.permission()).stream()
          .filter(r -> r.holdsIn(those.municipality()))
          .map(Reach::section)
          .anyMatch(section -> isOneOf(section, those));
    }
    if (audience instanceof Audience.Readers readers) {
      return held(readers.permission()).stream()
          .anyMatch(reach -> readers.tags().stream().anyMatch(reach::holds));
    }
    return true;
  }

  private static boolean isOneOf(SectionId section, Audience.Sections those) {
    return section.isNone() || those.sections().contains(section);
  }

  private List<Reach> held(Permission permission) {
    return reaches.getOrDefault(permission, List.of());
  }
}
