package org.madoguchi.directory.internal.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.madoguchi.directory.Staff;
import org.madoguchi.directory.internal.Access;
import org.madoguchi.directory.internal.DirectoryEvents;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.tables.BadLines;
import org.madoguchi.tables.LineChecks;

/**
 * Decides what a staff file changes. It replaces the roles in its own municipality and leaves those
 * in others alone; a person without any role left is no longer active. The language counts for new
 * persons only: afterwards it is the person's own choice.
 */
final class StaffChanges {
  private final AccessScope scope;
  private final MunicipalityId municipality;
  private final Instant at;
  private final List<StaffEntry> changed = new ArrayList<>();
  private final List<NewEvent> events = new ArrayList<>();
  private int added;
  private int removed;

  private StaffChanges(AccessScope scope, MunicipalityId municipality, Instant at) {
    this.scope = scope;
    this.municipality = municipality;
    this.at = at;
  }

  static StaffChanges decide(
      AccessScope scope,
      MunicipalityId municipality,
      Collection<StaffEntry> present,
      List<StaffFile.Person> wanted,
      Instant at,
      BadLines bad) {
    StaffChanges changes = new StaffChanges(scope, municipality, at);
    Map<StaffId, StaffEntry> known = new HashMap<>();
    present.forEach(entry -> known.put(entry.staff().id(), entry));
    wanted.forEach(person -> changes.take(known.remove(person.id()), person, bad));
    known.values().stream()
        .filter(entry -> entry.municipalities().contains(municipality))
        .forEach(changes::withdraw);
    return changes;
  }

  /** Everybody whose row changes, with the next revision. */
  List<StaffEntry> changed() {
    return changed;
  }

  List<NewEvent> events() {
    return events;
  }

  /** People new in the municipality. */
  int added() {
    return added;
  }

  /** People of the municipality with another name, address or role. */
  int altered() {
    return changed.size() - added - removed;
  }

  /** People who lost every role in the municipality. */
  int removed() {
    return removed;
  }

  private void take(StaffEntry before, StaffFile.Person person, BadLines bad) {
    if (before == null) {
      added++;
      keep(null, fresh(person));
      return;
    }
    boolean mayRename = Access.managesAll(scope, before);
    if (!mayRename && !before.staff().name().equals(person.name())) {
      // The login is taken by somebody of another municipality: giving that person roles here would
      // be a mistake.
      new LineChecks(person.line(), bad).note("login", "invalid", "");
      return;
    }
    StaffEntry named =
        mayRename ? before.named(person.name(), person.kana(), person.mail()) : before;
    StaffEntry after = named.grantedIn(municipality, person.grants());
    if (after.equals(before)) {
      return;
    }
    if (!before.municipalities().contains(municipality)) {
      added++;
    }
    keep(before, after);
  }

  private void withdraw(StaffEntry before) {
    removed++;
    keep(before, before.grantedIn(municipality, List.of()));
  }

  private void keep(StaffEntry before, StaffEntry after) {
    Set<Grant> granted = new HashSet<>(after.staff().grants());
    Set<Grant> withdrawn = new HashSet<>();
    if (before != null) {
      withdrawn.addAll(before.staff().grants());
      withdrawn.removeAll(granted);
      granted.removeAll(before.staff().grants());
    }
    // Every change counts the revision up, so that two files that change one person are noticed.
    StaffEntry revised = after.revised();
    changed.add(revised);
    events.add(
        granted.isEmpty() && withdrawn.isEmpty()
            ? DirectoryEvents.detailsChanged(revised, municipality, scope.who(), at)
            : DirectoryEvents.grantsChanged(
                revised, municipality, granted, withdrawn, scope.who(), at));
  }

  private static StaffEntry fresh(StaffFile.Person p) {
    Staff staff = new Staff(p.id(), p.name(), p.kana(), p.mail(), p.language(), true, p.grants());
    return new StaffEntry(staff, 0);
  }
}
