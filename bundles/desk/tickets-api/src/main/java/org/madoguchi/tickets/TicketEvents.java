package org.madoguchi.tickets;

/**
 * Events of the stream {@value #STREAM}. The aggregate is {@link TicketRef#toString()}. Payloads
 * are JSON objects with the members named here.
 */
public final class TicketEvents {
  public static final String STREAM = "tickets";

  /**
   * {@code kind, channel, source, nature} (the {@code InboundContact.Nature} or {@code PERSON} by
   * hand), {@code entry}, {@code language}.
   */
  public static final String OPENED = "TicketOpened";

  /** A citizen's message joined: {@code entry, channel, source, nature, reopened}. */
  public static final String MESSAGE_RECEIVED = "TicketMessageReceived";

  /** A reply or an acknowledgement is to be sent: {@code entry, channel, source, automatic}. */
  public static final String REPLY_QUEUED = "TicketReplyQueued";

  /** {@code entry, state, reason}. */
  public static final String DELIVERY_CHANGED = "TicketDeliveryChanged";

  /** {@code entry}. */
  public static final String NOTE_ADDED = "TicketNoteAdded";

  /**
   * {@code fields}: name → {@code [before, after]} of status, owner, section, category, priority,
   * dueAt, kind, subject.
   */
  public static final String EDITED = "TicketEdited";

  /** Taken over from another system or the demonstration: {@code kind, channel, status}. */
  public static final String IMPORTED = "TicketImported";

  private TicketEvents() {}
}
