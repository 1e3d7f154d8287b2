package org.madoguchi.search.internal;

import org.madoguchi.kernel.store.RoomTransactions;

/** The transactions of this room, as use cases open them. */
public interface SearchTransactions extends RoomTransactions {}
