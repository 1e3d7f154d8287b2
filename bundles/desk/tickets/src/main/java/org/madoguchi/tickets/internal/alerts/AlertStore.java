package org.madoguchi.tickets.internal.alerts;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.tickets.internal.TicketQueries.Count;
import org.madoguchi.tickets.internal.alerts.Alert.Kind;
import org.madoguchi.tickets.internal.domain.Ticket;

/** Alerts and who follows which ticket, as rows. */
public interface AlertStore {
  /** An alert and its ticket as it is now. */
  record Told(Alert alert, Ticket ticket) {}

  /** Who follows any of the tickets (true) or stopped (false); of several rows the first's. */
  Map<StaffId, Boolean> watchers(List<Long> tickets);

  void watch(long ticket, StaffId who, boolean follows);

  /** Who of the people was told of the event already. */
  Set<StaffId> told(long event, Collection<StaffId> people);

  /** The kinds each of the people does not want. */
  Map<StaffId, Set<Kind>> unwanted(Collection<StaffId> people);

  void want(StaffId who, Set<Kind> unwanted);

  /** Also tells the person's open screens, on whatever node. */
  void add(Alert alert, MunicipalityId municipality);

  /** What was told of an entry that is no more. */
  void remove(long ticket, long entry, Kind kind);

  /** The person's newest before an id, of tickets the reaches match now. */
  List<Told> page(StaffId who, OptionalLong before, int limit, List<Reach> reaches);

  /** How many of them were not seen, counted to a hundred. */
  Count unseen(StaffId who, List<Reach> reaches);

  /**
   * @return whether it is the person's and of a ticket the reaches match
   */
  boolean see(StaffId who, long id, List<Reach> reaches);

  /** All up to this one. */
  void seeAll(StaffId who, long newest);

  /**
   * @return how many went
   */
  int forget(Instant before, int limit);
}
