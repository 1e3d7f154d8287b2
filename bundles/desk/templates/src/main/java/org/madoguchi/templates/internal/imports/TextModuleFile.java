package org.madoguchi.templates.internal.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.CsvText;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.Field;

/** Text modules as a CSV file, as it is written and read back: a column for each {@link Field}. */
final class TextModuleFile {
  static final int MOST_LINES = 2_000;

  private static final List<String> COLUMNS = written().map(Field::written).toList();

  /** A text keeps its lines as they are. */
  private static final CsvTable.Form FORM =
      new CsvTable.Form(COLUMNS, List.of(), Set.of(Field.TEXT.written()), MOST_LINES);

  private TextModuleFile() {}

  private static Stream<Field> written() {
    return Arrays.stream(Field.values()).filter(field -> field != Field.MACRO);
  }

  static CsvTable read(String csv) {
    return CsvTable.read(csv, FORM);
  }

  /** The file a person downloads. */
  static byte[] write(List<Details> modules) {
    return CsvText.of(
        COLUMNS,
        modules.stream().map(d -> written().map(f -> f.of(d).toString()).toList()).toList());
  }
}
