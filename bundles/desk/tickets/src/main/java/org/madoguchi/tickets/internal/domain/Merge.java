package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.tickets.TicketStatus;

/**
 * A ticket that goes on in another one. Nothing of it is moved: its conversation is read together
 * with the other one's, so that it can stand for itself again.
 *
 * @param ticket the id of the one that was merged
 * @param into the id of the one it goes on in
 * @param status of the merged one before
 * @param section of the merged one before
 * @param contributors of the merged one before
 * @param brought which of them the other one was without
 */
public record Merge(
    long ticket,
    long into,
    TicketStatus status,
    SectionId section,
    Contributors contributors,
    Contributors brought,
    StaffId by,
    Instant at) {}
