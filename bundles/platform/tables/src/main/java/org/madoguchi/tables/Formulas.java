package org.madoguchi.tables;

/**
 * A spreadsheet would calculate what begins like a formula, and somebody else wrote it. Such a cell
 * of a CSV file gets an apostrophe before it (OWASP, CSV injection), which reading takes off.
 */
public final class Formulas {
  /** The wide ones are formulas to a Japanese input method. */
  private static final String BEGINNINGS = "=+-@\t\r\n＝＋－＠";

  private Formulas() {}

  public static String guarded(String cell) {
    return begins(cell) ? "'" + cell : cell;
  }

  public static String unguarded(String cell) {
    return cell.startsWith("'") && begins(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static boolean begins(String cell) {
    return !cell.isEmpty() && BEGINNINGS.indexOf(cell.charAt(0)) >= 0;
  }
}
