package org.madoguchi.kernel.event;

import java.time.Instant;
import java.util.Objects;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;

/**
 * Something that happened, about to be appended.
 *
 * @param stream the capability: {@code tickets}, {@code channels}, {@code directory}
 * @param aggregate what it happened to, unique in the container, for example {@code
 *     mihon-2026-004512}
 * @param sequence 1, 2, 3 … within the aggregate; (stream, aggregate, sequence) is unique
 * @param type past tense, for example {@code TicketEscalated}
 * @param version of the payload's schema
 * @param payload a JSON object of references and small facts; personal text stays in rows that can
 *     be erased. At most 4,000 characters
 */
public record NewEvent(
    String stream,
    String aggregate,
    long sequence,
    String type,
    int version,
    String payload,
    AccessTag access,
    StaffId actor,
    Instant at) {
  public NewEvent {
    Objects.requireNonNull(stream);
    Objects.requireNonNull(aggregate);
    Objects.requireNonNull(type);
    Objects.requireNonNull(payload);
    Objects.requireNonNull(access);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(at);
  }

  /** The same, told to others. */
  public NewEvent to(AccessTag audience) {
    return new NewEvent(stream, aggregate, sequence, type, version, payload, audience, actor, at);
  }
}
