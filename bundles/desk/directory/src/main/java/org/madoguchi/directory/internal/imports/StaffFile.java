package org.madoguchi.directory.internal.imports;

import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.LineChecks;

/** Reads the lines of the staff; several lines of one login make one person with several roles. */
final class StaffFile {
  static final List<String> COLUMNS =
      List.of("login", "name", "kana", "mail", "language", "role", "section");

  private static final Pattern MAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,189}");

  /**
   * @param line where the person appears first; @param grants in the file's municipality
   */
  record Person(
      CsvTable.Line line,
      StaffId id,
      String name,
      String kana,
      String mail,
      Locale language,
      List<Grant> grants) {
    private boolean sameAs(Person other) {
      return name.equals(other.name)
          && kana.equals(other.kana)
          && mail.equals(other.mail)
          && language.equals(other.language);
    }
  }

  private final MunicipalityId municipality;
  private final Set<SectionId> sections;
  private final BadLines bad;

  private StaffFile(MunicipalityId municipality, Set<SectionId> sections, BadLines bad) {
    this.municipality = municipality;
    this.sections = sections;
    this.bad = bad;
  }

  static List<Person> read(
      MunicipalityId municipality,
      List<CsvTable.Line> lines,
      Set<SectionId> sections,
      BadLines bad) {
    StaffFile file = new StaffFile(municipality, sections, bad);
    Map<StaffId, Person> people = new LinkedHashMap<>();
    lines.forEach(line -> file.take(line, people));
    return List.copyOf(people.values());
  }

  private void take(CsvTable.Line line, Map<StaffId, Person> people) {
    LineChecks checks = new LineChecks(line, bad);
    StaffId id = login(checks, line);
    Grant grant = grant(checks, line);
    Person person =
        new Person(
            line,
            id,
            checks.required("name", 100),
            checks.optional("kana", 200),
            checks.matching("mail", MAIL),
            language(checks, line),
            new ArrayList<>(List.of(grant)));
    Person before = people.putIfAbsent(id, person);
    if (before == null || id.isNone()) {
      return;
    }
    if (!before.sameAs(person)) {
      checks.note("name", "invalid", "");
    }
    if (before.grants().contains(grant)) {
      checks.note("role", "invalid", "");
    }
    before.grants().add(grant);
  }

  private static StaffId login(LineChecks checks, CsvTable.Line line) {
    String login = checks.required("login", 64);
    if (!login.isEmpty() && !StaffId.isLogin(login)) {
      return checks.note("login", "invalid", StaffId.NONE);
    }
    return new StaffId(login);
  }

  private Grant grant(LineChecks checks, CsvTable.Line line) {
    int before = bad.total();
    Role role = checks.choice("role", Role.class, Role.OPERATOR);
    // Without a section the role would reach every section's restricted tickets.
    if (bad.total() == before && role == Role.SECTION_STAFF && line.cell("section").isEmpty()) {
      checks.note("section", "required", "");
    }
    return new Grant(municipality, role, section(checks, line));
  }

  private SectionId section(LineChecks checks, CsvTable.Line line) {
    String section = line.cell("section");
    if (section.isEmpty()) {
      return SectionId.NONE;
    }
    if (!SectionId.isCode(section) || !sections.contains(new SectionId(section))) {
      return checks.note("section", "unknown", SectionId.NONE);
    }
    return new SectionId(section);
  }

  private static Locale language(LineChecks checks, CsvTable.Line line) {
    String tag = line.cell("language");
    if (tag.isEmpty()) {
      return Locale.JAPANESE;
    }
    try {
      return new Locale.Builder().setLanguageTag(tag).build();
    } catch (IllformedLocaleException e) {
      return checks.note("language", "invalid", Locale.JAPANESE);
    }
  }
}
