package org.madoguchi.tickets.internal.jpa;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.MergeRepository;
import org.madoguchi.tickets.internal.OnceKey;
import org.madoguchi.tickets.internal.TicketMeasures;
import org.madoguchi.tickets.internal.TicketRepository;
import org.madoguchi.tickets.internal.census.Census;
import org.madoguchi.tickets.internal.domain.Contributors;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tickets in table TICKET, their events in the log. */
@Component
public final class JpaTicketRepository implements TicketRepository {
  /** What hangs under a ticket and carries its access columns. */
  private static final List<String> BELOW =
      List.of("TICKET_ENTRY", "TICKET_ATTACHMENT", "TICKET_DRAFT", "TICKET_TAG");

  private static final List<Decision> NOBODY = List.of();

  private static final int ROWS_AT_ONCE = 50;

  private final TicketUnit unit;
  private final EventLog log;
  private final Census census;
  private final MergeRepository merges;

  @Activate
  public JpaTicketRepository(
      @Reference TicketUnit unit,
      @Reference EventLog log,
      @Reference Census census,
      @Reference MergeRepository merges) {
    this.unit = unit;
    this.log = log;
    this.census = census;
    this.merges = merges;
  }

  @Override
  public Optional<Ticket> find(TicketRef ref) {
    return one(byRef(ref));
  }

  @Override
  public Optional<Ticket> find(long id) {
    return one(Sql.of("SELECT t.* FROM TICKET t WHERE t.ID = ?", id));
  }

  @Override
  public Optional<Ticket> find(TicketRef ref, List<Reach> reaches) {
    return one(AccessFilter.restrict(byRef(ref).add(" AND "), "t", reaches));
  }

  @Override
  public Map<TicketRef, AccessTag> accessOf(Collection<TicketRef> refs) {
    String columns = "t.SECTION, t.CONFIDENTIALITY, t.CONTRIBUTORS";
    Map<TicketRef, AccessTag> access = new HashMap<>();
    for (Object[] row : TicketKeys.rows(unit.manager(), refs, columns, sql -> sql)) {
      TicketRef ref = TicketKeys.ref(row);
      access.put(
          ref,
          new AccessTag(
              ref.municipality(),
              new SectionId((String) row[3]),
              Confidentiality.ofLevel(((Number) row[4]).intValue()),
              Set.copyOf(Contributors.of((String) row[5]).sections())));
    }
    return access;
  }

  @Override
  public Set<TicketRef> among(Collection<TicketRef> refs, List<Reach> reaches) {
    return among(refs, reaches, "");
  }

  @Override
  public Set<TicketRef> answeredAmong(Collection<TicketRef> refs, List<Reach> reaches) {
    return among(refs, reaches, " AND t.STATUS IN ('ANSWERED', 'CLOSED')");
  }

  private Set<TicketRef> among(Collection<TicketRef> refs, List<Reach> reaches, String only) {
    return TicketKeys.rows(
            unit.manager(),
            refs,
            "t.ID",
            sql -> AccessFilter.restrict(sql.add(only + " AND "), "t", reaches))
        .stream()
        .map(TicketKeys::ref)
        .collect(Collectors.toSet());
  }

  private static Sql byRef(TicketRef ref) {
    return Sql.of("SELECT t.*").add(TicketKeys.from(ref));
  }

  private Optional<Ticket> one(Sql sql) {
    return sql.loadOne(unit.manager(), TicketRow.class).map(TicketRow::ticket);
  }

  @Override
  public void save(Decision decision, StaffId actor, Instant at) {
    saveAll(List.of(decision), actor, at);
  }

  @Override
  public void saveAll(List<Decision> decisions, StaffId actor, Instant at) {
    List<Decision> stored = new ArrayList<>(decisions);
    List<NewEvent> events = new ArrayList<>();
    Map<Long, TicketRow> opened = new HashMap<>();
    for (Decision decision : decisions) {
      if (!decision.events().isEmpty()) {
        boolean moved = store(decision, opened);
        events.addAll(Journal.of(decision, actor, at));
        for (Decision follower : moved ? followers(decision.ticket(), actor, at) : NOBODY) {
          store(follower, opened);
          events.addAll(Journal.of(follower, actor, at));
          stored.add(follower);
        }
      }
    }
    log.append(unit.transactions(), events);
    unit.transactions()
        .afterCommit(
            () -> {
              census.committed(stored.stream().map(Decision::ticket).toList());
              stored.forEach(TicketMeasures::count);
            });
  }

  @Override
  public void removed(List<Ticket> tickets, long job, StaffId actor, Instant at) {
    if (tickets.isEmpty()) {
      return;
    }
    List<NewEvent> events = new ArrayList<>();
    for (Ticket ticket : tickets) {
      events.addAll(Journal.of(ticket.removedWith(job), actor, at));
    }
    log.append(unit.transactions(), events);
    List<TicketRef> gone = tickets.stream().map(Ticket::ref).toList();
    unit.transactions().afterCommit(() -> census.gone(gone));
  }

  /** Whoever reads a ticket reads what was merged into it, and nobody else does. */
  private List<Decision> followers(Ticket moved, StaffId actor, Instant at) {
    return merges.takenIn(moved.id()).stream()
        .map(ticket -> ticket.following(moved, actor, at))
        .filter(decision -> !decision.events().isEmpty())
        .toList();
  }

  /**
   * @return whether others may read it than before
   */
  private boolean store(Decision decision, Map<Long, TicketRow> opened) {
    Ticket ticket = decision.ticket();
    if (decision.firstSequence() == 1) {
      TicketRow row = TicketRow.of(ticket);
      unit.manager().persist(row);
      opened.put(ticket.id(), row);
      return false;
    }
    if (opened.containsKey(ticket.id())) {
      opened.get(ticket.id()).become(ticket);
      return false;
    }
    return update(ticket);
  }

  private boolean update(Ticket ticket) {
    TicketRow row = unit.manager().find(TicketRow.class, ticket.id());
    Ticket before = row.ticket();
    row.become(ticket);
    boolean moved = !before.tag().equals(ticket.tag());
    if (moved) {
      moveAccess(before, ticket);
      resection(ticket, before.details().contributors());
    }
    if (!before.details().tags().equals(ticket.details().tags())) {
      retag(ticket, before.details().tags());
    }
    return moved;
  }

  private void retag(Ticket ticket, Tags before) {
    Tags now = ticket.details().tags();
    List<String> gone = before.without(now);
    if (!gone.isEmpty()) {
      Sql.of("DELETE FROM TICKET_TAG WHERE TICKET_ID = ? AND ", ticket.id())
          .in("TAG", gone)
          .execute(unit.manager());
    }
    AccessTag access = ticket.tag();
    for (String word : now.without(before)) {
      Sql.of(
              "INSERT INTO TICKET_TAG (TICKET_ID, TAG, MUNICIPALITY, SECTION, CONFIDENTIALITY)"
                  + " VALUES (?, ?, ?, ?, ?)",
              ticket.id(),
              word,
              access.municipality().value(),
              access.section().value(),
              access.confidentiality().level())
          .execute(unit.manager());
    }
  }

  /** A section that is asked again begins again. */
  private void resection(Ticket ticket, Contributors before) {
    Contributors now = ticket.details().contributors();
    List<SectionId> gone = before.without(now.sections()).sections();
    if (!gone.isEmpty()) {
      Sql.of("DELETE FROM TICKET_SECTION WHERE TICKET_ID = ? AND ", ticket.id())
          .in("SECTION", gone.stream().map(SectionId::value).toList())
          .execute(unit.manager());
    }
    for (SectionId section : now.without(before.sections()).sections()) {
      Sql.of(
              "INSERT INTO TICKET_SECTION (TICKET_ID, SECTION, MUNICIPALITY, STATE, FINISHED_BY,"
                  + " FINISHED_AT) VALUES (?, ?, ?, ?, '', ?)",
              ticket.id(),
              section.value(),
              ticket.ref().municipality().value(),
              Contributors.Progress.OPEN,
              InstantConverter.NEVER)
          .execute(unit.manager());
    }
  }

  private void moveAccess(Ticket before, Ticket ticket) {
    AccessTag tag = ticket.tag();
    if (tag.section().equals(before.tag().section())
        && tag.confidentiality() == before.tag().confidentiality()) {
      return; // contributors are found by the ticket alone
    }
    for (String table : BELOW) {
      Sql.of(
              "UPDATE " + table + " SET SECTION = ?, CONFIDENTIALITY = ? WHERE TICKET_ID = ?",
              tag.section().value(),
              tag.confidentiality().level(),
              ticket.id())
          .execute(unit.manager());
    }
  }

  @Override
  public Optional<Taken> taken(OnceKey key) {
    return Sql.of("SELECT o.* FROM TICKET_ONCE o WHERE o.ONCE_KEY = ?", key.hash())
        .readOne(unit.manager(), OnceRow.class)
        .map(row -> new Taken(row.ticketId, row.entryId));
  }

  @Override
  public Collection<OnceKey> taken(Collection<OnceKey> keys) {
    List<String> hashes = keys.stream().map(OnceKey::hash).toList();
    return Sql.of("SELECT o.ONCE_KEY FROM TICKET_ONCE o WHERE ")
        .in("o.ONCE_KEY", hashes)
        .strings(unit.manager())
        .stream()
        .map(OnceKey::new)
        .toList();
  }

  @Override
  public void take(OnceKey key, long ticket, long entry, Instant at) {
    OnceRow row = new OnceRow();
    row.onceKey = key.hash();
    row.ticketId = ticket;
    row.entryId = entry;
    row.takenAt = at;
    unit.manager().persist(row);
  }

  /** In the order of the keys; rows that are flushed come in any. */
  @Override
  public void take(Map<OnceKey, Long> tickets, Instant at) {
    List<OnceKey> keys = tickets.keySet().stream().sorted(comparing(OnceKey::hash)).toList();
    for (int from = 0; from < keys.size(); from += ROWS_AT_ONCE) {
      List<OnceKey> some = keys.subList(from, Math.min(from + ROWS_AT_ONCE, keys.size()));
      Sql sql = Sql.of("INSERT INTO TICKET_ONCE (ONCE_KEY, TICKET_ID, ENTRY_ID, TAKEN_AT) VALUES ");
      String comma = "";
      for (OnceKey key : some) {
        sql.add(comma + "(?, ?, 0, ?)", key.hash(), tickets.get(key), at);
        comma = ", ";
      }
      sql.execute(unit.manager());
    }
  }

  @Override
  public void link(long ticket, long other, Relation relation, Instant at) {
    linkOneWay(ticket, other, relation, at);
    linkOneWay(other, ticket, relation.inverse(), at);
  }

  private void linkOneWay(long ticket, long other, Relation relation, Instant at) {
    Sql.of(
            "INSERT INTO TICKET_LINK (TICKET_ID, OTHER_ID, RELATION, CREATED_AT)"
                + " VALUES (?, ?, ?, ?)",
            ticket,
            other,
            relation,
            at)
        .execute(unit.manager());
  }

  @Override
  public void unlink(long ticket, long other) {
    Sql.of(
            "DELETE FROM TICKET_LINK"
                + " WHERE TICKET_ID = ? AND OTHER_ID = ? OR TICKET_ID = ? AND OTHER_ID = ?",
            ticket,
            other,
            other,
            ticket)
        .execute(unit.manager());
  }

  @Override
  public Optional<Relation> relation(long ticket, long other) {
    return Sql.of(
            "SELECT l.RELATION FROM TICKET_LINK l WHERE l.TICKET_ID = ? AND l.OTHER_ID = ?",
            ticket,
            other)
        .strings(unit.manager())
        .stream()
        .map(Relation::valueOf)
        .findFirst();
  }

  @Override
  public Optional<Ticket> continuation(long ticket) {
    return one(
        Sql.of(
                "SELECT t.* FROM TICKET_LINK l JOIN TICKET t ON t.ID = l.OTHER_ID"
                    + " WHERE l.TICKET_ID = ? AND l.RELATION = ? ORDER BY t.ID DESC",
                ticket,
                Relation.CONTINUED_BY)
            .fetchFirst(1));
  }

  @Override
  public void markRead(Ticket seen, StaffId owner) {
    // a message that arrived meanwhile has raised the sequence and stays unread
    Sql.of(
            "UPDATE TICKET SET UNREAD = FALSE, ROW_VERSION = ROW_VERSION + 1"
                + " WHERE ID = ? AND OWNER = ? AND EVENT_SEQUENCE = ? AND UNREAD = TRUE",
            seen.id(),
            owner.value(),
            seen.sequence())
        .execute(unit.manager());
    unit.transactions().afterCommit(() -> census.read(seen.ref(), seen.sequence()));
  }
}
