package org.madoguchi.tickets.internal.imports;

/** Somebody else made the import another one meanwhile; nothing of what was tried remains. */
final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
