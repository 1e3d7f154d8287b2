package org.madoguchi.tickets.internal.sending;

import java.time.Instant;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;

/**
 * A reply that its author may take back still.
 *
 * @param written how much of its text the author wrote; the signature follows
 * @param closedBefore when the ticket was closed before the reply
 * @param notBefore when it is sent
 */
public record HeldReply(
    long entry,
    long ticket,
    StaffId author,
    int written,
    Optional<Instant> closedBefore,
    Instant notBefore) {}
