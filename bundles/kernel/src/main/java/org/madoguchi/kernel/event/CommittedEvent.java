package org.madoguchi.kernel.event;

import java.time.Instant;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;

/**
 * An event with its place in the log.
 *
 * @param position dense, from 1, in the order followers see; stamped after commit
 * @param id unique, not ordered; the key for idempotent followers
 * @param correlation what the log calls the work it came from: the id of a request, or a row such
 *     as {@code delivery-12}; '' when that is not known
 */
public record CommittedEvent(
    long position,
    long id,
    String stream,
    String aggregate,
    long sequence,
    String type,
    int version,
    String payload,
    AccessTag access,
    StaffId actor,
    Instant at,
    String correlation) {
  /** An event of which is not known where it came from. */
  public CommittedEvent(
      long position,
      long id,
      String stream,
      String aggregate,
      long sequence,
      String type,
      int version,
      String payload,
      AccessTag access,
      StaffId actor,
      Instant at) {
    this(position, id, stream, aggregate, sequence, type, version, payload, access, actor, at, "");
  }
}
