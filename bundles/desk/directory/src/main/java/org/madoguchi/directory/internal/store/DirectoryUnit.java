package org.madoguchi.directory.internal.store;

import org.madoguchi.kernel.store.RoomTransactions;

/** Port to the one persistence unit of the directory. */
public interface DirectoryUnit extends RoomTransactions {}
