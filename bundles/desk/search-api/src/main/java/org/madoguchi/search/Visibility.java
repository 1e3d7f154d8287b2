package org.madoguchi.search;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
      return sections(those.permission(), those).anyMatch(those.sections()::contains)
          || those.everywhere().stream()
              .anyMatch(all -> sections(all, those).anyMatch(SectionId::isNone));
    }
    if (audience instanceof Audience.Readers readers) {
      return held(readers.permission()).stream()
          .anyMatch(reach -> readers.tags().stream().anyMatch(reach::holds));
    }
    if (audience instanceof Audience.Acquainted those) {
      return held(Permission.CITIZEN_READ).stream().anyMatch(r -> r.holdsIn(those.municipality()))
          && held(Permission.TICKET_READ).stream()
              .anyMatch(reach -> those.tags().stream().anyMatch(reach::holds));
    }
    if (audience instanceof Audience.Either either) {
      return either.those().stream().anyMatch(this::shows);
    }
    return true;
  }

  /** Where it is held in the municipality; none = in the whole of it. */
  private Stream<SectionId> sections(Permission permission, Audience.Sections those) {
    return held(permission).stream()
        .filter(reach -> reach.holdsIn(those.municipality()))
        .map(Reach::section);
  }

  private List<Reach> held(Permission permission) {
    return reaches.getOrDefault(permission, List.of());
  }
}
