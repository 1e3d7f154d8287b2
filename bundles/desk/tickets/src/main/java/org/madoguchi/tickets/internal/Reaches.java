package org.madoguchi.tickets.internal;

import java.util.List;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.Reach;

/** Narrows what a person reaches to what they ask for. */
public final class Reaches {
  private Reaches() {}

  /** What of the reaches lies in the municipality; empty when nothing does. */
  public static List<Reach> within(List<Reach> reaches, MunicipalityId municipality) {
    return reaches.stream()
        .filter(r -> r.holdsIn(municipality))
        .map(r -> new Reach(municipality, r.section(), r.confidentiality(), r.contributed()))
        .distinct()
        .toList();
  }
}
