package org.madoguchi.knowledge.internal.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.madoguchi.knowledge.internal.Written;
import org.madoguchi.knowledge.internal.Written.Foreign;
import org.madoguchi.tables.BadLine;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.CsvTable;

/** Articles as a file, as it is written and read back, line by line. */
final class ArticleFile {
  static final int MOST_LINES = 50_000;

  static final List<String> COLUMNS = List.of("externalId", "question", "conclusion", "body");

  static final List<String> OPTIONAL =
      List.of(
          "state",
          "section",
          "category",
          "language",
          "words",
          "visibility",
          "sections",
          "scope",
          "scopeNote",
          "validFrom",
          "validUntil",
          "reviewMonths",
          "translations");

  private static final CsvTable.Form FORM =
      new CsvTable.Form(
          COLUMNS, OPTIONAL, Set.of("conclusion", "body", "words", "scopeNote"), MOST_LINES);

  private static final int LONGEST_LINE = 2_000_000;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setSerializationInclusion(JsonInclude.Include.NON_NULL)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** A line of JSON; what is missing is as it was. */
  record Line(
      String externalId,
      String state,
      String section,
      Integer reviewMonths,
      String category,
      String language,
      String question,
      String conclusion,
      String body,
      List<String> words,
      String visibility,
      List<String> sections,
      String scope,
      String scopeNote,
      List<Foreign> translations,
      String validFrom,
      String validUntil) {}

  private ArticleFile() {}

  /**
   * @param bad gets what is wrong with the form
   */
  static void each(Reader file, FileForm form, BadLines bad, Consumer<FileRow> taker) {
    if (form == FileForm.JSON_LINES) {
      lines(file, bad, taker);
    } else {
      CsvTable.each(file, FORM, bad, line -> csv(line, bad, taker));
    }
  }

  private static void csv(CsvTable.Line line, BadLines bad, Consumer<FileRow> taker) {
    List<Foreign> translations = line.has("translations") ? List.of() : null;
    if (!line.cell("translations").isEmpty()) {
      try {
        translations = List.of(JSON.readValue(line.cell("translations"), Foreign[].class));
      } catch (JsonProcessingException | NullPointerException e) {
        bad.add(BadLine.of(line.number(), "translations", "invalid", line.cell("translations")));
        return;
      }
    }
    String months = line.cell("reviewMonths");
    if (!months.matches("[0-9]{0,3}")) {
      bad.add(BadLine.of(line.number(), "reviewMonths", "invalid", months));
      return;
    }
    taker.accept(
        new FileRow(
            line.number(),
            size(line),
            line.cell("externalId"),
            line.cell("state"),
            new Written(
                cell(line, "section"),
                months.isEmpty() ? null : Integer.valueOf(months),
                cell(line, "category"),
                line.cell("language").isEmpty() ? null : line.cell("language"),
                line.cell("question"),
                line.cell("conclusion"),
                line.cell("body"),
                several(cell(line, "words"), "\\R"),
                cell(line, "visibility"),
                several(cell(line, "sections"), "[ ,;]+"),
                cell(line, "scope"),
                cell(line, "scopeNote"),
                translations,
                null,
                cell(line, "validFrom"),
                cell(line, "validUntil"))));
  }

  private static int size(CsvTable.Line line) {
    return Stream.of("question", "conclusion", "body", "words", "translations")
        .mapToInt(column -> line.cell(column).length())
        .sum();
  }

  /** Null where the file says nothing about it. */
  private static String cell(CsvTable.Line line, String column) {
    return line.has(column) ? line.cell(column) : null;
  }

  private static List<String> several(String cell, String between) {
    if (cell == null) {
      return null;
    }
    return Arrays.stream(cell.split(between)).filter(v -> !v.isBlank()).toList();
  }

  private static void lines(Reader file, BadLines bad, Consumer<FileRow> taker) {
    try (BufferedReader reader = new BufferedReader(file)) {
      int number = 0;
      int taken = 0;
      StringBuilder text = new StringBuilder();
      while (next(reader, text)) {
        number++;
        String line = text.toString();
        if (number == 1 && line.startsWith("\ufeff")) {
          line = line.substring(1);
        }
        if (line.isBlank()) {
          continue;
        }
        if (taken == MOST_LINES) {
          bad.add(new BadLine(number, "", "too-many", ""));
        } else if (line.length() > LONGEST_LINE) {
          bad.add(new BadLine(number, "", "too-long", ""));
        } else {
          taken++;
          json(number, line, bad, taker);
        }
      }
      if (taken == 0 && bad.isEmpty()) {
        bad.add(new BadLine(1, "externalId", "required", ""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The next line, of which only so much is held that it is seen to be too long.
   *
   * @return false at the end
   */
  private static boolean next(Reader reader, StringBuilder line) throws IOException {
    line.setLength(0);
    int c = reader.read();
    if (c < 0) {
      return false;
    }
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (line.length() <= LONGEST_LINE) {
        line.append((char) c);
      }
    }
    return true;
  }

  private static void json(int number, String text, BadLines bad, Consumer<FileRow> taker) {
    try {
      Line line = JSON.readValue(text, Line.class);
      taker.accept(row(number, text.length(), line));
    } catch (JsonMappingException e) {
      String column = e.getPath().isEmpty() ? "" : e.getPath().get(0).getFieldName();
      boolean unknown = e instanceof UnrecognizedPropertyException;
      bad.add(
          BadLine.of(number, column == null ? "" : column, unknown ? "unknown" : "invalid", text));
    } catch (JsonProcessingException e) {
      bad.add(BadLine.of(number, "", "invalid", text));
    }
  }

  private static FileRow row(int number, int size, Line line) {
    return new FileRow(
        number,
        size,
        line.externalId() == null ? "" : line.externalId(),
        line.state() == null ? "" : line.state(),
        new Written(
            line.section(),
            line.reviewMonths(),
            line.category(),
            line.language(),
            line.question(),
            line.conclusion(),
            line.body(),
            line.words(),
            line.visibility(),
            line.sections(),
            line.scope(),
            line.scopeNote(),
            line.translations(),
            null,
            line.validFrom(),
            line.validUntil()));
  }

  static String written(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }
}
