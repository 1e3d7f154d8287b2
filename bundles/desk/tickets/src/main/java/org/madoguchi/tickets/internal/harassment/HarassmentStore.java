package org.madoguchi.tickets.internal.harassment;

import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.internal.domain.Ticket;

/** Port to what is known about records of harassment. Called within transactions. */
public interface HarassmentStore {
  /**
   * @param corrects 0 for none
   */
  void add(
      long entry,
      Ticket ticket,
      HarassmentRecord.Kind kind,
      boolean warned,
      Instant happenedAt,
      long corrects);

  /** The newest on tickets of the same citizen that the reaches match. */
  List<HarassmentRecord> of(Ticket ticket, int limit, List<Reach> reaches);
}
