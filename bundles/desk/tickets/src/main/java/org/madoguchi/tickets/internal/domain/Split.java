package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import java.util.List;
import org.madoguchi.kernel.StaffId;

/**
 * A ticket that was split off another one. Its entries are moved, so that whatever belongs to them
 * is found where they are; this tells what goes back.
 *
 * @param ticket the id of the new one
 * @param from the id of the one the entries came from
 * @param entries the ids of those that went along
 */
public record Split(long ticket, long from, List<Long> entries, StaffId by, Instant at) {
  public Split {
    entries = List.copyOf(entries);
  }
}
