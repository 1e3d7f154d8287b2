package org.madoguchi.tickets.internal.presence;

import org.madoguchi.kernel.StaffId;

/** Somebody else who has the same ticket open. */
public record Beside(StaffId who, String name, Doing doing) {}
