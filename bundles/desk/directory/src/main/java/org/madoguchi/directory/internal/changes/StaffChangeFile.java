package org.madoguchi.directory.internal.changes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.directory.internal.changes.Known.Written;
import org.madoguchi.directory.internal.changes.StaffChange.Wanted;
import org.madoguchi.directory.internal.changes.StaffChanges.Draft;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tables.CsvTable;
import org.madoguchi.tables.LineChecks;
import org.madoguchi.tables.Outcome;

/** A file of changes: each line one, of a person and a day at most one. */
final class StaffChangeFile {
  static final CsvTable.Form FORM =
      CsvTable.Form.of(
          List.of("login", "kind", "date", "role", "section", "tickets", "successor"), 5_000);

  /** A person and a day. */
  private record Slot(StaffId who, LocalDate on) {}

  private final Known known;
  private final CsvTable table;
  private final Map<Slot, Wanted> planned = new HashMap<>();
  private final Map<Slot, Integer> seen = new HashMap<>();
  private final List<Draft> added = new ArrayList<>();

  private StaffChangeFile(Known known, List<StaffChange> present, CsvTable table) {
    this.known = known;
    this.table = table;
    present.forEach(c -> planned.put(new Slot(c.who(), c.wanted().on()), c.wanted()));
  }

  static StaffChangeFile read(Known known, List<StaffChange> present, CsvTable table) {
    StaffChangeFile file = new StaffChangeFile(known, present, table);
    table.lines().forEach(file::take);
    return file;
  }

  List<Draft> added() {
    return added;
  }

  Map<StaffId, StaffEntry> people() {
    return known.staff();
  }

  Outcome outcome() {
    int lines = table.lines().size();
    return table.bad().isEmpty()
        ? Outcome.of(lines, added.size(), 0, 0)
        : Outcome.refused(lines, table.bad());
  }

  private void take(CsvTable.Line line) {
    LineChecks checks = new LineChecks(line, table.bad());
    Written written =
        new Written(
            line.cell("login"),
            line.cell("kind"),
            line.cell("date"),
            line.cell("role"),
            line.cell("section"),
            line.cell("tickets"),
            line.cell("successor"));
    Optional<Draft> read = known.read(written, (field, code) -> checks.note(field, code, ""));
    read.ifPresent(draft -> take(draft, checks, line.number()));
  }

  private void take(Draft draft, LineChecks checks, int number) {
    Slot slot = new Slot(draft.who(), draft.wanted().on());
    Wanted before = planned.get(slot);
    if (seen.putIfAbsent(slot, number) != null) {
      checks.note("login", "invalid", "");
    } else if (before == null) {
      added.add(draft);
    } else if (!before.equals(draft.wanted())) {
      checks.note("date", "taken", "");
    }
  }
}
