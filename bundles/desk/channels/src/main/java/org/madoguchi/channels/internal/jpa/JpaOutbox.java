package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.madoguchi.channels.internal.Backlog;
import org.madoguchi.channels.internal.ChannelCount;
import org.madoguchi.channels.internal.Lease;
import org.madoguchi.channels.internal.Outbox;
import org.madoguchi.channels.internal.OutboxEntry;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;

/** The table OUTBOX. */
final class JpaOutbox implements Outbox {
  private static final List<String> UNFINISHED =
      List.of(
          OutboxEntry.State.QUEUED.name(),
          OutboxEntry.State.SENDING.name(),
          OutboxEntry.State.FAILED.name(),
          OutboxEntry.State.IN_DOUBT.name());

  private final JpaTransactions transactions;
  private final Box box;

  JpaOutbox(JpaTransactions transactions) {
    this.transactions = transactions;
    this.box = new Box(transactions, "OutboxRow", "OUTBOX", "TICKET, ENTRY, QUEUED_AT");
  }

  private EntityManager rows() {
    return transactions.entityManager();
  }

  @Override
  public boolean holds(TicketRef ticket, String entry) {
    return rows()
                .createQuery(
                    "SELECT COUNT(r) FROM OutboxRow r WHERE r.ticket = :ticket AND r.entry = :entry",
                    Long.class)
                .setParameter("ticket", ticket.toString())
                .setParameter("entry", entry)
                .getSingleResult()
            > 0
        || !box.kept("ENTRY", "TICKET = ? AND ENTRY = ?", List.of(ticket.toString(), entry))
            .isEmpty();
  }

  @Override
  public void add(OutboxEntry entry) {
    rows().persist(row(entry));
    rows().flush();
  }

  @Override
  public Optional<OutboxEntry> find(long id) {
    return Optional.ofNullable(rows().find(OutboxRow.class, id)).map(JpaOutbox::entry);
  }

  @Override
  public Optional<OutboxEntry> find(TicketRef ticket, String entry) {
    return rows()
        .createQuery(
            "SELECT r FROM OutboxRow r WHERE r.ticket = :ticket AND r.entry = :entry",
            OutboxRow.class)
        .setParameter("ticket", ticket.toString())
        .setParameter("entry", entry)
        .getResultStream()
        .findFirst()
        .map(JpaOutbox::entry);
  }

  @Override
  public List<Long> due(Duty duty, Instant now, int limit) {
    Sql whose = Sql.of("(SOURCE = ?", duty.channel());
    if (duty.standsIn()) {
      whose.add(" OR KIND = ? AND MUNICIPALITY = ?", duty.kind(), duty.municipality().value());
      if (!duty.others().isEmpty()) {
        whose.add(
            " AND SOURCE NOT IN (" + Box.marks(duty.others().size()) + ")",
            duty.others().toArray());
      }
    }
    return box.due("ID", OutboxEntry.State.QUEUED, whose.add(")"), now, limit).numbers(rows());
  }

  @Override
  public Optional<OutboxEntry> claim(long id, Lease lease, Instant now) {
    return box.claim(List.of(id), OutboxEntry.State.QUEUED, "", lease, now) == 1
        ? find(id)
        : Optional.empty();
  }

  @Override
  public void releaseAll(String holders) {
    box.releaseAll(holders, List.of(OutboxEntry.State.QUEUED, OutboxEntry.State.SENDING));
  }

  @Override
  public boolean replace(OutboxEntry before, OutboxEntry after) {
    return rows()
            .createQuery(
                "UPDATE OutboxRow r SET r.channel = :channel, r.state = :state,"
                    + " r.changedAt = :changedAt, r.attempts = :attempts, r.reason = :reason,"
                    + " r.messageReference = :reference, r.nextAttemptAt = :next,"
                    + " r.giveUpAt = :giveUp, r.leasedBy = :by, r.leasedUntil = :until,"
                    + " r.reported = :reported, r.revision = :revision"
                    + " WHERE r.id = :id AND r.revision = :seen AND r.leasedBy = :holder")
            .setParameter("channel", after.channel())
            .setParameter("state", after.state().name())
            .setParameter("changedAt", after.changedAt())
            .setParameter("attempts", after.attempts())
            .setParameter("reason", after.reason())
            .setParameter("reference", after.messageReference())
            .setParameter("next", after.nextAttemptAt())
            .setParameter("giveUp", after.giveUpAt())
            .setParameter("by", after.lease().by())
            .setParameter("until", after.lease().until())
            .setParameter("reported", after.reported())
            .setParameter("revision", after.revision())
            .setParameter("id", before.id())
            .setParameter("seen", before.revision())
            .setParameter("holder", before.lease().by())
            .executeUpdate()
        == 1;
  }

  @Override
  public List<OutboxEntry> abandoned(Instant now, int limit) {
    return rows()
        .createQuery(
            "SELECT r FROM OutboxRow r WHERE r.state = :state AND r.leasedUntil <= :now"
                + " ORDER BY r.id",
            OutboxRow.class)
        .setParameter("state", OutboxEntry.State.SENDING.name())
        .setParameter("now", now)
        .setMaxResults(limit)
        .getResultStream()
        .map(JpaOutbox::entry)
        .toList();
  }

  @Override
  public List<OutboxEntry> unreported(int limit) {
    return rows()
        .createQuery(
            "SELECT r FROM OutboxRow r WHERE r.reported = :reported"
                + " ORDER BY r.changedAt, r.id",
            OutboxRow.class)
        // a literal would become 0, which Derby does not compare with a BOOLEAN
        .setParameter("reported", false)
        .setMaxResults(limit)
        .getResultStream()
        .map(JpaOutbox::entry)
        .toList();
  }

  @Override
  public void markReported(OutboxEntry entry) {
    rows()
        .createQuery(
            "UPDATE OutboxRow r SET r.reported = :reported"
                + " WHERE r.id = :id AND r.revision = :revision")
        .setParameter("reported", true)
        .setParameter("id", entry.id())
        .setParameter("revision", entry.revision())
        .executeUpdate();
  }

  @Override
  public List<OutboxEntry> list(
      List<Reach> reaches, List<OutboxEntry.State> states, String channel, long before, int limit) {
    Reached reached = new Reached(reaches);
    if (reached.nothing()) {
      return List.of();
    }
    TypedQuery<OutboxRow> query =
        reached.bind(
            rows()
                .createQuery(
                    "SELECT r FROM OutboxRow r WHERE r.state IN :states AND r.id < :before"
                        + (channel.isEmpty()
                            ? ""
                            : " AND (r.channel = :channel"
                                + " OR r.channel = '' AND r.source = :channel)")
                        + " AND "
                        + reached.condition()
                        + " ORDER BY r.id DESC",
                    OutboxRow.class)
                .setParameter("states", states.stream().map(Enum::name).toList())
                .setParameter("before", before)
                .setMaxResults(limit));
    if (!channel.isEmpty()) {
      query.setParameter("channel", channel);
    }
    return query.getResultList().stream().map(JpaOutbox::entry).toList();
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
                    "SELECT r.channel, r.source, r.municipality, r.state, COUNT(r)"
                        + " FROM OutboxRow r WHERE r.state IN :states AND "
                        + reached.condition()
                        + " GROUP BY r.channel, r.source, r.municipality, r.state",
                    Object[].class)
                .setParameter("states", UNFINISHED))
        .getResultStream()
        .map(
            line -> {
              String channel = ((String) line[0]).isEmpty() ? (String) line[1] : (String) line[0];
              return Counted.of(new Object[] {channel, line[2], line[3], line[4]});
            })
        .toList();
  }

  @Override
  public List<Backlog> backlog() {
    return rows()
        .createQuery(
            "SELECT r.source, r.municipality, r.state, COUNT(r), MIN(r.queuedAt)"
                + " FROM OutboxRow r WHERE r.state IN :states"
                + " GROUP BY r.source, r.municipality, r.state",
            Object[].class)
        .setParameter("states", UNFINISHED)
        .getResultStream()
        .map(line -> Counted.backlog(line, OutboxEntry.State.valueOf((String) line[2])))
        .toList();
  }

  @Override
  public void retag(TicketRef ticket, AccessTag access) {
    rows()
        .createQuery(
            "UPDATE OutboxRow r SET r.section = :section, r.confidentiality = :level"
                + " WHERE r.ticket = :ticket")
        .setParameter("section", access.section().value())
        .setParameter("level", access.confidentiality().level())
        .setParameter("ticket", ticket.toString())
        .executeUpdate();
  }

  @Override
  public int putAway(Instant finishedBefore, int limit) {
    List<Long> ids = new ArrayList<>(finished(OutboxEntry.State.SENT, finishedBefore, limit));
    if (ids.size() < limit) {
      int left = limit - ids.size();
      ids.addAll(finished(OutboxEntry.State.TAKEN_BACK, finishedBefore, left));
    }
    if (!ids.isEmpty()) {
      box.putAway(ids);
    }
    return ids.size();
  }

  private List<Long> finished(OutboxEntry.State state, Instant before, int limit) {
    // a literal would become 1, which Derby does not compare with a BOOLEAN
    return box.finished(
        state, " AND r.reported = :reported", Map.of("reported", true), before, limit);
  }

  private static OutboxRow row(OutboxEntry e) {
    OutboxRow row = new OutboxRow();
    row.id = e.id();
    row.ticket = e.ticket().toString();
    row.entry = e.entry();
    row.municipality = e.access().municipality().value();
    row.section = e.access().section().value();
    row.confidentiality = e.access().confidentiality().level();
    row.kind = e.kind();
    row.source = e.source();
    row.channel = e.channel();
    row.state = e.state().name();
    row.queuedAt = e.queuedAt();
    row.changedAt = e.changedAt();
    row.attempts = e.attempts();
    row.reason = e.reason();
    row.messageReference = e.messageReference();
    row.nextAttemptAt = e.nextAttemptAt();
    row.giveUpAt = e.giveUpAt();
    row.leasedBy = e.lease().by();
    row.leasedUntil = e.lease().until();
    row.reported = e.reported();
    row.revision = e.revision();
    return row;
  }

  private static OutboxEntry entry(OutboxRow r) {
    return new OutboxEntry(
        r.id,
        TicketRef.parse(r.ticket).orElseThrow(),
        r.entry,
        Reached.tag(r.municipality, r.section, r.confidentiality),
        r.kind,
        r.source,
        r.channel,
        OutboxEntry.State.valueOf(r.state),
        r.queuedAt,
        r.changedAt,
        r.attempts,
        r.reason,
        r.messageReference,
        r.nextAttemptAt,
        r.giveUpAt,
        new Lease(r.leasedBy, r.leasedUntil),
        r.reported,
        r.revision);
  }
}
