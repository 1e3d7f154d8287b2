package org.madoguchi.directory.internal.login;

import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.problem.DomainException;

/** Another directory, which knows the passwords of most people. */
public interface PasswordsElsewhere {
  /** Whether this person's password is kept there. */
  boolean keepsThatOf(Staff person);

  /**
   * Asks whether the password is the person's. Blocking, bounded by a time-out. The array stays the
   * caller's.
   *
   * @throws DomainException directory-away when nobody can tell
   */
  boolean accepts(Staff person, char[] password);
}
