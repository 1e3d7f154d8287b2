package org.madoguchi.tables;

import java.util.List;

/**
 * An outcome as REST answers it, with its texts in a language.
 *
 * @param taken whether the file was stored; false for a dry run and with bad lines
 * @param bad how much is wrong with the file; {@code badLines} may be fewer
 */
public record ImportReport(
    boolean taken,
    int lines,
    int added,
    int changed,
    int removed,
    int bad,
    List<ReportedLine> badLines) {

  /** A bad line, and in words what is wrong with it. */
  public record ReportedLine(int line, String column, String code, String value, String message) {}

  public static ImportReport of(Outcome outcome, boolean dryRun, BadLineTexts texts) {
    return new ImportReport(
        !dryRun && outcome.isSound(),
        outcome.lines(),
        outcome.added(),
        outcome.changed(),
        outcome.removed(),
        outcome.bad(),
        texts.report(outcome.badLines()));
  }
}
