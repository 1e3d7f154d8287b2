package org.madoguchi.kernel.event;

import java.time.Instant;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;

/**
 * An event with its place in the log.
 *
 * @param position dense, from 1, in the order followers see; stamped after commit
 * @param id unique, not ordered; the key for idempotent followers
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
    Instant at) {}
