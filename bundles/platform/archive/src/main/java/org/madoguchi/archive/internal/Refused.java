package org.madoguchi.archive.internal;

/** What was asked for cannot be done; the message is for the person who asked. */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param code in the catalogue {@link Texts}
   */
  public Refused(String code, Object... values) {
    super(Texts.of(code, values));
  }
}
