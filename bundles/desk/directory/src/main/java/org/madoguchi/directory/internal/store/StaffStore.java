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

  /** Whether somebody else knows the password. */
  boolean mustChange(StaffId who);

  /**
   * Puts it in the place of the present one, without keeping that.
   *
   * @param mustChange see {@link #mustChange}
   */
  void savePassword(StaffId who, PasswordHash password, boolean mustChange);

  /** The newest of those before the present one, newest first. */
  List<PasswordHash> formerPasswords(StaffId who, int most);

  /** Keeps the newest {@code most} former ones, this one among them; the others are removed. */
  void addFormerPassword(StaffId who, PasswordHash former, int most);
}
