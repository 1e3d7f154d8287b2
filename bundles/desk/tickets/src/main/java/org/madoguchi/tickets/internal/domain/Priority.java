package org.madoguchi.tickets.internal.domain;

/** How pressing a ticket is. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT
}
