package org.madoguchi.tickets.internal.citizens;

import java.util.Map;
import java.util.Set;
import org.madoguchi.tickets.internal.domain.Citizen;

/** What citizens were in earlier versions. */
public interface CitizenPasts {
  /** By version; those that were not kept are missing. */
  Map<Long, Citizen.Contents> of(long citizen, Set<Long> versions);
}
