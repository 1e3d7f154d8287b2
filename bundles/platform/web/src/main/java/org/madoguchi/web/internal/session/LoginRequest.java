package org.madoguchi.web.internal.session;

import java.text.Normalizer;
import java.util.Locale;
import org.madoguchi.kernel.StaffId;

/** The body of a login. */
record LoginRequest(String user, String password) {
  private static final int LONGEST_PASSWORD = 1_000;

  /** The login name as the directory writes it; {@link StaffId#NONE} when it cannot be one. */
  StaffId who() {
    String name = user == null ? "" : Normalizer.normalize(user.strip(), Normalizer.Form.NFKC);
    String login = name.toLowerCase(Locale.ROOT);
    return StaffId.isLogin(login) ? new StaffId(login) : StaffId.NONE;
  }

  boolean hasPassword() {
    return password != null && !password.isEmpty() && password.length() <= LONGEST_PASSWORD;
  }

  /** A record would show the password. */
  @Override
  public String toString() {
    return "LoginRequest";
  }
}
