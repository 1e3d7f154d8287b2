package org.madoguchi.kernel;

/**
 * The slug of a municipality, as it stands in addresses, configuration file names and the access
 * columns of every table: 1–32 characters of {@code [a-z0-9-]}, beginning with a letter, for
 * example {@code mihon}. It never changes.
 */
public record MunicipalityId(String value) implements Comparable<MunicipalityId> {
  private static final Spelling SLUG =
      new Spelling(Spelling.LOWER, Spelling.LOWER + Spelling.DIGITS + "-", 32);

  /**
   * Stands for every municipality of the container; only grants of the container's administrators
   * carry it.
   */
  public static final MunicipalityId EVERY = new MunicipalityId("*");

  /**
   * @throws IllegalArgumentException when {@code value} is not a slug
   */
  public MunicipalityId {
    if (value == null || !(value.equals("*") || SLUG.fits(value))) {
      throw new IllegalArgumentException("not a municipality slug: " + value);
    }
  }

  /**
   * Whether {@link #MunicipalityId} would accept the text as a municipality's slug ({@code *} is
   * not one).
   */
  public static boolean isSlug(String text) {
    return SLUG.fits(text);
  }

  @Override
  public int compareTo(MunicipalityId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
