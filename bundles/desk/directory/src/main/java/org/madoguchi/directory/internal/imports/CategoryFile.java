package org.madoguchi.directory.internal.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.internal.store.CategoryEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.LineChecks;

/** Reads the lines of the categories: a tree of three levels, owned by sections that are known. */
final class CategoryFile {
  static final List<String> COLUMNS = List.of("code", "parent", "name", "section");

  private static final int LEVELS = 3;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,80}");

  private CategoryFile() {}

  static List<CategoryEntry> read(
      MunicipalityId municipality,
      List<CsvTable.Line> lines,
      Set<SectionId> sections,
      BadLines bad) {
    Map<String, String> parents = new HashMap<>();
    lines.forEach(line -> parents.putIfAbsent(line.cell("code"), line.cell("parent")));
    Tree tree = new Tree(parents);
    Set<String> seen = new HashSet<>();
    List<CategoryEntry> entries = new ArrayList<>();
    for (CsvTable.Line line : lines) {
      LineChecks checks = new LineChecks(line, bad);
      checks.required("code", 80);
      String code = checks.matching("code", CODE);
      if (!seen.add(line.cell("code"))) {
        checks.note("code", "invalid", "");
      }
      Category category =
          new Category(
              municipality,
              code,
              parent(checks, line, tree),
              checks.required("name", 100),
              owner(checks, line, sections));
      entries.add(new CategoryEntry(category, entries.size() + 1));
    }
    return entries;
  }

  private static String parent(LineChecks checks, CsvTable.Line line, Tree tree) {
    String parent = line.cell("parent");
    if (!parent.isEmpty() && !tree.has(parent)) {
      return checks.note("parent", "unknown", "");
    }
    int depth = tree.depth(line.cell("code"));
    boolean sound = parent.isEmpty() || depth > 0 && depth <= LEVELS;
    return sound ? parent : checks.note("parent", "invalid", "");
  }

  private static SectionId owner(LineChecks checks, CsvTable.Line line, Set<SectionId> sections) {
    String section = line.cell("section");
    if (section.isEmpty()) {
      return SectionId.NONE;
    }
    if (!SectionId.isCode(section) || !sections.contains(new SectionId(section))) {
      return checks.note("section", "unknown", SectionId.NONE);
    }
    return new SectionId(section);
  }
}
