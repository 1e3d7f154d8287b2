package org.madoguchi.directory;

import java.util.List;
import java.util.Locale;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;

/**
 * A member of staff.
 *
 * @param grants the roles as assigned, not yet expanded below departments
 * @param active false on leave or after leaving: cannot log in, stays readable in histories
 */
public record Staff(
    StaffId id,
    String name,
    String kana,
    String mail,
    Locale language,
    boolean active,
    List<Grant> grants) {
  public Staff {
    grants = List.copyOf(grants);
  }
}
