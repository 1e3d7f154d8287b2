package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.madoguchi.channels.internal.Backlog;
import org.madoguchi.channels.internal.ChannelCount;
import org.madoguchi.channels.internal.Inbox;
import org.madoguchi.channels.internal.InboxEntry;
import org.madoguchi.channels.internal.Lease;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.Filled;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;

/** The tables INBOX, INBOX_HEADERS and INBOX_CONTACT. */
final class JpaInbox implements Inbox {
  private static final int KEYS_AT_ONCE = 16;

  private final JpaTransactions transactions;
  private final Box box;

  JpaInbox(JpaTransactions transactions) {
    this.transactions = transactions;
    this.box = new Box(transactions, "InboxRow", "INBOX", "CHANNEL, SOURCE_KEY, RECEIVED_AT");
  }

  private EntityManager rows() {
    return transactions.entityManager();
  }

  /** Each by its key: given a list of keys, Derby walks through all that the channel ever had. */
  @Override
  public Set<Source> held(Collection<Source> sources) {
    List<Source> asked = List.copyOf(sources);
    Set<Source> held = new HashSet<>();
    for (int from = 0; from < asked.size(); from += KEYS_AT_ONCE) {
      Sql sql = new Sql();
      String union = "SELECT";
      int to = Math.min(from + KEYS_AT_ONCE, asked.size());
      for (Source source : Filled.up(asked.subList(from, to))) {
        for (String table : List.of("INBOX", "INBOX_KEY")) {
          sql.add(
              union
                  + " CHANNEL, SOURCE_KEY FROM "
                  + table
                  + " WHERE CHANNEL = ? AND SOURCE_KEY = ?",
              source.channel(),
              source.key());
          union = " UNION ALL SELECT";
        }
      }
      sql.rows(rows()).forEach(row -> held.add(new Source((String) row[0], (String) row[1])));
    }
    return held;
  }

  @Override
  public void add(List<Arrival> arrivals) {
    for (Arrival arrival : arrivals) {
      rows().persist(InboxRow.of(arrival.entry()));
      if (!arrival.headers().isEmpty()) {
        rows().persist(InboxHeadersRow.of(arrival.entry().id(), arrival.headers()));
      }
    }
    // the unique index speaks now, before events are appended
    rows().flush();
  }

  @Override
  public Map<String, String> headers(long id) {
    InboxHeadersRow row = rows().find(InboxHeadersRow.class, id);
    return row == null ? Map.of() : row.read();
  }

  @Override
  public Optional<InboxEntry> find(long id) {
    return Optional.ofNullable(rows().find(InboxRow.class, id)).map(InboxRow::entry);
  }

  @Override
  public List<Due> due(String channel, Instant now, int limit) {
    Sql whose = Sql.of("CHANNEL = ?", channel);
    return box
        .due("ID, CONTENT_SIZE, UNFINISHED", InboxEntry.State.WAITING, whose, now, limit)
        .rows(rows())
        .stream()
        .map(row -> new Due((Long) row[0], (Long) row[1], (Integer) row[2] > 0))
        .toList();
  }

  @Override
  public List<InboxEntry> claim(List<Long> ids, Lease lease, Instant now) {
    String inHand =
        ", ATTEMPTS = ATTEMPTS + 1,"
            + " UNFINISHED = CASE WHEN UNFINISHED < 2 THEN UNFINISHED + 1 ELSE UNFINISHED END";
    if (box.claim(ids, InboxEntry.State.WAITING, inHand, lease, now) == 0) {
      return List.of();
    }
    return box.leased(InboxRow.class, ids, lease).stream().map(InboxRow::entry).toList();
  }

  @Override
  public boolean begin(InboxEntry claimed, Instant next) {
    return box.changeById(
            List.of(claimed.id()),
            Sql.of("UNFINISHED = UNFINISHED + 1, NEXT_ATTEMPT_AT = ?", Box.column(next)),
            Sql.of("LEASED_BY = ?", claimed.lease().by()))
        == 1;
  }

  @Override
  public void renew(List<Long> ids, Lease lease) {
    box.changeById(
        ids,
        Sql.of("LEASED_UNTIL = ?", Box.column(lease.until())),
        Sql.of("LEASED_BY = ?", lease.by()));
  }

  @Override
  public void release(List<Long> ids, String holder) {
    box.changeById(
        ids,
        Sql.of(
            "LEASED_BY = ?, LEASED_UNTIL = ?, ATTEMPTS = ATTEMPTS - 1,"
                + " UNFINISHED = CASE WHEN UNFINISHED = 1 THEN 0 ELSE UNFINISHED END",
            Lease.NONE.by(),
            Box.column(Lease.NONE.until())),
        Sql.of("LEASED_BY = ?", holder));
  }

  @Override
  public void releaseAll(String holders) {
    box.releaseAll(holders, List.of(InboxEntry.State.WAITING));
  }

  @Override
  public boolean replace(InboxEntry before, InboxEntry after) {
    Sql change =
        Sql.of(
                "MUNICIPALITY = ?, CONFIDENTIALITY = ?, STATE = ?, CHANGED_AT = ?",
                after.access().municipality().value(),
                after.access().confidentiality().level(),
                after.state(),
                Box.column(after.changedAt()))
            .add(
                ", ATTEMPTS = ?, UNFINISHED = ?, REASON = ?, READER = ?, NEXT_ATTEMPT_AT = ?",
                after.attempts(),
                after.unfinished(),
                after.reason(),
                after.reader(),
                Box.column(after.nextAttemptAt()))
            .add(
                ", LEASED_BY = ?, LEASED_UNTIL = ?, REVISION = ?",
                after.lease().by(),
                Box.column(after.lease().until()),
                after.revision());
    Sql unchanged =
        Sql.of("REVISION = ? AND LEASED_BY = ?", before.revision(), before.lease().by());
    return box.changeById(List.of(before.id()), change, unchanged) == 1;
  }

  @Override
  public void addContacts(long id, List<Contact> contacts) {
    for (int i = 0; i < contacts.size(); i++) {
      InboxContactRow row = new InboxContactRow();
      row.inboxId = id;
      row.position = i;
      row.ticket = contacts.get(i).ticket().toString();
      row.entry = contacts.get(i).entry();
      row.sender = contacts.get(i).sender();
      rows().persist(row);
    }
  }

  @Override
  public List<Contact> contacts(Collection<TicketRef> tickets) {
    if (tickets.isEmpty()) {
      return List.of();
    }
    List<String> written = tickets.stream().map(TicketRef::toString).toList();
    return rows()
        .createQuery(
            "SELECT c FROM InboxContactRow c WHERE c.ticket IN :tickets", InboxContactRow.class)
        .setParameter("tickets", Filled.up(written))
        .getResultStream()
        .map(c -> new Contact(TicketRef.parse(c.ticket).orElseThrow(), c.entry, c.sender))
        .toList();
  }

  @Override
  public Map<String, Map<String, String>> headersOf(Collection<TicketRef> tickets) {
    Map<String, Map<String, String>> headers = new HashMap<>();
    if (tickets.isEmpty()) {
      return headers;
    }
    List<String> written = tickets.stream().map(TicketRef::toString).toList();
    rows()
        .createQuery(
            "SELECT c.entry, h FROM InboxContactRow c, InboxHeadersRow h"
                + " WHERE h.inboxId = c.inboxId AND c.ticket IN :tickets",
            Object[].class)
        .setParameter("tickets", Filled.up(written))
        .getResultList()
        .forEach(row -> headers.put((String) row[0], ((InboxHeadersRow) row[1]).read()));
    return headers;
  }

  @Override
  public Map<Long, List<String>> tickets(List<Long> ids) {
    Map<Long, List<String>> tickets = new HashMap<>();
    if (ids.isEmpty()) {
      return tickets;
    }
    rows()
        .createQuery(
            "SELECT c FROM InboxContactRow c WHERE c.inboxId IN :ids"
                + " ORDER BY c.inboxId, c.position",
            InboxContactRow.class)
        .setParameter("ids", Filled.up(ids))
        .getResultList()
        .forEach(c -> tickets.computeIfAbsent(c.inboxId, i -> new ArrayList<>()).add(c.ticket));
    return tickets;
  }

  @Override
  public int releaseQuarantined(String channel, String exceptReader, Instant now) {
    return rows()
        .createQuery(
            "UPDATE InboxRow r SET r.state = :waiting, r.nextAttemptAt = :now,"
                + " r.changedAt = :now, r.unfinished = 0, r.revision = r.revision + 1"
                + " WHERE r.state = :quarantined AND r.channel = :channel AND r.reader <> :reader")
        .setParameter("waiting", InboxEntry.State.WAITING.name())
        .setParameter("quarantined", InboxEntry.State.QUARANTINED.name())
        .setParameter("channel", channel)
        .setParameter("reader", exceptReader)
        .setParameter("now", now)
        .executeUpdate();
  }

  @Override
  public void assignMunicipality(String channel, MunicipalityId municipality) {
    rows()
        .createQuery(
            "UPDATE InboxRow r SET r.municipality = :municipality"
                + " WHERE r.state IN :unread AND r.channel = :channel AND r.municipality = :nobody")
        .setParameter("municipality", municipality.value())
        .setParameter(
            "unread", List.of(InboxEntry.State.WAITING.name(), InboxEntry.State.QUARANTINED.name()))
        .setParameter("channel", channel)
        .setParameter("nobody", MunicipalityId.EVERY.value())
        .executeUpdate();
  }

  @Override
  public List<InboxEntry> list(
      List<Reach> reaches, InboxEntry.State state, String channel, long before, int limit) {
    Reached reached = new Reached(reaches);
    if (reached.nothing()) {
      return List.of();
    }
    TypedQuery<InboxRow> query =
        reached.bind(
            rows()
                .createQuery(
                    "SELECT r FROM InboxRow r WHERE r.state = :state AND r.id < :before"
                        + (channel.isEmpty() ? "" : " AND r.channel = :channel")
                        + " AND "
                        + reached.condition()
                        + " ORDER BY r.id DESC",
                    InboxRow.class)
                .setParameter("state", state.name())
                .setParameter("before", before)
                .setMaxResults(limit));
    if (!channel.isEmpty()) {
      query.setParameter("channel", channel);
    }
    return query.getResultList().stream().map(InboxRow::entry).toList();
  }

  @Override
  public List<ChannelCount> counts(List<Reach> reaches) {
    Reached reached = new Reached(reaches);
    if (reached.nothing()) {
      return List.of();
    }
    return reached
        .bind(
            rows()
                .createQuery(
                    "SELECT r.channel, r.municipality, r.state, COUNT(r) FROM InboxRow r"
                        + " WHERE r.state IN :states AND "
                        + reached.condition()
                        + " GROUP BY r.channel, r.municipality, r.state",
                    Object[].class)
                .setParameter(
                    "states",
                    List.of(InboxEntry.State.WAITING.name(), InboxEntry.State.QUARANTINED.name())))
        .getResultStream()
        .map(Counted::of)
        .toList();
  }

  @Override
  public List<Backlog> backlog() {
    return rows()
        .createQuery(
            "SELECT r.channel, r.municipality, r.state, COUNT(r), MIN(r.receivedAt)"
                + " FROM InboxRow r WHERE r.state IN :states"
                + " GROUP BY r.channel, r.municipality, r.state",
            Object[].class)
        .setParameter(
            "states", List.of(InboxEntry.State.WAITING.name(), InboxEntry.State.QUARANTINED.name()))
        .getResultStream()
        .map(line -> Counted.backlog(line, InboxEntry.State.valueOf((String) line[2])))
        .toList();
  }

  @Override
  public void retag(TicketRef ticket, AccessTag access) {
    List<Long> ids =
        rows()
            .createQuery(
                "SELECT DISTINCT c.inboxId FROM InboxContactRow c WHERE c.ticket = :ticket",
                Long.class)
            .setParameter("ticket", ticket.toString())
            .getResultList();
    Map<Long, List<String>> tickets = tickets(ids);
    int level = access.confidentiality().level();
    for (Long id : ids) {
      InboxRow row = rows().find(InboxRow.class, id);
      boolean alone = tickets.get(id).stream().distinct().count() == 1;
      // a delivery with several tickets is as confidential as the most confidential of them
      if (alone || row.confidentiality < level) {
        row.confidentiality = level;
      }
    }
  }

  @Override
  public int putAway(Instant finishedBefore, int limit) {
    List<Long> ids = new ArrayList<>();
    for (InboxEntry.State state : List.of(InboxEntry.State.DONE, InboxEntry.State.DISCARDED)) {
      if (ids.size() < limit) {
        ids.addAll(box.finished(state, "", Map.of(), finishedBefore, limit - ids.size()));
      }
    }
    if (!ids.isEmpty()) {
      remove("InboxHeadersRow", ids);
      remove("InboxContactRow", ids);
      box.putAway(ids);
    }
    return ids.size();
  }

  private void remove(String rows, List<Long> ids) {
    rows()
        .createQuery("DELETE FROM " + rows + " r WHERE r.inboxId IN :ids")
        .setParameter("ids", Filled.up(ids))
        .executeUpdate();
  }
}
