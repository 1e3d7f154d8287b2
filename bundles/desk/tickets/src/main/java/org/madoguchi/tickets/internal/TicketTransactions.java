package org.madoguchi.tickets.internal;

import org.madoguchi.kernel.store.RoomTransactions;

/** The transactions of this room, as use cases open them. */
public interface TicketTransactions extends RoomTransactions {}
