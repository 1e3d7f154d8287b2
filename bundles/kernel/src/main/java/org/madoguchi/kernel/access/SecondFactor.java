package org.madoguchi.kernel.access;

import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.problem.DomainException;

/**
 * Port to what a person proves at a login besides the password. Implemented by the directory; asked
 * by the web after the password was right, whichever realm checked it.
 */
public interface SecondFactor {
  /** Whether a login of this person needs a code. */
  boolean isAskedOf(StaffId who);

  /**
   * Takes a code of the person's device, or one of the recovery codes. Each is taken once, on all
   * nodes together.
   *
   * @throws DomainException unavailable when codes cannot be checked on this node
   */
  boolean accepts(StaffId who, String code);
}
