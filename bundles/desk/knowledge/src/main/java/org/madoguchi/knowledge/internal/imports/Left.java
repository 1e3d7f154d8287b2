package org.madoguchi.knowledge.internal.imports;

/** This node ends, or another one goes on with the file; nothing of what was tried remains. */
final class Left extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
