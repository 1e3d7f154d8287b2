package org.madoguchi.kernel.access;

import java.util.Locale;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;

/**
 * Port to whoever knows the staff. Implemented by the directory; used by the web's filter chain.
 */
public interface Identities {
  /**
   * What an authenticated principal may do now; empty when unknown, on leave or removed. Blocking;
   * cached for a few seconds at most, so a withdrawn role is gone at once.
   */
  Optional<AccessScope> scopeOf(StaffId who);

  /** The language a person reads; {@link Locale#JAPANESE} when unknown. */
  Locale languageOf(StaffId who);
}
