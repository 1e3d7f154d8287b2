package org.madoguchi.directory;

/**
 * The six-digit code of a Japanese local government (全国地方公共団体コード): five digits and a check digit,
 * the last digit of 11 − (Σ digit × weight 6…2 mod 11); Ministry of Internal Affairs and
 * Communications.
 */
public record LocalGovernmentCode(String digits) {
  /**
   * @throws IllegalArgumentException when it is not six digits or the check digit is wrong
   */
  public LocalGovernmentCode {
    if (digits == null || !digits.matches("[0-9]{6}")) {
      throw new IllegalArgumentException("a local-government code has six digits");
    }
    if (checkDigit(digits) != digits.charAt(5) - '0') {
      throw new IllegalArgumentException(
          "the check digit of local-government code " + digits + " is wrong");
    }
  }

  private static int checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < 5; i++) {
      sum += (digits.charAt(i) - '0') * (6 - i);
    }
    return (11 - sum % 11) % 10;
  }
}
