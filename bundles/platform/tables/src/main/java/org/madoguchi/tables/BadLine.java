package org.madoguchi.tables;

/**
 * What is wrong with a line of a file.
 *
 * @param line as in the file, from 1 (the header)
 * @param column '' when it is the whole line
 * @param code as in {@code FieldProblem}; its text stands in a catalogue {@code bad-line}
 * @param value the cell, shortened
 */
public record BadLine(int line, String column, String code, String value) {
  private static final int SHOWN = 60;

  /** With the cell cut to what a person needs to find it. */
  public static BadLine of(int line, String column, String code, String cell) {
    return new BadLine(
        line, column, code, cell.length() > SHOWN ? cell.substring(0, SHOWN) + "…" : cell);
  }
}
