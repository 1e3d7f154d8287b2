package org.madoguchi.knowledge.internal;

import org.madoguchi.kernel.store.RoomTransactions;

/** The transactions of this room, as use cases open them. */
public interface KnowledgeTransactions extends RoomTransactions {}
