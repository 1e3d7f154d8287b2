package org.madoguchi.notices.internal.domain;

/** How much depends on a notice; the last comes first in lists. */
public enum Importance {
  NORMAL,
  IMPORTANT,
  URGENT
}
