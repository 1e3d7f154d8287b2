package org.madoguchi.directory.internal.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Grant;

/**
 * A person with the last sequence of the person's events.
 *
 * @param staff the grants are sorted, so that two equal persons are equal values
 * @param revision 0 before the first event
 */
public record StaffEntry(Staff staff, long revision) {
  public static final Comparator<Grant> GRANT_ORDER =
      Comparator.comparing(Grant::municipality)
          .thenComparing(Grant::role)
          .thenComparing(Grant::section);

  public StaffEntry {
    List<Grant> sorted = staff.grants().stream().distinct().sorted(GRANT_ORDER).toList();
    staff =
        new Staff(
            staff.id(),
            staff.name(),
            staff.kana(),
            staff.mail(),
            staff.language(),
            staff.active(),
            sorted);
  }

  /** With other grants; somebody without any is not active, and who is on leave stays so. */
  public StaffEntry granted(List<Grant> grants) {
    boolean active = !grants.isEmpty() && !isOnLeave();
    return with(staff.name(), staff.kana(), staff.mail(), active, grants);
  }

  /** Has roles that do not count until the return. */
  public boolean isOnLeave() {
    return !staff.active() && !staff.grants().isEmpty();
  }

  public StaffEntry present(boolean active) {
    return with(staff.name(), staff.kana(), staff.mail(), active, staff.grants());
  }

  /** The roles in one municipality. */
  public List<Grant> grantsIn(MunicipalityId municipality) {
    return staff.grants().stream().filter(g -> g.municipality().equals(municipality)).toList();
  }

  /** With these roles in a municipality in place of those there; others stay. */
  public StaffEntry grantedIn(MunicipalityId municipality, List<Grant> here) {
    List<Grant> grants = new ArrayList<>(here);
    staff.grants().stream()
        .filter(g -> !g.municipality().equals(municipality))
        .forEach(grants::add);
    return granted(grants);
  }

  public StaffEntry named(String name, String kana, String mail) {
    return with(name, kana, mail, staff.active(), staff.grants());
  }

  public StaffEntry speaking(Locale language) {
    return new StaffEntry(
        new Staff(
            staff.id(),
            staff.name(),
            staff.kana(),
            staff.mail(),
            language,
            staff.active(),
            staff.grants()),
        revision);
  }

  public StaffEntry revised() {
    return new StaffEntry(staff, revision + 1);
  }

  /** Where the person holds a role; may hold {@link MunicipalityId#EVERY}. */
  public Set<MunicipalityId> municipalities() {
    return staff.grants().stream().map(Grant::municipality).collect(Collectors.toSet());
  }

  private StaffEntry with(
      String name, String kana, String mail, boolean active, List<Grant> grants) {
    return new StaffEntry(
        new Staff(staff.id(), name, kana, mail, staff.language(), active, grants), revision);
  }
}
