package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketIntake;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.IntakeRound.Origin;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.FileFinding;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Relation;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.madoguchi.tickets.internal.files.FileJudge;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes contacts from channels.
 *
 * <p>Nothing that comes is lost, and nobody is bothered by machines. An automatic reply or a bounce
 * joins its thread without changing the status (a bounce is shown to the owner: an answer may not
 * have arrived). Without a thread it opens a ticket that is closed at once, with a note that says
 * why: it can be found and read, appears in no queue of open work, has no due date and, as its
 * event tells its nature, is not acknowledged.
 */
@Component(service = TicketIntake.class)
public final class ContactIntake implements TicketIntake {
  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final LyingEntries lying;
  private final CitizenRepository citizens;
  private final CitizenRegister register;
  private final FileJudge judge;
  private final DeskRules rules;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public ContactIntake(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference EntryRepository entries,
      @Reference LyingEntries lying,
      @Reference CitizenRepository citizens,
      @Reference CitizenRegister register,
      @Reference FileJudge judge,
      @Reference DeskRules rules,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.entries = entries;
    this.lying = lying;
    this.citizens = citizens;
    this.register = register;
    this.judge = judge;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Receipt receive(InboundContact contact) {
    return receiveAll(List.of(contact)).get(0);
  }

  @Override
  public List<Receipt> receiveAll(List<InboundContact> contacts) {
    if (contacts.isEmpty()) {
      return List.of();
    }
    Map<MunicipalityId, Municipality> municipalities = new HashMap<>();
    contacts.forEach(
        c -> municipalities.computeIfAbsent(c.municipality(), id -> rules.municipality(id)));
    Map<InboundContact, List<FileFinding>> files = judge.arrived(municipalities, contacts);
    return transactions.decide(() -> takeAll(municipalities, contacts, files));
  }

  /** What many contacts need is looked up at once, and all they changed is stored at the end. */
  private List<Receipt> takeAll(
      Map<MunicipalityId, Municipality> municipalities,
      List<InboundContact> contacts,
      Map<InboundContact, List<FileFinding>> files) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<OnceKey> keys = contacts.stream().map(ContactIntake::key).distinct().toList();
    Set<OnceKey> repeated = new HashSet<>(tickets.taken(keys));
    IntakeRound round = new IntakeRound(register.callers(now, points(contacts)), now);
    List<Receipt> receipts = new ArrayList<>(contacts.size());
    for (InboundContact contact : contacts) {
      OnceKey key = key(contact);
      Municipality municipality = municipalities.get(contact.municipality());
      List<FileFinding> findings = files.getOrDefault(contact, List.of());
      receipts.add(
          repeated.add(key)
              ? take(arrival(municipality, contact, findings, now), key, round)
              : again(key, round));
    }
    round.store(tickets);
    return receipts;
  }

  private static OnceKey key(InboundContact contact) {
    return OnceKey.inbound(contact.source(), contact.externalId());
  }

  private static Map<MunicipalityId, Set<ContactPoint>> points(List<InboundContact> contacts) {
    Map<MunicipalityId, Set<ContactPoint>> points = new HashMap<>();
    for (InboundContact contact : contacts) {
      points
          .computeIfAbsent(contact.municipality(), m -> new HashSet<>())
          .addAll(bestSender(contact));
    }
    return points;
  }

  private Receipt again(OnceKey key, IntakeRound round) {
    Receipt now = round.taken.get(key);
    if (now != null) {
      return new Receipt(now.ticket(), now.entry(), false, true);
    }
    TicketRepository.Taken before = tickets.taken(key).orElseThrow();
    long lies = entries.ticketOf(before.entry()).orElse(before.ticket());
    Ticket ticket = tickets.find(lies).orElseThrow();
    return new Receipt(ticket.ref(), Long.toString(before.entry()), false, true);
  }

  private Receipt take(Arrival arrival, OnceKey key, IntakeRound round) {
    InboundContact contact = arrival.contact();
    Optional<Ticket> thread =
        contact
            .thread()
            .flatMap(ref -> ofSame(arrival, ref, round))
            .map(ticket -> latest(ticket, arrival, round));
    Optional<Ticket> continued = thread.filter(ticket -> takes(ticket, arrival));
    Receipt receipt =
        continued.isPresent()
            ? join(continued.get(), arrival, key, round)
            : open(arrival, origin(arrival, thread, round), key, round);
    if (contact.nature() == Nature.PERSON) {
      bestSender(contact).forEach(p -> round.callers.heardFrom(contact.municipality(), p));
    }
    round.taken.put(key, receipt);
    return receipt;
  }

  private Optional<Origin> origin(Arrival arrival, Optional<Ticket> thread, IntakeRound round) {
    return thread
        .map(ticket -> new Origin(ticket, Relation.CONTINUES))
        .or(
            () ->
                arrival
                    .contact()
                    .mentioned()
                    .flatMap(ref -> ofSame(arrival, ref, round))
                    .map(ticket -> new Origin(ticket, Relation.RELATED)));
  }

  /** A contact with its times settled. */
  private record Arrival(
      Municipality municipality,
      InboundContact contact,
      List<FileFinding> findings,
      Instant at,
      Instant now) {
    boolean isPersonal() {
      return Ticket.isPersonal(contact.nature());
    }
  }

  private static Arrival arrival(
      Municipality municipality, InboundContact contact, List<FileFinding> findings, Instant now) {
    Instant received = contact.receivedAt().truncatedTo(ChronoUnit.MILLIS);
    return new Arrival(
        municipality, contact, findings, received.isAfter(now) ? now : received, now);
  }

  /** A ticket of another municipality is none of this one's business. */
  private Optional<Ticket> ofSame(Arrival arrival, TicketRef ref, IntakeRound round) {
    if (!ref.municipality().equals(arrival.municipality().id())) {
      return Optional.empty();
    }
    Optional<Ticket> named = round.changed(ref).or(() -> tickets.find(ref));
    return named
        .flatMap(access::whereItGoesOn)
        .map(into -> round.changed(into.ref()).orElse(into))
        .or(() -> named);
  }

  private boolean takes(Ticket ticket, Arrival arrival) {
    return !arrival.isPersonal()
        || ticket.takesContact(arrival.at(), rules.reopenable(arrival.municipality()));
  }

  /**
   * Who answers an old mail twice has one continuation, not two: a finished ticket that was
   * continued hands on to what continues it.
   */
  private Ticket latest(Ticket thread, Arrival arrival, IntakeRound round) {
    Set<TicketRef> passed = new HashSet<>();
    Ticket latest = thread;
    while (!takes(latest, arrival) && passed.add(latest.ref())) {
      latest = continuation(latest, round).orElse(latest);
    }
    return latest;
  }

  /** Never one that more people may read: it may have been tied by hand. */
  private Optional<Ticket> continuation(Ticket ticket, IntakeRound round) {
    return round
        .continuation(ticket)
        .or(() -> tickets.continuation(ticket.id()).map(t -> round.changed(t.ref()).orElse(t)))
        .filter(next -> next.confidentiality().level() >= ticket.confidentiality().level());
  }

  private Receipt join(Ticket ticket, Arrival arrival, OnceKey key, IntakeRound round) {
    Entry entry = inbound(ticket.id(), arrival);
    Decision decision =
        ticket.received(
            entry.id(),
            entry.channel(),
            entry.source(),
            entry.nature(),
            rules.dueAt(arrival.municipality(), ticket.details().section(), arrival.at()),
            arrival.now());
    entries.add(entry, ticket.tag());
    tickets.take(key, ticket.id(), entry.id(), arrival.now());
    round.decided(decision);
    return new Receipt(ticket.ref(), Long.toString(entry.id()), false, false);
  }

  private Receipt open(Arrival arrival, Optional<Origin> origin, OnceKey key, IntakeRound round) {
    Optional<Ticket> before = origin.flatMap(Origin::continued);
    Citizen citizen = citizen(arrival, round.callers);
    long id = ids.next("ticket");
    Entry entry = inbound(id, arrival);
    Details details = details(arrival, before, entry.subject());
    List<TicketEvent> events = new ArrayList<>();
    events.add(
        new TicketEvent.Opened(
            details.kind(),
            entry.channel(),
            entry.source(),
            entry.nature(),
            entry.id(),
            arrival.contact().language()));
    Optional<Entry> note = arrival.isPersonal() ? Optional.empty() : Optional.of(why(id, arrival));
    note.ifPresent(n -> events.add(new TicketEvent.NoteAdded(n.id())));
    origin.ifPresent(o -> events.add(o.toldByTheNewOne()));
    Decision decision =
        Ticket.open(
            id,
            rules.nextNumber(arrival.municipality(), arrival.at()),
            entry.channel(),
            arrival.contact().language(),
            new Ticket.CitizenName(citizen.id(), citizen.name()),
            details,
            arrival.at(),
            arrival.now(),
            arrival.isPersonal(),
            events);
    entries.add(entry, decision.ticket().tag());
    note.ifPresent(n -> entries.add(n, decision.ticket().tag()));
    tickets.take(key, id, entry.id(), arrival.now());
    round.decided(decision);
    origin.ifPresent(o -> round.tie(decision.ticket(), o));
    return new Receipt(decision.ticket().ref(), Long.toString(entry.id()), true, false);
  }

  /**
   * The best address alone says who it is: a web form's own address stands behind every citizen
   * using it.
   */
  private static List<ContactPoint> bestSender(InboundContact contact) {
    return InboundEntry.senders(contact).stream().limit(1).toList();
  }

  private static Citizen citizen(Arrival arrival, CitizenRegister.Callers callers) {
    List<ContactPoint> points = bestSender(arrival.contact());
    String signed = InboundEntry.senderName(arrival.contact());
    String name = signed.isEmpty() && !points.isEmpty() ? points.get(0).value() : signed;
    return callers.matchOrCreate(
        arrival.municipality().id(),
        InboundText.cut(name, Limits.NAME),
        arrival.contact().language(),
        points);
  }

  /** What continues a ticket is of the same kind and for the same people; who takes it is open. */
  private Details details(Arrival arrival, Optional<Ticket> before, String subject) {
    boolean personal = arrival.isPersonal();
    SectionId section =
        before
            .map(t -> t.details().section())
            .orElseGet(() -> rules.section(arrival.municipality(), arrival.contact().section()));
    return new Details(
        subject,
        before.map(t -> t.details().kind()).orElse(TicketKind.INQUIRY),
        personal ? TicketStatus.NEW : TicketStatus.CLOSED,
        Priority.NORMAL,
        section,
        before.map(Ticket::confidentiality).orElse(Confidentiality.NORMAL),
        StaffId.NONE,
        before.map(t -> t.details().category()).orElse(""),
        ContactResult.NONE,
        personal
            ? Optional.of(rules.dueAt(arrival.municipality(), section, arrival.at()))
            : Optional.empty(),
        Tags.NONE);
  }

  private Entry inbound(long ticket, Arrival arrival) {
    return new InboundEntry(ids, DeskRules.language(arrival.municipality()), arrival.findings())
        .of(ticket, arrival.contact(), arrival.at());
  }

  private Entry why(long ticket, Arrival arrival) {
    Wording reason =
        arrival.contact().nature() == Nature.BOUNCE
            ? Wording.CLOSED_BOUNCE
            : Wording.CLOSED_AUTOMATIC_REPLY;
    return Entry.note(
        ids.next("ticket-entry"),
        ticket,
        StaffId.SYSTEM,
        reason.in(DeskRules.language(arrival.municipality())),
        List.of(),
        arrival.now());
  }

  @Override
  public boolean isCitizenOf(TicketRef ticket, ContactPoint sender) {
    return transactions.read(
        () ->
            tickets
                .find(ticket)
                .flatMap(t -> citizens.find(t.citizen().id()))
                .map(citizen -> citizen.isReachedAt(sender))
                .orElse(false));
  }

  @Override
  public Optional<TicketRef> find(MunicipalityId municipality, String number) {
    return TicketRef.parse(municipality + "-" + number)
        .flatMap(ref -> transactions.read(() -> tickets.find(ref)))
        .map(Ticket::ref);
  }

  @Override
  public TicketRef whereLies(TicketRef ticket, String entry) {
    return transactions.read(() -> lying.ticketOf(ticket, entry)).map(Ticket::ref).orElse(ticket);
  }

  @Override
  public Optional<AccessTag> accessOf(TicketRef ticket) {
    return Optional.ofNullable(accessOf(List.of(ticket)).get(ticket));
  }

  @Override
  public Map<TicketRef, AccessTag> accessOf(Collection<TicketRef> refs) {
    return transactions.read(() -> tickets.accessOf(refs));
  }

  @Override
  public Set<TicketRef> readable(AccessScope scope, Collection<TicketRef> refs) {
    return transactions.read(() -> tickets.among(refs, scope.reaches(Permission.TICKET_READ)));
  }
}
