package org.madoguchi.templates.internal.imports;

import java.util.function.Predicate;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.LineChecks;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.Field;
import org.madoguchi.templates.internal.domain.Spelling;

/** Reads the cells of one line and notes each that is wrong; a noted one yields a stand-in. */
final class LineReading {
  private final CsvTable.Line line;
  private final LineChecks checks;

  LineReading(CsvTable.Line line, BadLines bad) {
    this.line = line;
    this.checks = new LineChecks(line, bad);
  }

  Details details(Predicate<SectionId> known) {
    return new Details(
        section(known),
        shortcut(),
        checks.required(Field.TITLE.written(), Spelling.LONGEST_TITLE),
        Spelling.text(checks.requiredText(Field.TEXT.written(), Spelling.LONGEST_TEXT)),
        language(),
        order(),
        active());
  }

  private SectionId section(Predicate<SectionId> known) {
    String code = cell(Field.SECTION);
    if (code.isEmpty()) {
      return SectionId.NONE;
    }
    if (!SectionId.isCode(code) || !known.test(new SectionId(code))) {
      return note(Field.SECTION, "unknown", SectionId.NONE);
    }
    return new SectionId(code);
  }

  private String shortcut() {
    String shortcut =
        Spelling.shortcut(checks.required(Field.SHORTCUT.written(), Spelling.LONGEST_SHORTCUT));
    boolean sound = shortcut.isEmpty() || Spelling.isShortcut(shortcut);
    return sound ? shortcut : note(Field.SHORTCUT, "invalid", "");
  }

  private String language() {
    String tag = cell(Field.LANGUAGE);
    if (tag.isEmpty()) {
      return Details.LANGUAGE;
    }
    boolean sound = tag.length() <= Spelling.LONGEST_LANGUAGE && Spelling.isLanguage(tag);
    return sound ? tag : note(Field.LANGUAGE, "invalid", Details.LANGUAGE);
  }

  private int order() {
    String order = cell(Field.ORDER);
    if (order.isEmpty()) {
      return 0;
    }
    return order.matches("[0-9]{1,4}") ? Integer.parseInt(order) : note(Field.ORDER, "invalid", 0);
  }

  private boolean active() {
    return switch (cell(Field.ACTIVE)) {
      case "", "true", "TRUE" -> true; // spreadsheets write it in capitals
      case "false", "FALSE" -> false;
      default -> note(Field.ACTIVE, "not-allowed", true);
    };
  }

  <T> T note(Field field, String code, T standIn) {
    return checks.note(field.written(), code, standIn);
  }

  boolean isSound() {
    return checks.isSound();
  }

  private String cell(Field field) {
    return line.cell(field.written());
  }
}
