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

  /**
   * A reply or an acknowledgement is to be sent: {@code entry, channel, source, automatic} and,
   * while its author may take it back, {@code notBefore}: an instant before which nobody sends it.
   */
  public static final String REPLY_QUEUED = "TicketReplyQueued";

  /** Its author took a reply back before it was sent: {@code entry}. It is in no conversation. */
  public static final String REPLY_TAKEN_BACK = "TicketReplyTakenBack";

  /** {@code entry, state, reason}. */
  public static final String DELIVERY_CHANGED = "TicketDeliveryChanged";

  /**
   * The virus scanner judged a file: {@code attachment, entry} (0 while it is not sent), {@code
   * state} (clean, infected, unscannable).
   */
  public static final String FILE_SCANNED = "TicketFileScanned";

  /**
   * A forwarded message was put down to the citizen who wrote it, or no longer: {@code entry},
   * {@code citizen} and {@code before} (ids), {@code undone}.
   */
  public static final String REQUESTER_CHANGED = "TicketRequesterChanged";

  /**
   * {@code entry}; where colleagues are named in it, {@code mentions}: their logins; where it
   * records harassment by the citizen, {@code harassment}: of which kind.
   */
  public static final String NOTE_ADDED = "TicketNoteAdded";

  /**
   * {@code fields}: name → {@code [before, after]} of status, owner, section, category, priority,
   * dueAt, kind, subject, result, tags, confidentiality, problem (its id).
   */
  public static final String EDITED = "TicketEdited";

  /**
   * A macro was applied; what it did are the events that follow it at the same time: {@code id} and
   * {@code version} of the macro, {@code macro}: its title then.
   */
  public static final String MACRO_APPLIED = "TicketMacroApplied";

  /** Taken over from another system or the demonstration: {@code kind, channel, status}. */
  public static final String IMPORTED = "TicketImported";

  /**
   * The import it came by was undone before anybody had worked on it: there is no such ticket any
   * more. {@code import}: the number of the import; {@code citizen}: whose it was.
   */
  public static final String IMPORT_UNDONE = "TicketImportUndone";

  /**
   * Tied to another ticket: {@code linked} (the other one) and {@code relation} (what this one is
   * to it: related, continues, continued-by, duplicates, duplicated-by). The access columns say who
   * may see both.
   */
  public static final String LINKED = "TicketLinked";

  /** Tied no longer: {@code linked, relation}. */
  public static final String UNLINKED = "TicketUnlinked";

  /**
   * Merged with another ticket: {@code linked} (the other one) and {@code relation}: merged-into
   * where the conversation goes on in the other one, merged-from there.
   */
  public static final String MERGED = "TicketMerged";

  /** A merge was taken back: {@code linked, relation} as it was. */
  public static final String SEPARATED = "TicketSeparated";

  /**
   * Entries went to a ticket of their own: {@code linked} (the other one), {@code relation} (what
   * the other one is to this one: split-into where they came from, split-from where they are now)
   * and {@code entries}: their ids.
   */
  public static final String SPLIT = "TicketSplit";

  /**
   * A split was taken back, the entries are where they came from: {@code linked, relation} as it
   * was. What became of the other ticket is told by {@link #MERGED}.
   */
  public static final String SPLIT_UNDONE = "TicketSplitUndone";

  /**
   * A section that contributes said how far it is: {@code section}, {@code progress} and {@code
   * before}, each of open, answered, done.
   */
  public static final String CONTRIBUTION_CHANGED = "TicketContributionChanged";

  private TicketEvents() {}
}
