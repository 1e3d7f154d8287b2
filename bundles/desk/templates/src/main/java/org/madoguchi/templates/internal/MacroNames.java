package org.madoguchi.templates.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.tickets.Macro;

/** What a macro names, and whether it is there. */
public final class MacroNames {
  private MacroNames() {}

  /**
   * @return by field, what people call it; '' for what does not exist, nothing for what is not
   *     named
   */
  public static Map<String, String> of(
      Directory directory, MunicipalityId municipality, Macro.Steps steps) {
    Map<String, String> names = new LinkedHashMap<>();
    if (isNamed(steps.section())) {
      names.put("section", section(directory, municipality, steps.section()).orElse(""));
    }
    steps
        .namedOwner()
        .ifPresent(o -> names.put("owner", owner(directory, municipality, o).orElse("")));
    if (isNamed(steps.category())) {
      names.put(
          "category",
          directory.category(municipality, steps.category()).map(Category::name).orElse(""));
    }
    return names;
  }

  private static boolean isNamed(String value) {
    return value != null && !value.isEmpty();
  }

  /** Wards, bureaus and departments own no tickets. */
  private static Optional<String> section(
      Directory directory, MunicipalityId municipality, String code) {
    return directory
        .section(municipality, new SectionId(code))
        .filter(s -> s.kind() == Section.Kind.SECTION)
        .map(Section::name);
  }

  /** Of whoever works there; nobody learns here who works elsewhere. */
  private static Optional<String> owner(
      Directory directory, MunicipalityId municipality, String login) {
    return directory
        .staff(new StaffId(login))
        .filter(Staff::active)
        .filter(s -> s.grants().stream().anyMatch(g -> isOf(g.municipality(), municipality)))
        .map(Staff::name);
  }

  private static boolean isOf(MunicipalityId granted, MunicipalityId municipality) {
    return granted.equals(municipality) || granted.equals(MunicipalityId.EVERY);
  }

  /**
   * @throws org.madoguchi.kernel.problem.DomainException invalid-fields
   */
  static void mustBeKnown(Directory directory, MunicipalityId municipality, Details details) {
    Checks checks = new Checks();
    details
        .macro()
        .ifPresent(
            steps ->
                of(directory, municipality, steps)
                    .forEach(
                        (field, name) -> {
                          if (name.isEmpty()) {
                            checks.note("macro." + field, "unknown", "");
                          }
                        }));
    checks.done();
  }
}
