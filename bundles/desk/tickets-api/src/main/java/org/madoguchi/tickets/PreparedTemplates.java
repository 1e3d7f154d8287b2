package org.madoguchi.tickets;

import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;

/**
 * Puts text modules and macros in place, so that nobody begins with none; whoever keeps them
 * implements it.
 */
public interface PreparedTemplates {
  /**
   * @param section whose staff it is for; {@link SectionId#NONE} = everybody in the municipality
   * @param shortcut the word that calls it up
   * @param text with placeholders; of a macro the reply, or ''
   * @param steps what a macro does besides; empty for a text module
   */
  record Prepared(
      SectionId section, String shortcut, String title, String text, Optional<Macro.Steps> steps) {}

  /**
   * Adds those whose section and shortcut nobody has used yet, each in a transaction of its own;
   * what is there stays as it is, withdrawn or not.
   *
   * @return how many were added
   * @throws org.madoguchi.kernel.problem.DomainException municipality-not-found; forbidden;
   *     invalid-fields for a section, a category or a person that is unknown
   */
  int put(AccessScope scope, MunicipalityId municipality, List<Prepared> prepared);
}
