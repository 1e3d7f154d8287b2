package org.madoguchi.tickets.internal.files;

/** What a file is for whoever opens it. */
public enum FileKind {
  IMAGE,
  PDF,
  /** A mail with its own attachments. */
  MESSAGE,
  /** Office documents. */
  DOCUMENT,
  /** Office documents that bring programs along. */
  MACRO,
  ARCHIVE,
  /** Runs when it is opened: programs, installers, shortcuts. */
  PROGRAM,
  /** Text that runs when it is opened. */
  SCRIPT,
  /** HTML, SVG, XML: what a browser would run. */
  MARKUP,
  /** Sound and films. */
  MEDIA,
  TEXT,
  UNKNOWN
}
