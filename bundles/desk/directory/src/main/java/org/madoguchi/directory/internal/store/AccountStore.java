package org.madoguchi.directory.internal.store;

import java.util.Map;
import java.util.Set;

/**
 * What an administrator is told about many accounts at once. Every method joins the transaction.
 */
public interface AccountStore {
  /** Logins with a password that has to be changed. */
  Set<String> withInitialPassword();

  /** Logins that have any password here. */
  Set<String> withPassword();

  Set<String> withSecondFactor();

  /** How many sessions are stored, by login; only of those who have any. */
  Map<String, Long> sessions();
}
