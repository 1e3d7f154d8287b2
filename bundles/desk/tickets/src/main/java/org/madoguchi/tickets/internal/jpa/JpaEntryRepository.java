package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.EntryRepository;
import org.madoguchi.tickets.internal.domain.Attachment;
import org.madoguchi.tickets.internal.domain.ContactMatch;
import org.madoguchi.tickets.internal.domain.Draft;
import org.madoguchi.tickets.internal.domain.Entry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Entries, their texts and attachments, and drafts. */
@Component
public final class JpaEntryRepository implements EntryRepository {
  /** Of a citizen's tickets and of the messages in them, newest first. */
  private static final int MOST_LOOKED_THROUGH = 100;

  private final TicketUnit unit;

  @Activate
  public JpaEntryRepository(@Reference TicketUnit unit) {
    this.unit = unit;
  }

  @Override
  public void add(Entry entry, AccessTag access) {
    unit.manager().persist(EntryRow.of(entry, access));
    unit.manager().persist(EntryTextRow.of(entry));
    entry.attachments().stream()
        .filter(a -> a.uploader().isNone())
        .forEach(a -> unit.manager().persist(AttachmentRow.of(a, access)));
  }

  @Override
  public Optional<Entry> find(long ticket, long entry) {
    return Sql.of(
            "SELECT e.* FROM TICKET_ENTRY e WHERE e.ID = ? AND e.TICKET_ID = ?", entry, ticket)
        .loadOne(unit.manager(), EntryRow.class)
        .map(row -> EntryParts.of(unit.manager(), List.of(ticket), List.of(row)).get(0));
  }

  @Override
  public Optional<Long> ticketOf(long entry) {
    return Sql.of("SELECT e.TICKET_ID FROM TICKET_ENTRY e WHERE e.ID = ?", entry)
        .numbers(unit.manager())
        .stream()
        .findFirst();
  }

  @Override
  public boolean isEmpty(long ticket) {
    return Sql.of("SELECT e.ID FROM TICKET_ENTRY e WHERE e.TICKET_ID = ?", ticket)
        .fetchFirst(1)
        .numbers(unit.manager())
        .isEmpty();
  }

  @Override
  public Optional<Entry> lastAnswerable(List<Long> tickets) {
    return Sql.of("SELECT e.* FROM TICKET_ENTRY e WHERE ")
        .in("e.TICKET_ID", tickets)
        .add(
            " AND e.TYPE = 'CITIZEN'"
                + " AND e.NATURE IN ('PERSON', 'BULK') AND e.ADDRESS <> '' AND e.SOURCE <> ''"
                + " ORDER BY e.OCCURRED_AT DESC, e.ID DESC")
        .fetchFirst(1)
        .readOne(unit.manager(), EntryRow.class)
        .map(EntryRow::bare);
  }

  /** In two steps, each along one index: a join makes Derby read every ticket there is. */
  @Override
  public Optional<Entry> lastSentTo(
      Collection<Long> citizens, Collection<ContactPoint> addresses, Instant since) {
    if (citizens.isEmpty()) {
      return Optional.empty();
    }
    List<Long> tickets =
        Sql.of("SELECT t.ID FROM TICKET t WHERE ")
            .in("t.CITIZEN_ID", citizens)
            .add(" ORDER BY t.UPDATED_AT DESC, t.ID DESC")
            .fetchFirst(MOST_LOOKED_THROUGH)
            .numbers(unit.manager());
    if (tickets.isEmpty()) {
      return Optional.empty();
    }
    Set<String> matches = addresses.stream().map(ContactMatch::of).collect(Collectors.toSet());
    return Sql.of("SELECT e.* FROM TICKET_ENTRY e WHERE ")
        .in("e.TICKET_ID", tickets)
        .add(" AND e.DELIVERY_STATE = 'SENT' AND e.OCCURRED_AT >= ?", since)
        .add(" ORDER BY e.OCCURRED_AT DESC, e.ID DESC")
        .fetchFirst(MOST_LOOKED_THROUGH)
        .read(unit.manager(), EntryRow.class)
        .stream()
        .map(EntryRow::bare)
        .filter(e -> e.address().map(ContactMatch::of).filter(matches::contains).isPresent())
        .findFirst();
  }

  @Override
  public List<String> references(long ticket, Entry before) {
    return Sql.of(
            "SELECT e.MESSAGE_REFERENCE FROM TICKET_ENTRY e WHERE e.TICKET_ID = ?"
                + " AND e.MESSAGE_REFERENCE <> '' AND e.ID <> ?"
                + " AND (e.OCCURRED_AT < ? OR e.OCCURRED_AT = ? AND e.ID < ?)"
                + " ORDER BY e.OCCURRED_AT, e.ID",
            ticket,
            before.id(),
            before.at(),
            before.at(),
            before.id())
        .strings(unit.manager());
  }

  @Override
  public void recordDelivery(long entry, Entry.Delivery delivery, String messageReference) {
    EntryRow row = unit.manager().find(EntryRow.class, entry);
    row.delivered(delivery);
    if (!messageReference.isEmpty()) {
      row.messageReference = messageReference;
    }
  }

  @Override
  public void attribute(long entry, ContactPoint address, Optional<Entry.Attribution> attribution) {
    EntryRow row = unit.manager().find(EntryRow.class, entry);
    row.addressKind = address.kind().name();
    row.address = address.value();
    unit.manager().find(EntryTextRow.class, entry).attribute(attribution);
  }

  @Override
  public boolean hasOtherDeliveryProblem(long ticket, long entry) {
    return !Sql.of(
            "SELECT e.ID FROM TICKET_ENTRY e WHERE e.TICKET_ID = ? AND e.ID <> ?"
                + " AND e.DELIVERY_STATE IN ('FAILED', 'IN_DOUBT')",
            ticket,
            entry)
        .fetchFirst(1)
        .numbers(unit.manager())
        .isEmpty();
  }

  @Override
  public void addLoose(Attachment attachment, Optional<Draft.Kind> with, AccessTag access) {
    AttachmentRow row = AttachmentRow.of(attachment, access);
    row.waitsFor = with.map(Draft.Kind::name).orElse("");
    unit.manager().persist(row);
  }

  @Override
  public List<Attachment> waiting(long ticket, StaffId uploader, Draft.Kind with) {
    return looseOf("SELECT a.*", ticket, uploader)
        .add(" AND a.WAITS_FOR = ? ORDER BY a.ID", with.name())
        .read(unit.manager(), AttachmentRow.class)
        .stream()
        .map(AttachmentRow::attachment)
        .toList();
  }

  @Override
  public List<Attachment> loose(long ticket, StaffId uploader, List<Long> ids) {
    return looseOf("SELECT a.*", ticket, uploader)
        .add(" AND ")
        .in("a.ID", ids)
        .add(" ORDER BY a.ID")
        .read(unit.manager(), AttachmentRow.class)
        .stream()
        .map(AttachmentRow::attachment)
        .toList();
  }

  @Override
  public int countLoose(long ticket, StaffId uploader) {
    return looseOf("SELECT COUNT(*)", ticket, uploader).numbers(unit.manager()).get(0).intValue();
  }

  private static Sql looseOf(String select, long ticket, StaffId uploader) {
    return Sql.of(
        select
            + " FROM TICKET_ATTACHMENT a"
            + " WHERE a.TICKET_ID = ? AND a.ENTRY_ID = 0 AND a.UPLOADER = ?",
        ticket,
        uploader.value());
  }

  @Override
  public int bind(long ticket, long entry, StaffId uploader, List<Long> ids) {
    return Sql.of(
            "UPDATE TICKET_ATTACHMENT SET ENTRY_ID = ?"
                + " WHERE TICKET_ID = ? AND ENTRY_ID = 0 AND UPLOADER = ? AND ",
            entry,
            ticket,
            uploader.value())
        .in("ID", ids)
        .execute(unit.manager());
  }

  @Override
  public void withdraw(long ticket, long entry, StaffId uploader) {
    Sql.of(
            "UPDATE TICKET_ATTACHMENT SET ENTRY_ID = 0, WAITS_FOR = 'REPLY', UPLOADER = ?"
                + " WHERE TICKET_ID = ? AND ENTRY_ID = ?",
            uploader.value(),
            ticket,
            entry)
        .execute(unit.manager());
    Sql.of("DELETE FROM TICKET_ENTRY_TEXT WHERE ENTRY_ID = ?", entry).execute(unit.manager());
    Sql.of("DELETE FROM TICKET_ENTRY WHERE ID = ? AND TICKET_ID = ?", entry, ticket)
        .execute(unit.manager());
  }

  @Override
  public boolean removeLoose(long ticket, StaffId uploader, long id) {
    return Sql.of(
                "DELETE FROM TICKET_ATTACHMENT"
                    + " WHERE ID = ? AND TICKET_ID = ? AND ENTRY_ID = 0 AND UPLOADER = ?",
                id,
                ticket,
                uploader.value())
            .execute(unit.manager())
        == 1;
  }

  @Override
  public int removeLoose(Instant before, int limit) {
    List<Long> ids =
        Sql.of(
                "SELECT a.ID FROM TICKET_ATTACHMENT a WHERE a.ENTRY_ID = 0 AND a.CREATED_AT < ?"
                    + " ORDER BY a.CREATED_AT",
                before)
            .fetchFirst(limit)
            .numbers(unit.manager());
    // looked at again: one of them may have been sent since
    return ids.isEmpty()
        ? 0
        : Sql.of("DELETE FROM TICKET_ATTACHMENT WHERE ENTRY_ID = 0 AND ")
            .in("ID", ids)
            .execute(unit.manager());
  }

  @Override
  public List<Draft> drafts(long ticket, StaffId who) {
    return Sql.of(
            "SELECT d.* FROM TICKET_DRAFT d WHERE d.TICKET_ID = ? AND d.STAFF = ?",
            ticket,
            who.value())
        .read(unit.manager(), DraftRow.class)
        .stream()
        .map(DraftRow::draft)
        .toList();
  }

  @Override
  public void putDraft(long ticket, StaffId who, Draft draft, AccessTag access) {
    DraftRow.Key key = new DraftRow.Key(ticket, who.value(), draft.kind().name());
    DraftRow row = unit.manager().find(DraftRow.class, key);
    if (row == null) {
      row = new DraftRow();
      row.ticketId = ticket;
      row.staff = who.value();
      row.kind = draft.kind().name();
    }
    row.municipality = access.municipality().value();
    row.section = access.section().value();
    row.confidentiality = access.confidentiality().level();
    row.body = draft.text();
    row.updatedAt = draft.updatedAt();
    unit.manager().persist(row);
  }

  @Override
  public void removeDraft(long ticket, StaffId who, Draft.Kind kind) {
    Sql.of(
            "DELETE FROM TICKET_DRAFT WHERE TICKET_ID = ? AND STAFF = ? AND KIND = ?",
            ticket,
            who.value(),
            kind)
        .execute(unit.manager());
  }
}
