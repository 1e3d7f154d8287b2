package org.madoguchi.channels.internal;

import java.time.Instant;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.store.BlobRef;

/**
 * One delivery and where it stands.
 *
 * @param reason why it waits or is in quarantine, see {@link Reasons}
 * @param reader which version of the connector could not read it; '' unless in quarantine
 * @param unfinished 1 when it is in hand; 2 when it was so before, at the end of a node; more when
 *     nodes ended after its reading had begun, see {@link #ends}
 * @param revision counts the changes; also the sequence of the delivery's last event
 */
public record InboxEntry(
    long id,
    String channel,
    String sourceKey,
    AccessTag access,
    State state,
    BlobRef content,
    boolean hasHeaders,
    Instant receivedAt,
    Instant changedAt,
    int attempts,
    int unfinished,
    String reason,
    String reader,
    Instant nextAttemptAt,
    Lease lease,
    int revision) {
  private static final int SUSPECT = 2;

  /** Where a delivery stands. */
  public enum State {
    /** To be read, being read, or to be read again. */
    WAITING,
    /** Cannot be read as it is; a person or a fixed connector is needed. */
    QUARANTINED,
    /** Every message in it is with a ticket. */
    DONE,
    /** A person decided that it is not for a ticket. */
    DISCARDED
  }

  /** The same row, known to be of this municipality when nobody knew before. */
  InboxEntry of(MunicipalityId municipality) {
    return access.municipality().equals(MunicipalityId.EVERY)
        ? tagged(AccessTag.of(municipality))
        : this;
  }

  /** The same row, as confidential as the tickets it became. */
  InboxEntry as(Confidentiality confidentiality) {
    return tagged(new AccessTag(access.municipality(), access.section(), confidentiality));
  }

  private InboxEntry tagged(AccessTag tag) {
    return new InboxEntry(
        id,
        channel,
        sourceKey,
        tag,
        state,
        content,
        hasHeaders,
        receivedAt,
        changedAt,
        attempts,
        unfinished,
        reason,
        reader,
        nextAttemptAt,
        lease,
        revision);
  }

  InboxEntry done(Instant now) {
    return changed(State.DONE, "", "", now, now);
  }

  InboxEntry quarantined(String why, String unable, Instant now) {
    return changed(State.QUARANTINED, why, unable, now, now);
  }

  InboxEntry postponed(String why, Instant next, Instant now) {
    return changed(State.WAITING, why, "", next, now);
  }

  InboxEntry retried(Instant now) {
    return changed(State.WAITING, reason, "", now, now);
  }

  InboxEntry discarded(String why, Instant now) {
    return changed(State.DISCARDED, why, "", now, now);
  }

  private InboxEntry changed(State to, String why, String unable, Instant next, Instant now) {
    return new InboxEntry(
        id,
        channel,
        sourceKey,
        access,
        to,
        content,
        hasHeaders,
        receivedAt,
        now,
        attempts,
        0,
        why,
        unable,
        next,
        Lease.NONE,
        revision + 1);
  }

  /** It was in hand before when a node ended, perhaps by its doing. */
  boolean isSuspect() {
    return unfinished >= SUSPECT;
  }

  /** Ends of a node while it, as a suspect, was being read or handed over. */
  int ends() {
    return Math.max(0, unfinished - SUSPECT);
  }

  String aggregate() {
    return "delivery-" + id;
  }
}
