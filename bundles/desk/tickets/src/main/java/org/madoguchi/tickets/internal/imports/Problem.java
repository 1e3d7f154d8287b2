package org.madoguchi.tickets.internal.imports;

import org.madoguchi.tickets.internal.domain.InboundText;

/**
 * What is wrong with a line.
 *
 * @param column its heading, or '' for the whole line
 * @param code its text stands in the catalogue {@code problems-of-lines}
 * @param remaining whether it tells of a ticket that stayed when its import was undone
 */
public record Problem(long line, String column, String code, String cell, boolean remaining) {
  private static final int SHOWN = 60;

  static Problem of(long line, String column, String code, String cell) {
    String shown = InboundText.line(cell, 4 * SHOWN);
    return new Problem(
        line,
        InboundText.line(column, SHOWN),
        code,
        shown.length() > SHOWN ? InboundText.cut(shown, SHOWN) + "…" : shown,
        false);
  }

  static Problem staying(String ticket) {
    return new Problem(0, "", "worked-on", ticket, true);
  }
}
