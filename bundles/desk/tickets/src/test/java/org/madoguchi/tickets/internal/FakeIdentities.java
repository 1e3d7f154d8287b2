package org.madoguchi.tickets.internal;

import java.util.Locale;
import java.util.Optional;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Identities;

/** Everybody may do what the directory grants them. */
public record FakeIdentities(Directory directory) implements Identities {
  @Override
  public Optional<AccessScope> scopeOf(StaffId who) {
    return directory
        .staff(who)
        .filter(Staff::active)
        .map(staff -> AccessScope.of(who, staff.grants()));
  }

  @Override
  public Locale languageOf(StaffId who) {
    return Locale.JAPANESE;
  }
}
