package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketImport.Author;
import org.madoguchi.tickets.TicketImport.HistoricEntry;
import org.madoguchi.tickets.TicketImport.HistoricTicket;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ContactMatch;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.InboundText;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes tickets of another system down; a batch is a handful of statements, whatever its size. In
 * the caller's transaction, so that whoever keeps count of them counts what was written.
 */
@Component(service = HistoricBatch.class)
public final class HistoricBatch {
  /** So many tickets at most. */
  public static final int LARGEST = 500;

  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final CitizenRepository citizens;
  private final CitizenRegister register;
  private final Formers formers;
  private final DeskRules rules;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public HistoricBatch(
      @Reference TicketRepository tickets,
      @Reference EntryRepository entries,
      @Reference CitizenRepository citizens,
      @Reference CitizenRegister register,
      @Reference Formers formers,
      @Reference DeskRules rules,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.tickets = tickets;
    this.entries = entries;
    this.citizens = citizens;
    this.register = register;
    this.formers = formers;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param job the import they belong to, 0 for none
   * @return how many were new
   */
  public int take(List<HistoricTicket> historic, long job, StaffId who) {
    Map<OnceKey, HistoricTicket> fresh = new LinkedHashMap<>();
    historic.forEach(h -> fresh.putIfAbsent(OnceKey.historic(h.municipality(), h.key()), h));
    if (fresh.isEmpty()) {
      return 0;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    fresh.keySet().removeAll(tickets.taken(fresh.keySet()));
    Map<OnceKey, Long> numbered = new LinkedHashMap<>();
    fresh.keySet().forEach(key -> numbered.put(key, ids.next("ticket")));
    tickets.take(numbered, now);
    Map<Person, Citizen> people = people(fresh.values(), now);
    List<Decision> decisions = new ArrayList<>(fresh.size());
    fresh.forEach(
        (key, h) -> decisions.add(take(numbered.get(key), h, job, people.get(Person.of(h)), now)));
    tickets.saveAll(decisions, who, now);
    return decisions.size();
  }

  /**
   * Who is one person: the same municipality, name and first contact point. Whoever left no address
   * is the person of that ticket only; its key stands for one.
   */
  private record Person(MunicipalityId municipality, String name, ContactPoint at) {
    /** No contact point holds it. */
    private static final String NOWHERE = "\u0000";

    static Person of(HistoricTicket h) {
      List<ContactPoint> contacts = h.citizen().contacts();
      ContactPoint at =
          contacts.isEmpty()
              ? new ContactPoint(ContactPoint.Kind.OTHER, NOWHERE + h.key())
              : new ContactPoint(contacts.get(0).kind(), ContactMatch.of(contacts.get(0)));
      return new Person(h.municipality(), name(h), at);
    }

    boolean isReachable() {
      return !at.value().startsWith(NOWHERE);
    }

    static String name(HistoricTicket h) {
      return InboundText.line(h.citizen().name(), Limits.NAME);
    }
  }

  private Map<Person, Citizen> people(Collection<HistoricTicket> fresh, Instant now) {
    Map<Person, HistoricTicket> firstOf = new LinkedHashMap<>();
    fresh.forEach(h -> firstOf.putIfAbsent(Person.of(h), h));
    Map<MunicipalityId, Set<ContactPoint>> points = new HashMap<>();
    firstOf.keySet().stream()
        .filter(Person::isReachable)
        .forEach(p -> points.computeIfAbsent(p.municipality(), m -> new HashSet<>()).add(p.at()));
    Map<Person, Citizen> people = new HashMap<>();
    points.forEach(
        (municipality, at) ->
            citizens
                .reachedAt(municipality, at)
                .forEach(
                    (point, known) ->
                        known.forEach(
                            c -> people.put(new Person(municipality, c.name(), point), c))));
    firstOf.forEach((person, h) -> people.computeIfAbsent(person, p -> create(h, now)));
    return people;
  }

  private Citizen create(HistoricTicket h, Instant now) {
    return register.create(
        h.municipality(),
        Person.name(h),
        InboundText.line(h.citizen().kana(), Limits.NAME),
        h.citizen().language(),
        h.citizen().contacts().stream().limit(Limits.CONTACTS).toList(),
        now);
  }

  private Decision take(long id, HistoricTicket h, long job, Citizen citizen, Instant now) {
    Municipality municipality = rules.municipality(h.municipality());
    Instant openedAt = h.openedAt().truncatedTo(ChronoUnit.MILLIS);
    Decision decision =
        Ticket.historic(
            id,
            rules.nextNumber(municipality, openedAt),
            h.channel(),
            h.language(),
            new Ticket.CitizenName(citizen.id(), citizen.name()),
            details(h),
            openedAt,
            lastAt(h, openedAt),
            h.status() == TicketStatus.CLOSED
                ? h.closedAt().or(() -> Optional.of(lastAt(h, openedAt)))
                : Optional.empty());
    h.entries().forEach(e -> entries.add(entry(id, h, e), decision.ticket().tag()));
    h.former().ifPresent(former -> formers.add(id, h.municipality(), former, job));
    return decision;
  }

  private static Instant lastAt(HistoricTicket h, Instant openedAt) {
    Instant last = h.closedAt().orElse(openedAt);
    for (HistoricEntry entry : h.entries()) {
      last = entry.at().isAfter(last) ? entry.at() : last;
    }
    return last.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Details details(HistoricTicket h) {
    return new Details(
        InboundText.line(h.subject(), Limits.SUBJECT),
        h.kind(),
        h.status(),
        Priority.NORMAL,
        h.section(),
        Confidentiality.NORMAL,
        h.owner(),
        h.category(),
        ContactResult.NONE,
        h.dueAt().map(due -> due.truncatedTo(ChronoUnit.MILLIS)),
        Tags.NONE);
  }

  private Entry entry(long ticket, HistoricTicket h, HistoricEntry e) {
    boolean citizen = e.author() == Author.CITIZEN;
    boolean note = e.author() == Author.NOTE;
    EntryType type = citizen ? EntryType.CITIZEN : note ? EntryType.NOTE : EntryType.REPLY;
    return new Entry(
        ids.next("ticket-entry"),
        ticket,
        type,
        Nature.PERSON,
        note ? "" : h.channel(),
        "",
        citizen ? StaffId.NONE : e.staff(),
        authorName(h, e),
        "",
        InboundText.body(e.text(), Limits.INBOUND_TEXT, ""),
        "",
        List.of(),
        Optional.empty(),
        "",
        "",
        Optional.empty(),
        e.original(),
        e.at().truncatedTo(ChronoUnit.MILLIS));
  }

  /** '' for staff, whose names the directory knows. */
  private static String authorName(HistoricTicket h, HistoricEntry e) {
    String written = e.staff().isNone() ? InboundText.line(e.name(), Limits.NAME) : "";
    return e.author() == Author.CITIZEN && written.isEmpty() ? Person.name(h) : written;
  }
}
