package org.madoguchi.kernel.access;

/** What somebody who logged in has to do before anything else. */
public enum Duty {
  /** Somebody else knows the password: an administrator set it. */
  CHANGE_PASSWORD,
  /** A role asks for a second factor and the person has none yet. */
  ENROL_SECOND_FACTOR
}
