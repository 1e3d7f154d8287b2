package org.madoguchi.kernel.access;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;

/**
 * What is left of a person's access for one of their API tokens. It only ever takes away.
 *
 * @param permissions the permissions that are left; empty = all the person has at the time of use
 * @param municipality the only municipality that is left; empty = all of them
 */
public record Narrowing(
    Optional<Set<Permission>> permissions, Optional<MunicipalityId> municipality) {
  /** Nothing is taken away. */
  public static final Narrowing NONE = new Narrowing(Optional.empty(), Optional.empty());

  public Narrowing {
    permissions = permissions.map(Set::copyOf);
    Objects.requireNonNull(municipality);
  }
}
