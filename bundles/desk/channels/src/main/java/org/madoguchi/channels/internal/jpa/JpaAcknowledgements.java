package org.madoguchi.channels.internal.jpa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.channels.internal.Acknowledgement;
import org.madoguchi.channels.internal.Acknowledgements;
import org.madoguchi.persistence.Filled;
import org.madoguchi.persistence.JpaTransactions;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketRef;

/** The table ACKNOWLEDGEMENT. */
final class JpaAcknowledgements implements Acknowledgements {
  private final JpaTransactions transactions;

  JpaAcknowledgements(JpaTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Set<TicketRef> noted(Collection<TicketRef> tickets) {
    List<String> keys = tickets.stream().map(TicketRef::toString).toList();
    return Sql.of("SELECT a.TICKET FROM ACKNOWLEDGEMENT a WHERE ")
        .in("a.TICKET", keys)
        .strings(transactions.entityManager())
        .stream()
        .flatMap(key -> TicketRef.parse(key).stream())
        .collect(Collectors.toSet());
  }

  @Override
  public void add(Collection<Acknowledgement> pending) {
    pending.forEach(one -> transactions.entityManager().persist(row(one)));
    transactions.entityManager().flush();
  }

  @Override
  public List<Acknowledgement> pending(int limit) {
    return transactions
        .entityManager()
        .createQuery(
            "SELECT r FROM AcknowledgementRow r WHERE r.state = :state ORDER BY r.openedAt",
            AcknowledgementRow.class)
        .setParameter("state", Acknowledgement.State.PENDING.name())
        .setMaxResults(limit)
        .getResultStream()
        .map(JpaAcknowledgements::acknowledgement)
        .toList();
  }

  @Override
  public Map<String, List<Instant>> sentTo(Collection<String> senders, Instant since) {
    if (senders.isEmpty()) {
      return Map.of();
    }
    return transactions
        .entityManager()
        .createQuery(
            "SELECT r.sender, r.changedAt FROM AcknowledgementRow r WHERE r.sender IN :senders"
                + " AND r.changedAt > :since AND r.state = :state",
            Object[].class)
        .setParameter("senders", Filled.up(List.copyOf(senders)))
        .setParameter("since", since)
        .setParameter("state", Acknowledgement.State.SENT.name())
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                sent -> (String) sent[0],
                Collectors.mapping(
                    sent -> (Instant) sent[1], Collectors.toCollection(ArrayList::new))));
  }

  @Override
  public void replace(List<Acknowledgement> decided) {
    for (Acknowledgement one : decided) {
      Sql.of(
              "UPDATE ACKNOWLEDGEMENT SET STATE = ?, SENDER = ?, CHANGED_AT = ? WHERE TICKET = ?",
              one.state(),
              one.sender(),
              Box.column(one.changedAt()),
              one.ticket().toString())
          .execute(transactions.entityManager());
    }
  }

  private static AcknowledgementRow row(Acknowledgement a) {
    AcknowledgementRow row = new AcknowledgementRow();
    row.ticket = a.ticket().toString();
    row.entry = a.entry();
    row.municipality = a.access().municipality().value();
    row.section = a.access().section().value();
    row.confidentiality = a.access().confidentiality().level();
    row.source = a.source();
    row.language = a.language();
    row.state = a.state().name();
    row.sender = a.sender();
    row.openedAt = a.openedAt();
    row.changedAt = a.changedAt();
    return row;
  }

  private static Acknowledgement acknowledgement(AcknowledgementRow r) {
    return new Acknowledgement(
        TicketRef.parse(r.ticket).orElseThrow(),
        r.entry,
        Reached.tag(r.municipality, r.section, r.confidentiality),
        r.source,
        r.language,
        Acknowledgement.State.valueOf(r.state),
        r.sender,
        r.openedAt,
        r.changedAt);
  }
}
