package org.madoguchi.directory.internal.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.Validity;
import org.madoguchi.directory.internal.store.SectionEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;

/** The whole directory at one moment. Immutable but for a cache of scopes. */
final class DirectorySnapshot {
  /** One municipality's tree. */
  private static final class Organisation {
    final Map<SectionId, Section> sections = new LinkedHashMap<>();
    final Map<SectionId, List<SectionId>> children = new HashMap<>();
    final Map<String, Category> categories = new LinkedHashMap<>();
    final List<Staff> staff = new ArrayList<>();
    List<Section> sectionList = List.of();
    List<Category> categoryList = List.of();

    /** On no day on which one above may not be chosen. */
    Validity validity(Category category) {
      Validity days = category.validity();
      Category above = categories.get(category.parent());
      for (int step = 0; above != null && step < categories.size(); step++) {
        days = days.within(above.validity());
        above = categories.get(above.parent());
      }
      return days;
    }
  }

  private static final Organisation NONE = new Organisation();
  private static final Comparator<Staff> BY_KANA =
      Comparator.comparing(Staff::kana).thenComparing(Staff::id);

  private final Map<MunicipalityId, Organisation> organisations = new HashMap<>();
  private final Map<StaffId, Staff> staff = new HashMap<>();
  private final Map<StaffId, AccessScope> scopes = new ConcurrentHashMap<>();

  DirectorySnapshot(
      Collection<SectionEntry> sections,
      Collection<Staff> people,
      Collection<Category> categories) {
    sections.forEach(entry -> take(entry.section()));
    categories.forEach(this::take);
    people.stream().sorted(BY_KANA).forEach(this::take);
    organisations
        .values()
        .forEach(
            o -> {
              o.sectionList = List.copyOf(o.sections.values());
              o.categories.replaceAll((code, category) -> category.with(o.validity(category)));
              o.categoryList = List.copyOf(o.categories.values());
            });
  }

  private void take(Section section) {
    Organisation organisation = make(section.municipality());
    organisation.sections.put(section.id(), section);
    organisation
        .children
        .computeIfAbsent(section.parent(), p -> new ArrayList<>())
        .add(section.id());
  }

  private void take(Category category) {
    Organisation organisation = make(category.municipality());
    boolean owned = organisation.sections.containsKey(category.section());
    organisation.categories.put(
        category.code(), owned || category.section().isNone() ? category : unowned(category));
  }

  private void take(Staff person) {
    staff.put(person.id(), person);
    if (person.active()) {
      person.grants().stream()
          .map(Grant::municipality)
          .distinct()
          .forEach(m -> make(m).staff.add(person));
    }
  }

  /** A section may be dissolved before the categories are imported anew. */
  private static Category unowned(Category c) {
    return c.with(SectionId.NONE);
  }

  private Organisation make(MunicipalityId municipality) {
    return organisations.computeIfAbsent(municipality, m -> new Organisation());
  }

  private Organisation of(MunicipalityId municipality) {
    return organisations.getOrDefault(municipality, NONE);
  }

  List<Section> sections(MunicipalityId municipality) {
    return of(municipality).sectionList;
  }

  Optional<Section> section(MunicipalityId municipality, SectionId id) {
    return Optional.ofNullable(of(municipality).sections.get(id));
  }

  Optional<Staff> staff(StaffId id) {
    return Optional.ofNullable(staff.get(id));
  }

  List<Staff> staffOf(MunicipalityId municipality) {
    return List.copyOf(of(municipality).staff);
  }

  List<Category> categories(MunicipalityId municipality) {
    return of(municipality).categoryList;
  }

  Optional<Category> category(MunicipalityId municipality, String code) {
    return Optional.ofNullable(of(municipality).categories.get(code));
  }

  /** What an active person reaches; empty for anybody else. */
  Optional<AccessScope> scopeOf(StaffId who) {
    Staff person = staff.get(who);
    if (person == null || !person.active()) {
      return Optional.empty();
    }
    return Optional.of(scopes.computeIfAbsent(who, w -> AccessScope.of(w, expanded(person))));
  }

  private Set<Grant> expanded(Staff person) {
    return Set.copyOf(person.grants().stream().flatMap(this::expanded).distinct().toList());
  }

  /** A role in a ward or department holds in everything below it. */
  private Stream<Grant> expanded(Grant grant) {
    if (grant.section().isNone()) {
      return Stream.of(grant);
    }
    Organisation organisation = of(grant.municipality());
    List<SectionId> reached = new ArrayList<>(List.of(grant.section()));
    // The import refuses circles, so this walk down the tree ends.
    for (int i = 0; i < reached.size(); i++) {
      reached.addAll(organisation.children.getOrDefault(reached.get(i), List.of()));
    }
    return reached.stream().map(s -> new Grant(grant.municipality(), grant.role(), s));
  }
}
