package org.madoguchi.tables;

import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A CSV file with a header line that names its columns: its lines, and what is wrong with it. */
public final class CsvTable {
  /**
   * What a file looks like.
   *
   * @param columns each stands in the header once, in any order; capitals do not count there
   * @param optional may stand there too, once; where one does not, its cells are ''
   * @param verbatim the columns whose cells keep the white space around them
   * @param mostLines of those behind, each is bad; at most these are held in memory
   */
  public record Form(
      List<String> columns, List<String> optional, Set<String> verbatim, int mostLines) {
    public static Form of(List<String> columns, int mostLines) {
      return new Form(columns, List.of(), Set.of(), mostLines);
    }

    /** The column a cell of the header names, as it is written here; empty when it names none. */
    private Optional<String> named(String cell) {
      return Stream.concat(columns.stream(), optional.stream())
          .filter(cell::equalsIgnoreCase)
          .findFirst();
    }
  }

  /** A line that is not blank. */
  public static final class Line {
    private final int number;
    private final Map<String, Integer> places;
    private final List<String> cells;

    private Line(int number, Map<String, Integer> places, List<String> cells) {
      this.number = number;
      this.places = places;
      this.cells = cells;
    }

    /** As in the file, from 1 (the header); where a record spans several, the first. */
    public int number() {
      return number;
    }

    /** Whether the file has the column, which may be an optional one. */
    public boolean has(String column) {
      return places.containsKey(column);
    }

    /** '' where the line is too short, or the file lacks an optional column. */
    public String cell(String column) {
      int place = places.getOrDefault(column, Integer.MAX_VALUE);
      return place < cells.size() ? cells.get(place) : "";
    }
  }

  private final Form form;
  private final BadLines bad;
  private final Consumer<Line> taker;
  private final List<Line> lines = new ArrayList<>();
  private int taken;

  private CsvTable(Form form) {
    this.form = form;
    this.bad = new BadLines();
    this.taker = lines::add;
  }

  private CsvTable(Form form, BadLines bad, Consumer<Line> taker) {
    this.form = form;
    this.bad = bad;
    this.taker = taker;
  }

  public static CsvTable read(String csv, Form form) {
    return read(new StringReader(csv), form);
  }

  /** Reads to the end; the caller closes. A header that lacks a column yields no lines. */
  public static CsvTable read(Reader csv, Form form) {
    CsvTable table = new CsvTable(form);
    table.read(csv);
    return table;
  }

  /**
   * The same line by line, in memory that does not grow with the file.
   *
   * @param bad gets what is wrong with the form
   */
  public static void each(Reader csv, Form form, BadLines bad, Consumer<Line> taker) {
    new CsvTable(form, bad, taker).read(csv);
  }

  private void read(Reader csv) {
    CsvRecords records = new CsvRecords(csv, bad);
    List<String> header = records.next().map(CsvRecords.Line::cells).orElse(List.of());
    Map<String, Integer> places = places(header);
    if (bad.isEmpty()) {
      take(records, header, places);
    }
    if (taken == 0 && bad.isEmpty()) {
      // An empty file is a mistake; taking it could remove everything.
      bad.add(new BadLine(2, form.columns().get(0), "required", ""));
    }
  }

  public List<Line> lines() {
    return lines;
  }

  /** What is wrong with the form; whoever reads on adds what is wrong with the contents. */
  public BadLines bad() {
    return bad;
  }

  private Map<String, Integer> places(List<String> header) {
    Map<String, Integer> places = new HashMap<>();
    for (String cell : header) {
      Optional<String> known = form.named(cell.strip());
      String name = known.orElse(cell.strip().toLowerCase(Locale.ROOT));
      if (known.isEmpty()) {
        bad.add(BadLine.of(1, name, "unknown", name));
      } else if (places.putIfAbsent(name, places.size()) != null) {
        bad.add(new BadLine(1, name, "invalid", name));
      }
    }
    form.columns().stream()
        .filter(column -> !places.containsKey(column))
        .forEach(column -> bad.add(new BadLine(1, column, "required", "")));
    return places;
  }

  private void take(CsvRecords records, List<String> header, Map<String, Integer> places) {
    List<String> names = header.stream().flatMap(h -> form.named(h.strip()).stream()).toList();
    Optional<CsvRecords.Line> next = records.next();
    for (; next.isPresent(); next = records.next()) {
      int number = next.get().number();
      List<String> cells = next.get().cells();
      if (taken == form.mostLines()) {
        bad.add(new BadLine(number, "", "too-many", ""));
      } else if (cells.size() > names.size()) {
        bad.add(new BadLine(number, "", "invalid", ""));
      } else {
        taken++;
        taker.accept(new Line(number, places, clean(names, cells)));
      }
    }
  }

  private List<String> clean(List<String> names, List<String> cells) {
    List<String> clean = new ArrayList<>(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean verbatim = form.verbatim().contains(names.get(i));
      clean.add(Formulas.unguarded(verbatim ? cell : cell.strip()));
    }
    return clean;
  }
}
