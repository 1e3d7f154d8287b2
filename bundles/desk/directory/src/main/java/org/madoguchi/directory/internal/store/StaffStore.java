package org.madoguchi.directory.internal.store;

import java.util.List;
import java.util.Optional;
import org.madoguchi.directory.internal.secret.PasswordHash;
import org.madoguchi.kernel.StaffId;

/** The stored staff and their passwords. Every method joins the running transaction. */
public interface StaffStore {
  List<StaffEntry> all();

  Optional<StaffEntry> find(StaffId who);

  /** Inserts or replaces the person with all grants and the revision. */
  void save(List<StaffEntry> staff);

  /** Whether anybody administers the whole container. */
  boolean hasContainerAdministrator();

  Optional<PasswordHash> password(StaffId who);

  void savePassword(StaffId who, PasswordHash password);
}
