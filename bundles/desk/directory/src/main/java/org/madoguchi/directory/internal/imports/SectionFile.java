package org.madoguchi.directory.internal.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.madoguchi.directory.Section;
import org.madoguchi.directory.internal.categories.Tree;
import org.madoguchi.directory.internal.store.SectionEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.LineChecks;

/** Reads the lines of an organisation: every node once, below a node of the same file. */
final class SectionFile {
  static final List<String> COLUMNS =
      List.of("code", "name", "kana", "parent", "kind", "phone", "opens", "closes", "description");

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");

  private SectionFile() {}

  static List<SectionEntry> read(
      MunicipalityId municipality, List<CsvTable.Line> lines, BadLines bad) {
    Map<String, String> parents = new HashMap<>();
    lines.forEach(line -> parents.putIfAbsent(line.cell("code"), line.cell("parent")));
    Tree tree = new Tree(parents);
    Map<String, Integer> firstLines = new HashMap<>();
    List<SectionEntry> entries = new ArrayList<>();
    for (CsvTable.Line line : lines) {
      LineChecks checks = new LineChecks(line, bad);
      if (firstLines.putIfAbsent(line.cell("code"), line.number()) != null) {
        checks.note("code", "invalid", "");
      }
      entries.add(entry(municipality, checks, line, tree, entries.size() + 1));
    }
    return entries;
  }

  private static SectionEntry entry(
      MunicipalityId municipality, LineChecks checks, CsvTable.Line line, Tree tree, int ordinal) {
    String opens = checks.matching("opens", TIME);
    String closes = checks.matching("closes", TIME);
    if (opens.isEmpty() != closes.isEmpty() || !opens.isEmpty() && opens.compareTo(closes) >= 0) {
      checks.note(opens.isEmpty() ? "opens" : "closes", "invalid", "");
    }
    return new SectionEntry(
        municipality,
        code(checks, line),
        checks.required("name", 100),
        checks.optional("kana", 200),
        parent(checks, line, tree),
        checks.choice("kind", Section.Kind.class, Section.Kind.SECTION),
        checks.optional("phone", 40),
        opens,
        closes,
        checks.optional("description", 1000),
        ordinal);
  }

  private static SectionId code(LineChecks checks, CsvTable.Line line) {
    String code = checks.required("code", 40);
    if (!code.isEmpty() && !SectionId.isCode(code)) {
      return checks.note("code", "invalid", SectionId.NONE);
    }
    return new SectionId(code);
  }

  private static SectionId parent(LineChecks checks, CsvTable.Line line, Tree tree) {
    String parent = line.cell("parent");
    if (parent.isEmpty()) {
      return SectionId.NONE;
    }
    if (!tree.has(parent)) {
      return checks.note("parent", "unknown", SectionId.NONE);
    }
    if (!SectionId.isCode(parent) || tree.depth(line.cell("code")) == 0) {
      return checks.note("parent", "invalid", SectionId.NONE);
    }
    return new SectionId(parent);
  }
}
