package org.madoguchi.tickets.internal.domain;

/** How a contact ended: 一次完結, 取次, 折り返し. */
public enum ContactResult {
  /** Not asked yet. */
  NONE,
  FIRST_CONTACT,
  HANDED_OVER,
  CALLBACK
}
