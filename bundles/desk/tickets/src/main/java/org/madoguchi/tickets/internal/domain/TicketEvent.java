package org.madoguchi.tickets.internal.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;

/** Something that happened to a ticket; payloads as documented in {@link TicketEvents}. */
public sealed interface TicketEvent {
  String type();

  Map<String, Object> payload();

  /**
   * Whom the event is told.
   *
   * @param ticket the access columns of the ticket it happened to
   */
  default AccessTag toldTo(AccessTag ticket) {
    return ticket;
  }

  /** A ticket was opened. */
  record Opened(
      TicketKind kind, String channel, String source, Nature nature, long entry, String language)
      implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.OPENED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "kind",
          Checks.written(kind),
          "channel",
          channel,
          "source",
          source,
          "nature",
          Checks.written(nature),
          "entry",
          Long.toString(entry),
          "language",
          language);
    }
  }

  /** A citizen's message joined the conversation. */
  record MessageReceived(long entry, String channel, String source, Nature nature, boolean reopened)
      implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.MESSAGE_RECEIVED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "entry", Long.toString(entry),
          "channel", channel,
          "source", source,
          "nature", Checks.written(nature),
          "reopened", reopened);
    }
  }

  /**
   * A reply or an acknowledgement is to be sent.
   *
   * @param notBefore until when its author may take it back; empty for never
   */
  record ReplyQueued(
      long entry, String channel, String source, boolean automatic, Optional<Instant> notBefore)
      implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.REPLY_QUEUED;
    }

    @Override
    public Map<String, Object> payload() {
      Map<String, Object> payload =
          members(
              "entry", Long.toString(entry),
              "channel", channel,
              "source", source,
              "automatic", automatic);
      notBefore.ifPresent(at -> payload.put("notBefore", at.toString()));
      return payload;
    }
  }

  /** The author took a reply back before it was sent. */
  record ReplyTakenBack(long entry) implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.REPLY_TAKEN_BACK;
    }

    @Override
    public Map<String, Object> payload() {
      return members("entry", Long.toString(entry));
    }
  }

  /** The channels room reported what became of a message. */
  record DeliveryChanged(long entry, DeliveryState state, String reason) implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.DELIVERY_CHANGED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "entry", Long.toString(entry), "state", Checks.written(state), "reason", reason);
    }
  }

  /** The virus scanner judged a file. */
  record FileScanned(long attachment, long entry, FileFinding.Scan state) implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.FILE_SCANNED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "attachment",
          Long.toString(attachment),
          "entry",
          Long.toString(entry),
          "state",
          Checks.written(state));
    }
  }

  /**
   * A forwarded message was put down to the citizen who wrote it, or no longer.
   *
   * @param citizen whose the ticket is now
   */
  record RequesterChanged(long entry, long citizen, long before, boolean undone)
      implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.REQUESTER_CHANGED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "entry",
          Long.toString(entry),
          "citizen",
          Long.toString(citizen),
          "before",
          Long.toString(before),
          "undone",
          undone);
    }
  }

  /**
   * Staff, or the product, left a note.
   *
   * @param mentions who is named in it
   * @param harassment what was done to its author, as it is written; '' when it records none
   */
  record NoteAdded(long entry, List<StaffId> mentions, String harassment) implements TicketEvent {
    public NoteAdded(long entry) {
      this(entry, List.of(), "");
    }

    public NoteAdded(long entry, List<StaffId> mentions) {
      this(entry, mentions, "");
    }

    @Override
    public String type() {
      return TicketEvents.NOTE_ADDED;
    }

    @Override
    public Map<String, Object> payload() {
      Map<String, Object> payload = members("entry", Long.toString(entry));
      if (!mentions.isEmpty()) {
        payload.put("mentions", mentions.stream().map(StaffId::value).toList());
      }
      if (!harassment.isEmpty()) {
        payload.put("harassment", harassment);
      }
      return payload;
    }
  }

  /**
   * @param version of the ticket's details after this change: what If-Match is held against
   * @param handover why many tickets change at once, '' when a person edited this one
   */
  record Edited(Map<String, FieldChange> fields, long version, String handover)
      implements TicketEvent {
    public Edited(Map<String, FieldChange> fields, long version) {
      this(fields, version, "");
    }

    Edited because(String why) {
      return new Edited(fields, version, why);
    }

    @Override
    public String type() {
      return TicketEvents.EDITED;
    }

    /**
     * To whoever sees the ticket now and whoever saw it before: where it leaves a list, that list
     * has to hear of it. Nobody else: what was and is for the section only is told to the section
     * it is now.
     */
    @Override
    public AccessTag toldTo(AccessTag now) {
      AccessTag before = before(now);
      boolean moved = !before.section().equals(now.section());
      Set<SectionId> others = new HashSet<>();
      for (AccessTag tag : List.of(before, now)) {
        if (tag.confidentiality() == Confidentiality.NORMAL) {
          others.addAll(tag.contributing());
        }
      }
      if (moved && !before.section().isNone()) {
        others.add(before.section());
      }
      boolean wasOpener = before.confidentiality().level() < now.confidentiality().level();
      return new AccessTag(
          now.municipality(),
          now.section(),
          wasOpener ? before.confidentiality() : now.confidentiality(),
          others);
    }

    private AccessTag before(AccessTag now) {
      FieldChange section = fields.get("section");
      FieldChange level = fields.get("confidentiality");
      FieldChange contributors = fields.get("contributors");
      return new AccessTag(
          now.municipality(),
          section == null ? now.section() : new SectionId(section.before()),
          level == null
              ? now.confidentiality()
              : Confidentiality.valueOf(level.before().toUpperCase(Locale.ROOT)),
          contributors == null
              ? now.contributing()
              : Set.copyOf(Contributors.of(contributors.before()).sections()));
    }

    @Override
    public Map<String, Object> payload() {
      Map<String, Object> written = new LinkedHashMap<>();
      fields.forEach((field, c) -> written.put(field, List.of(c.before(), c.after())));
      Map<String, Object> payload = members("fields", written, "version", version);
      if (!handover.isEmpty()) {
        payload.put("handover", handover);
      }
      return payload;
    }
  }

  /** A macro was applied; what it did follows. */
  record MacroApplied(long id, long version, String title) implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.MACRO_APPLIED;
    }

    @Override
    public Map<String, Object> payload() {
      return members("id", Long.toString(id), "version", version, "macro", title);
    }
  }

  /** A section that contributes said how far it is with its part. */
  record ContributionChanged(
      SectionId section, Contributors.Progress progress, Contributors.Progress before)
      implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.CONTRIBUTION_CHANGED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "section",
          section.value(),
          "progress",
          Checks.written(progress),
          "before",
          Checks.written(before));
    }
  }

  /** A ticket was taken over from another system. */
  record Imported(TicketKind kind, String channel, TicketStatus status) implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.IMPORTED;
    }

    @Override
    public Map<String, Object> payload() {
      return members(
          "kind", Checks.written(kind), "channel", channel, "status", Checks.written(status));
    }
  }

  /** What ties a ticket to another one: whoever is told may see both. */
  sealed interface Tie extends TicketEvent {
    TicketRef other();

    AccessTag access();

    /** What this ticket is to the other one, as it is written. */
    String how();

    @Override
    default Map<String, Object> payload() {
      return members("linked", other().toString(), "relation", how());
    }

    /** Sections see their own tickets only, so what concerns two is for the whole municipality. */
    @Override
    default AccessTag toldTo(AccessTag ticket) {
      boolean sameSection = ticket.section().equals(access().section());
      boolean more = access().confidentiality().level() > ticket.confidentiality().level();
      return new AccessTag(
          ticket.municipality(),
          sameSection ? ticket.section() : SectionId.NONE,
          more ? access().confidentiality() : ticket.confidentiality());
    }
  }

  /**
   * The ticket is tied to another one.
   *
   * @param access of the other one
   */
  record Linked(TicketRef other, AccessTag access, Relation relation) implements Tie {
    @Override
    public String type() {
      return TicketEvents.LINKED;
    }

    @Override
    public String how() {
      return Checks.written(relation);
    }
  }

  /**
   * It is tied no longer.
   *
   * @param relation as it was
   */
  record Unlinked(TicketRef other, AccessTag access, Relation relation) implements Tie {
    @Override
    public String type() {
      return TicketEvents.UNLINKED;
    }

    @Override
    public String how() {
      return Checks.written(relation);
    }
  }

  /**
   * The ticket was merged into another one, or another one into it.
   *
   * @param access of the other one
   * @param away whether this one goes on in the other one
   */
  record Merged(TicketRef other, AccessTag access, boolean away) implements Tie {
    @Override
    public String type() {
      return TicketEvents.MERGED;
    }

    @Override
    public String how() {
      return away ? MERGED_INTO : MERGED_FROM;
    }
  }

  /**
   * A merge was taken back.
   *
   * @param away whether this one went on in the other one
   */
  record Separated(TicketRef other, AccessTag access, boolean away) implements Tie {
    @Override
    public String type() {
      return TicketEvents.SEPARATED;
    }

    @Override
    public String how() {
      return away ? MERGED_INTO : MERGED_FROM;
    }
  }

  /**
   * Entries went to a ticket of their own.
   *
   * @param access of the other one
   * @param away whether they went from this one to the other one
   */
  record Split(TicketRef other, AccessTag access, boolean away, List<Long> entries) implements Tie {
    @Override
    public String type() {
      return TicketEvents.SPLIT;
    }

    @Override
    public String how() {
      return away ? SPLIT_INTO : SPLIT_FROM;
    }

    @Override
    public Map<String, Object> payload() {
      Map<String, Object> payload = Tie.super.payload();
      payload.put("entries", entries.stream().map(id -> Long.toString(id)).toList());
      return payload;
    }
  }

  /**
   * A split was taken back.
   *
   * @param away whether entries had gone from this one to the other one
   */
  record SplitUndone(TicketRef other, AccessTag access, boolean away) implements Tie {
    @Override
    public String type() {
      return TicketEvents.SPLIT_UNDONE;
    }

    @Override
    public String how() {
      return away ? SPLIT_INTO : SPLIT_FROM;
    }
  }

  /** The import it came by was undone; it is gone. */
  record ImportUndone(long job, long citizen) implements TicketEvent {
    @Override
    public String type() {
      return TicketEvents.IMPORT_UNDONE;
    }

    @Override
    public Map<String, Object> payload() {
      return members("import", Long.toString(job), "citizen", Long.toString(citizen));
    }
  }

  String MERGED_INTO = "merged-into";
  String MERGED_FROM = "merged-from";
  String SPLIT_INTO = "split-into";
  String SPLIT_FROM = "split-from";

  private static Map<String, Object> members(Object... pairs) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      members.put((String) pairs[i], pairs[i + 1]);
    }
    return members;
  }
}
