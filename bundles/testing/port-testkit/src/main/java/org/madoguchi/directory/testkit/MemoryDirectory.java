package org.madoguchi.directory.testkit;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.LocalGovernmentCode;
import org.madoguchi.directory.Municipality;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;

/** A directory in memory, for tests; keeps {@link DirectoryContract}. */
public class MemoryDirectory implements Directory {
  private record Town(String name, Map<String, String> settings) {}

  private final Map<MunicipalityId, Town> towns = new TreeMap<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<Category> categories = new ArrayList<>();
  private final Map<StaffId, Staff> staff = new HashMap<>();

  /**
   * Adds a municipality, or gives it other settings.
   *
   * @param settings may change afterwards
   */
  public final MemoryDirectory town(MunicipalityId id, String name, Map<String, String> settings) {
    towns.put(id, new Town(name, settings));
    return this;
  }

  /** Adds a municipality that is called by its slug. */
  public final MemoryDirectory town(MunicipalityId id, Map<String, String> settings) {
    return town(id, id.value(), settings);
  }

  public final MemoryDirectory section(MunicipalityId town, SectionId id, String name) {
    return section(town, id, name, SectionId.NONE);
  }

  /** Adds a section below another. */
  public final MemoryDirectory section(
      MunicipalityId town, SectionId id, String name, SectionId parent) {
    return section(new Section(town, id, name, "", parent, Section.Kind.SECTION, "", ""));
  }

  public final MemoryDirectory section(Section section) {
    sections.add(section);
    return this;
  }

  public final MemoryDirectory category(
      MunicipalityId town, String code, String name, SectionId owner) {
    return category(new Category(town, code, "", name, owner));
  }

  /** Adds a category, or puts it in the place of the one with its code. */
  public final MemoryDirectory category(Category category) {
    categories.removeIf(
        c -> c.municipality().equals(category.municipality()) && c.code().equals(category.code()));
    categories.add(category);
    return this;
  }

  public final MemoryDirectory staff(
      String login, String name, String kana, boolean active, Set<Grant> grants) {
    StaffId id = new StaffId(login);
    staff.put(id, new Staff(id, name, kana, "", Locale.JAPANESE, active, List.copyOf(grants)));
    return this;
  }

  @Override
  public List<Municipality> municipalities() {
    return towns.keySet().stream().map(this::municipality).flatMap(Optional::stream).toList();
  }

  @Override
  public Optional<Municipality> municipality(MunicipalityId id) {
    return Optional.ofNullable(towns.get(id))
        .map(
            town ->
                new Municipality(
                    id,
                    new LocalGovernmentCode("011002"),
                    town.name(),
                    ZoneId.of("Asia/Tokyo"),
                    List.of(Locale.JAPANESE),
                    town.settings()));
  }

  @Override
  public List<Section> sections(MunicipalityId municipality) {
    return sections.stream().filter(s -> s.municipality().equals(municipality)).toList();
  }

  @Override
  public Optional<Section> section(MunicipalityId municipality, SectionId id) {
    return sections(municipality).stream().filter(s -> s.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Staff> staff(StaffId id) {
    return Optional.ofNullable(staff.get(id));
  }

  @Override
  public List<Staff> staffOf(MunicipalityId municipality) {
    return staff.values().stream()
        .filter(Staff::active)
        .filter(s -> s.grants().stream().anyMatch(g -> g.municipality().equals(municipality)))
        .sorted(Comparator.comparing(Staff::kana).thenComparing(Staff::id))
        .toList();
  }

  @Override
  public List<Category> categories(MunicipalityId municipality) {
    return categories.stream().filter(c -> c.municipality().equals(municipality)).toList();
  }

  @Override
  public Optional<Category> category(MunicipalityId municipality, String code) {
    return categories(municipality).stream().filter(c -> c.code().equals(code)).findFirst();
  }
}
