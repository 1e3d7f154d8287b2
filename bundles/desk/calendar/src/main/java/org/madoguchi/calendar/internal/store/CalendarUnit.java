package org.madoguchi.calendar.internal.store;

import org.madoguchi.kernel.store.RoomTransactions;

/** Port to the one persistence unit of the calendar. */
public interface CalendarUnit extends RoomTransactions {}
