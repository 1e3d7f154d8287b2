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
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketImport;
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
 * Takes over tickets from another system; a batch is a handful of statements, whatever its size.
 */
@Component(service = TicketImport.class)
public final class HistoricImport implements TicketImport {
  private static final int LARGEST_BATCH = 500;

  private final TicketTransactions transactions;
  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final CitizenRepository citizens;
  private final CitizenRegister register;
  private final DeskRules rules;
  private final IdSource ids;
  private final Clock clock;

  @Activate
  public HistoricImport(
      @Reference TicketTransactions transactions,
      @Reference TicketRepository tickets,
      @Reference EntryRepository entries,
      @Reference CitizenRepository citizens,
      @Reference CitizenRegister register,
      @Reference DeskRules rules,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.tickets = tickets;
    this.entries = entries;
    this.citizens = citizens;
    this.register = register;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public int take(AccessScope scope, List<HistoricTicket> historic) {
    if (!scope.mayEverywhere(Permission.TICKET_WRITE)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    if (historic.size() > LARGEST_BATCH) {
      throw new IllegalArgumentException("at most " + LARGEST_BATCH + " tickets in a batch");
    }
    Map<OnceKey, HistoricTicket> byKey = new LinkedHashMap<>();
    historic.forEach(h -> byKey.putIfAbsent(OnceKey.historic(h.municipality(), h.key()), h));
    return byKey.isEmpty() ? 0 : transactions.decide(() -> takeNew(byKey, scope.who()));
  }

  private int takeNew(Map<OnceKey, HistoricTicket> byKey, StaffId who) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Map<OnceKey, HistoricTicket> fresh = new LinkedHashMap<>(byKey);
    fresh.keySet().removeAll(tickets.taken(byKey.keySet()));
    Map<Person, Citizen> people = people(fresh.values(), now);
    List<Decision> decisions = new ArrayList<>(fresh.size());
    fresh.forEach((key, h) -> decisions.add(take(key, h, people.get(Person.of(h)), now)));
    tickets.saveAll(decisions, who, now);
    return decisions.size();
  }

  /** Who is one person: the same municipality, name and first contact point. */
  private record Person(MunicipalityId municipality, String name, ContactPoint at) {
    static Person of(HistoricTicket h) {
      ContactPoint first = h.citizen().contacts().get(0);
      return new Person(
          h.municipality(), name(h), new ContactPoint(first.kind(), ContactMatch.of(first)));
    }

    static String name(HistoricTicket h) {
      return InboundText.line(h.citizen().name(), Limits.NAME);
    }
  }

  private Map<Person, Citizen> people(Collection<HistoricTicket> fresh, Instant now) {
    Map<Person, HistoricTicket> firstOf = new LinkedHashMap<>();
    fresh.forEach(h -> firstOf.putIfAbsent(Person.of(h), h));
    Map<MunicipalityId, Set<ContactPoint>> points = new HashMap<>();
    firstOf
        .keySet()
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

  private Decision take(OnceKey key, HistoricTicket h, Citizen citizen, Instant now) {
    Municipality municipality = rules.municipality(h.municipality());
    Instant openedAt = h.openedAt().truncatedTo(ChronoUnit.MILLIS);
    long id = ids.next("ticket");
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
    tickets.take(key, id, 0, now);
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
        citizen ? Person.name(h) : "",
        "",
        InboundText.body(e.text(), Limits.INBOUND_TEXT, ""),
        "",
        List.of(),
        Optional.empty(),
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        e.at().truncatedTo(ChronoUnit.MILLIS));
  }
}
