package org.madoguchi.channels.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.TicketConversation;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.TicketRef;

/** The tickets room in memory: idempotent as the real one, and failing where a test wants it to. */
final class FakeTickets implements TicketIntake, TicketConversation {
  record Told(
      TicketRef ticket, String entry, DeliveryState state, String reference, String reason) {}

  record Acknowledged(TicketRef ticket, String key, String subject, String text) {}

  private static final Set<MunicipalityId> TOWNS =
      Set.of(new MunicipalityId("mihon"), new MunicipalityId("aoba"));

  private final Map<String, Receipt> receipts = new HashMap<>();
  private final Map<String, Outbound> replies = new HashMap<>();
  private final Map<TicketRef, Set<ContactPoint>> citizens = new HashMap<>();
  private final Map<String, Acknowledged> acknowledged = new HashMap<>();
  private final List<InboundContact> taken = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final Set<TicketRef> restricted = new HashSet<>();
  private final Map<String, RuntimeException> refused = new HashMap<>();
  private final Set<TicketRef> unanswerable = new HashSet<>();
  private final Set<String> takenBack = new HashSet<>();
  private final Map<String, TicketRef> moved = new HashMap<>();
  private int failBefore;
  private int failAfter;
  private int failReports;
  private RuntimeException failure = new IllegalStateException("the database is away");

  /** The next calls of receive fail before anything is stored. */
  synchronized void failBeforeStoring(int times) {
    failBefore = times;
  }

  /** The next calls of receive fail although everything is stored, as when an answer is lost. */
  synchronized void failAfterStoring(int times) {
    failAfter = times;
  }

  /** This message is never taken. */
  synchronized void refuse(String externalId, RuntimeException why) {
    refused.put(externalId, why);
  }

  /** The ticket of this message was split: it lies in another one. */
  synchronized void move(String entry, TicketRef to) {
    moved.put(entry, to);
  }

  @Override
  public synchronized TicketRef whereLies(TicketRef ticket, String entry) {
    return moved.getOrDefault(entry, ticket);
  }

  synchronized void failReports(int times) {
    failReports = times;
  }

  synchronized void failWith(RuntimeException e) {
    failure = e;
  }

  @Override
  public synchronized Receipt receive(InboundContact contact) {
    if (failBefore > 0) {
      failBefore--;
      throw failure;
    }
    if (!TOWNS.contains(contact.municipality())) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, contact.municipality());
    }
    if (refused.containsKey(contact.externalId())) {
      throw refused.get(contact.externalId());
    }
    String key = contact.source() + "\n" + contact.externalId();
    Receipt known = receipts.get(key);
    if (known == null) {
      TicketRef ticket =
          contact
              .thread()
              .orElseGet(() -> new TicketRef(contact.municipality(), 2026, receipts.size() + 1));
      known = new Receipt(ticket, "e" + (receipts.size() + 1), contact.thread().isEmpty(), false);
      receipts.put(key, known);
      taken.add(contact);
      citizens.computeIfAbsent(ticket, t -> new HashSet<>()).addAll(contact.senders());
    } else {
      known = new Receipt(known.ticket(), known.entry(), false, true);
    }
    if (failAfter > 0) {
      failAfter--;
      throw failure;
    }
    return known;
  }

  synchronized List<InboundContact> taken() {
    return List.copyOf(taken);
  }

  synchronized void owns(TicketRef ticket, ContactPoint citizen) {
    citizens.computeIfAbsent(ticket, t -> new HashSet<>()).add(citizen);
  }

  @Override
  public synchronized boolean isCitizenOf(TicketRef ticket, ContactPoint sender) {
    return citizens.getOrDefault(ticket, Set.of()).contains(sender);
  }

  @Override
  public synchronized Optional<TicketRef> find(MunicipalityId municipality, String number) {
    return citizens.keySet().stream()
        .filter(t -> t.municipality().equals(municipality) && t.number().equals(number))
        .findFirst();
  }

  synchronized void restrict(TicketRef ticket) {
    restricted.add(ticket);
  }

  @Override
  public synchronized Set<TicketRef> readable(AccessScope scope, Collection<TicketRef> tickets) {
    return tickets.stream()
        .filter(
            ref -> accessOf(ref).filter(tag -> scope.may(Permission.TICKET_READ, tag)).isPresent())
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized Optional<AccessTag> accessOf(TicketRef ticket) {
    return exists(ticket)
        ? Optional.of(
            new AccessTag(
                ticket.municipality(),
                SectionId.NONE,
                restricted.contains(ticket) ? Confidentiality.RESTRICTED : Confidentiality.NORMAL))
        : Optional.empty();
  }

  private boolean exists(TicketRef ticket) {
    return citizens.containsKey(ticket)
        || restricted.contains(ticket)
        || replies.values().stream().anyMatch(reply -> reply.ticket().equals(ticket));
  }

  synchronized void reply(Outbound reply) {
    replies.put(reply.ticket() + "/" + reply.entry(), reply);
  }

  /** What keeps every reply back. */
  volatile Optional<Hindrance> hindrance = Optional.empty();

  @Override
  public Optional<Hindrance> hindrance(TicketRef ticket, String entry) {
    return hindrance;
  }

  @Override
  public synchronized Optional<Outbound> outbound(TicketRef ticket, String entry) {
    return Optional.ofNullable(replies.get(ticket + "/" + entry));
  }

  /** Its author has it again. */
  synchronized void takeBack(TicketRef ticket, String entry) {
    replies.remove(ticket + "/" + entry);
    takenBack.add(ticket + "/" + entry);
  }

  @Override
  public synchronized boolean isTakenBack(TicketRef ticket, String entry) {
    return takenBack.contains(ticket + "/" + entry);
  }

  @Override
  public synchronized void deliveryChanged(
      TicketRef ticket,
      String entry,
      DeliveryState state,
      String messageReference,
      String reason,
      Instant at) {
    if (failReports > 0) {
      failReports--;
      throw failure;
    }
    told.add(new Told(ticket, entry, state, messageReference, reason));
  }

  /** Addresses marked: ticket, entry and status. */
  final List<String> undeliverable = new java.util.concurrent.CopyOnWriteArrayList<>();

  @Override
  public void undeliverable(TicketRef ticket, String entry, String status, Instant at) {
    undeliverable.add(ticket + "/" + entry + " " + status);
  }

  @Override
  public synchronized Optional<TicketRef> lastSentTo(
      MunicipalityId municipality, Collection<ContactPoint> addresses, Instant since) {
    return replies.values().stream()
        .filter(r -> r.ticket().municipality().equals(municipality))
        .filter(r -> r.recipients().stream().anyMatch(addresses::contains))
        .map(Outbound::ticket)
        .max(Comparator.comparing(TicketRef::number));
  }

  synchronized List<Told> told() {
    return List.copyOf(told);
  }

  synchronized Optional<Told> lastTold() {
    return told.isEmpty() ? Optional.empty() : Optional.of(told.get(told.size() - 1));
  }

  @Override
  public synchronized void acknowledge(TicketRef ticket, String key, String subject, String text) {
    if (unanswerable.contains(ticket)) {
      throw failure;
    }
    acknowledged.putIfAbsent(ticket + "/" + key, new Acknowledged(ticket, key, subject, text));
  }

  /** Acknowledging it fails. */
  synchronized void failAcknowledging(TicketRef ticket) {
    unanswerable.add(ticket);
  }

  synchronized List<Acknowledged> acknowledged() {
    return List.copyOf(acknowledged.values());
  }
}
