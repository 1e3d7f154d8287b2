package org.madoguchi.notices.internal;

import org.madoguchi.kernel.store.RoomTransactions;

/** The transactions of this room, as use cases open them. */
public interface NoticeTransactions extends RoomTransactions {}
