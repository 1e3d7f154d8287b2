package org.madoguchi.tickets.internal.bulk;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.TicketRef;

/** Where changes of many tickets are kept until they are done, and some time after. */
public interface BulkStore {
  /** Decided by the unique key of person and request when the transaction commits. */
  void add(BulkJob job, List<BulkItem> items);

  Optional<BulkJob> find(long id);

  Optional<BulkJob> find(StaffId staff, String requestId);

  /** The person's newest first. */
  List<BulkJob> of(StaffId staff, int limit);

  /** What there is to do, oldest first. */
  List<BulkJob> active(int limit);

  /**
   * @return whether it was in that state until now
   */
  boolean turn(long job, BulkJob.State from, BulkJob.State to);

  /** Tickets that were found, and the job with how far one looked. */
  void collected(BulkJob job, List<BulkItem> found);

  /** Copies what was done as what is to be put back. @return whether nobody did so before */
  boolean undo(BulkJob job, BulkJob undoing);

  Optional<BulkItem> item(long job, TicketRef ticket);

  List<BulkItem> waiting(long job, int limit);

  /** Takes a waiting ticket in hand: whoever else wants to waits and finds it settled. */
  boolean claim(long job, TicketRef ticket);

  void settle(long job, TicketRef ticket, BulkItem.Outcome outcome);

  Map<BulkItem.State, Integer> counts(long job);

  /** Refused ones, by number. */
  List<BulkItem> refused(long job, String after, int limit);

  /** What follows from changes of staff there, newest first. */
  List<BulkJob> handovers(MunicipalityId municipality, Collection<Long> changes);

  /** Tickets refused, or done otherwise than meant; by number. */
  List<BulkItem> notable(long job, int limit);

  /** How many were done as meant, and the first of them by number. */
  Handed handed(long job);

  /** See {@link #handed}. */
  record Handed(int count, Optional<TicketRef> first) {}

  /** Removes jobs made before that time. @return how many */
  int forget(Instant before, int limit);
}
