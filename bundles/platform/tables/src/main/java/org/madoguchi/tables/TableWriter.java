package org.madoguchi.tables;

import java.io.IOException;
import java.util.List;

/**
 * Writes a table row by row into a stream, which stays open. Cells are text, {@link
 * java.time.LocalDateTime}s, numbers, or null for an empty one; text stays text, whatever a
 * spreadsheet would make of it. Memory does not grow with the rows. Not for several threads.
 */
public interface TableWriter {
  void row(List<?> cells) throws IOException;

  /** Hands over to the stream what was written, as far as it can be. */
  void flush() throws IOException;

  /** How many characters could not be written and were replaced by {@code 〓} so far. */
  long replaced();

  /** Ends the table; without it the file is not whole. */
  void finish() throws IOException;
}
