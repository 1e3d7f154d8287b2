package org.madoguchi.channels.internal;

import java.time.Instant;
import org.madoguchi.kernel.MunicipalityId;

/**
 * Rows of a channel that are not finished.
 *
 * @param channel '' when none has taken it yet
 * @param state an {@link InboxEntry.State} or {@link OutboxEntry.State}
 * @param oldest when the oldest of them came
 */
public record Backlog(
    String channel, MunicipalityId municipality, Enum<?> state, long number, Instant oldest) {}
