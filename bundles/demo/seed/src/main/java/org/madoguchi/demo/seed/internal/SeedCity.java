package org.madoguchi.demo.seed.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;

/**
 * The organisation of the seeded municipality: the demonstration's, grown to 110 sections, and as
 * many people as the number of tickets needs.
 */
final class SeedCity {
  private static final int SECTIONS = 110;
  private static final String[] BRANCHES = {"管理係", "相談係", "給付係", "業務係"};

  private final String slug;
  private final String name;
  private final List<CSVRecord> sectionLines;
  private final List<String> sectionCodes = new ArrayList<>();
  private final StringBuilder sections =
      new StringBuilder("code,name,kana,parent,kind,phone,opens,closes,description\n");
  private final StringBuilder staff =
      new StringBuilder("login,name,kana,mail,language,role,section\n");
  private final List<StaffId> operators = new ArrayList<>();
  private final Map<SectionId, List<StaffId>> bySection = new LinkedHashMap<>();
  private long people;

  SeedCity(String slug, String name, long tickets, List<CSVRecord> sectionLines) {
    this.slug = slug;
    this.name = name;
    this.sectionLines = sectionLines;
    organise();
    employ(tickets);
  }

  /** As {@code DirectoryImport} takes them. */
  String sections() {
    return sections.toString();
  }

  String staff() {
    return staff.toString();
  }

  List<StaffId> operators() {
    return operators;
  }

  Map<SectionId, List<StaffId>> staffOfSections() {
    return bySection;
  }

  /** An administrator, a supervisor, four operators, somebody of a section: hashing takes time. */
  List<StaffId> withPassword() {
    List<StaffId> people = new ArrayList<>();
    people.add(new StaffId(slug + "-admin"));
    people.add(new StaffId(slug + "-sv-1"));
    people.addAll(operators.subList(0, 4));
    people.add(bySection.values().iterator().next().get(0));
    return people;
  }

  private void organise() {
    for (CSVRecord line : sectionLines) {
      boolean city = line.get("kind").equals("city");
      section(
          city ? slug : line.get("code"),
          city ? name : line.get("name"),
          line.get("kana"),
          line.get("parent").equals("mihon") ? slug : line.get("parent"),
          line.get("kind"));
    }
    List<String> parents = List.copyOf(sectionCodes);
    for (int i = 0; sectionCodes.size() < SECTIONS; i++) {
      String parent = parents.get(i % parents.size());
      String branch = BRANCHES[i / parents.size() % BRANCHES.length];
      section(parent + "-" + (1 + i / parents.size()), branch, "かかり", parent, "section");
    }
  }

  private void section(String code, String title, String kana, String parent, String kind) {
    sections
        .append(String.join(",", code, title, kana, parent, kind))
        .append(",0466-00-0000,08:30,17:15,\n");
    if (kind.equals("section")) {
      sectionCodes.add(code);
    }
  }

  private void employ(long tickets) {
    person(slug + "-admin", "ADMINISTRATOR", "");
    int agents = (int) Math.min(120, 8 + tickets / 10_000);
    for (int i = 1; i <= 1 + agents / 10; i++) {
      person(slug + "-sv-" + i, "SUPERVISOR", "");
    }
    for (int i = 1; i <= agents; i++) {
      operators.add(person(slug + "-op-" + i, "OPERATOR", ""));
    }
    int each = (int) Math.min(27, 2 + tickets / 4_000);
    for (String code : sectionCodes) {
      List<StaffId> members = new ArrayList<>();
      for (int i = 1; i <= each; i++) {
        members.add(person(slug + "-" + code + "-" + i, "SECTION_STAFF", code));
      }
      bySection.put(new SectionId(code), members);
    }
  }

  private StaffId person(String login, String role, String section) {
    SeedPeople.Person person = SeedPeople.person(9_000_000 + ++people);
    staff
        .append(
            String.join(
                ",",
                login,
                person.name(),
                person.kana(),
                login + "@city." + slug + ".example",
                "ja",
                role,
                section))
        .append('\n');
    return new StaffId(login);
  }
}
