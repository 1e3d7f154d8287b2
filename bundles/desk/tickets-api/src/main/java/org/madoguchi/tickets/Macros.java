package org.madoguchi.tickets;

import java.util.Optional;
import org.madoguchi.kernel.access.AccessScope;

/** The macros people may apply to tickets; whoever keeps them implements it. */
public interface Macros {
  /**
   * Reads from the database; not to be called within a transaction.
   *
   * @return empty for one that is unknown, out of the person's reach, or withdrawn
   */
  Optional<Macro> find(AccessScope scope, long id);
}
