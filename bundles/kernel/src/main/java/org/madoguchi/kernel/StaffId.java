package org.madoguchi.kernel;

/**
 * A member of staff (the login name, unique in the container): 1–64 characters of {@code
 * [a-z0-9._@-]}. Work the product does by itself is signed by {@link #SYSTEM}.
 */
public record StaffId(String value) implements Comparable<StaffId> {
  private static final String SIGNS = Spelling.LOWER + Spelling.DIGITS;

  private static final Spelling LOGIN = new Spelling(SIGNS, SIGNS + "._@-", 64);

  /** The product itself: intake, acknowledgements, timers. */
  public static final StaffId SYSTEM = new StaffId("#system");

  /** Nobody: a ticket without an owner. Stored as ''. */
  public static final StaffId NONE = new StaffId("");

  /**
   * @throws IllegalArgumentException when {@code value} is not a login name
   */
  public StaffId {
    if (value == null || !(value.isEmpty() || value.equals("#system") || LOGIN.fits(value))) {
      throw new IllegalArgumentException("not a login name");
    }
  }

  public static boolean isLogin(String text) {
    return LOGIN.fits(text);
  }

  public boolean isNone() {
    return value.isEmpty();
  }

  @Override
  public int compareTo(StaffId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
