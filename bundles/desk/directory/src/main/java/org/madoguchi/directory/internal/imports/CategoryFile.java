package org.madoguchi.directory.internal.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.madoguchi.directory.Category;
import org.madoguchi.directory.internal.categories.CategoryTree;
import org.madoguchi.directory.internal.categories.CategoryTree.Written;
import org.madoguchi.directory.internal.store.CategoryEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.LineChecks;

/** Reads the lines of the categories: a tree of three levels, owned by sections that are known. */
final class CategoryFile {
  static final List<String> COLUMNS = List.of("code", "parent", "name", "section");

  /** A file from before there were limits lacks them; then there are none. */
  static final List<String> LIMITS = List.of("validFrom", "validTo");

  static final CsvTable.Form FORM = new CsvTable.Form(COLUMNS, LIMITS, Set.of(), 10_000);

  private CategoryFile() {}

  static List<CategoryEntry> read(
      MunicipalityId municipality,
      List<CsvTable.Line> lines,
      Set<SectionId> sections,
      BadLines bad) {
    List<Written> written = lines.stream().map(CategoryFile::written).toList();
    CategoryTree tree = new CategoryTree(municipality, written, sections);
    Set<String> seen = new HashSet<>();
    List<CategoryEntry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      LineChecks checks = new LineChecks(lines.get(i), bad);
      Category category =
          tree.read(written.get(i), (field, code, arguments) -> checks.note(field, code, ""));
      if (!seen.add(category.code())) {
        checks.note("code", "invalid", "");
      }
      entries.add(new CategoryEntry(category, i + 1, 0));
    }
    return entries;
  }

  private static Written written(CsvTable.Line line) {
    return new Written(
        line.cell("code"),
        line.cell("parent"),
        line.cell("name"),
        line.cell("section"),
        line.cell("validFrom"),
        line.cell("validTo"));
  }
}
