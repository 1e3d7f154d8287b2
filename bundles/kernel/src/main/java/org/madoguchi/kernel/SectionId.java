package org.madoguchi.kernel;

import java.util.Locale;

/**
 * The code of a ward, department or section, unique within its municipality: 1–40 characters of
 * {@code [A-Za-z0-9._-]}, for example {@code shimin-madoguchi}.
 */
public record SectionId(String value) implements Comparable<SectionId> {
  private static final String SIGNS =
      Spelling.LOWER + Spelling.LOWER.toUpperCase(Locale.ROOT) + Spelling.DIGITS + "._-";

  private static final Spelling CODE = new Spelling(SIGNS, SIGNS, 40);

  /**
   * No section: a ticket nobody owns yet, or a grant that holds in the whole municipality. Stored
   * as ''.
   */
  public static final SectionId NONE = new SectionId("");

  /**
   * @throws IllegalArgumentException when {@code value} is not a code
   */
  public SectionId {
    if (value == null || !(value.isEmpty() || CODE.fits(value))) {
      throw new IllegalArgumentException("not a section code: " + value);
    }
  }

  public static boolean isCode(String text) {
    return CODE.fits(text);
  }

  public boolean isNone() {
    return value.isEmpty();
  }

  @Override
  public int compareTo(SectionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
