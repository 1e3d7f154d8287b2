package org.madoguchi.knowledge.internal.imports;

/** How a file of articles is written. */
public enum FileForm {
  /** UTF-8 with the mark by which spreadsheets know it; read with and without, and in Shift_JIS. */
  CSV,
  /** Written for programs that read nothing else. */
  CSV_SHIFT_JIS,
  /** One JSON object in each line. */
  JSON_LINES
}
