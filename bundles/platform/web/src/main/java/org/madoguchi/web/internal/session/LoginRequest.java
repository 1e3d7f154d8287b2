package org.madoguchi.web.internal.session;

import java.text.Normalizer;
import java.util.Locale;
import org.madoguchi.kernel.StaffId;

/**
 * The body of a login.
 *
 * @param code of the second factor; absent at the first step
 */
record LoginRequest(String user, String password, String code) {
  private static final int LONGEST_PASSWORD = 1_000;
  private static final int LONGEST_CODE = 100;

  /** The login name as the directory writes it; {@link StaffId#NONE} when it cannot be one. */
  StaffId who() {
    String name = user == null ? "" : Normalizer.normalize(user.strip(), Normalizer.Form.NFKC);
    String login = name.toLowerCase(Locale.ROOT);
    return StaffId.isLogin(login) ? new StaffId(login) : StaffId.NONE;
  }

  boolean hasPassword() {
    return password != null && !password.isEmpty() && password.length() <= LONGEST_PASSWORD;
  }

  boolean hasCode() {
    return code != null && !code.isBlank();
  }

  /** Whether it could be one at all. */
  boolean isCodeShort() {
    return code.length() <= LONGEST_CODE;
  }

  /** A record would show the password. */
  @Override
  public String toString() {
    return "LoginRequest";
  }
}
