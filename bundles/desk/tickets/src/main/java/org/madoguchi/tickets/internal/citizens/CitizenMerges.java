package org.madoguchi.tickets.internal.citizens;

import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.CitizenMerge;

/** Which citizens turned out to be one. */
public interface CitizenMerges {
  /** Where the citizen went. */
  Optional<CitizenMerge> away(long citizen);

  /** Whoever went into this one, not those who came with them; the newest first. */
  List<CitizenMerge> takenIn(long citizen);

  /** As stored, wherever they go on. */
  Optional<Citizen> itself(long citizen);

  /** The most open of the levels of what the citizen sent; empty when there are no tickets. */
  Optional<Confidentiality> openest(Citizen citizen);

  /** The citizen and whoever they took in go on in the other one, whose name their tickets show. */
  void add(CitizenMerge merge, String name);

  /**
   * They stand for themselves again, with whoever had come with them and their own name.
   *
   * @return false when somebody was faster
   */
  boolean remove(CitizenMerge merge, String name);
}
