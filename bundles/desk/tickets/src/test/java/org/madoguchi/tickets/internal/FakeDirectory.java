package org.madoguchi.tickets.internal;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** Two small towns. */
final class FakeDirectory implements Directory {
  private final Map<MunicipalityId, Municipality> towns = new HashMap<>();
  private final List<Staff> staff = new ArrayList<>();

  FakeDirectory() {
    town(People.MIHON, Map.of());
    town(People.AOBA, Map.of());
    staff("suzuki", "鈴木 美咲", People.OPERATOR.grants());
    staff("takahashi", "高橋 健", People.COLLEAGUE.grants());
    staff("mori", "森 京子", People.SUPERVISOR.grants());
    staff("kato", "加藤 実", People.PENSION_STAFF.grants());
    staff("ishii", "石井 翔", People.AOBA_OPERATOR.grants());
  }

  void town(MunicipalityId id, Map<String, String> settings) {
    towns.put(
        id,
        new Municipality(
            id,
            new LocalGovernmentCode("011002"),
            id.value(),
            ZoneId.of("Asia/Tokyo"),
            List.of(Locale.JAPANESE),
            settings));
  }

  private void staff(String login, String name, Set<Grant> grants) {
    staff.add(
        new Staff(new StaffId(login), name, "", "", Locale.JAPANESE, true, List.copyOf(grants)));
  }

  @Override
  public List<Municipality> municipalities() {
    return List.copyOf(towns.values());
  }

  @Override
  public Optional<Municipality> municipality(MunicipalityId id) {
    return Optional.ofNullable(towns.get(id));
  }

  @Override
  public List<Section> sections(MunicipalityId municipality) {
    return List.of(
        section(municipality, People.PENSION, "保険年金課"), section(municipality, People.TAX, "市民税課"));
  }

  private static Section section(MunicipalityId municipality, SectionId id, String name) {
    return new Section(municipality, id, name, "", SectionId.NONE, Section.Kind.SECTION, "", "");
  }

  @Override
  public Optional<Section> section(MunicipalityId municipality, SectionId id) {
    return sections(municipality).stream().filter(s -> s.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Staff> staff(StaffId id) {
    return staff.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  @Override
  public List<Staff> staffOf(MunicipalityId municipality) {
    return List.copyOf(staff);
  }

  @Override
  public List<Category> categories(MunicipalityId municipality) {
    return List.of(new Category(municipality, "nenkin", "", "年金", People.PENSION));
  }

  @Override
  public Optional<Category> category(MunicipalityId municipality, String code) {
    return categories(municipality).stream().filter(c -> c.code().equals(code)).findFirst();
  }
}
