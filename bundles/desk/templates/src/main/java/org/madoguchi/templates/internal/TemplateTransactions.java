package org.madoguchi.templates.internal;

import org.madoguchi.kernel.store.RoomTransactions;

/** The transactions of this room, as use cases open them. */
public interface TemplateTransactions extends RoomTransactions {}
