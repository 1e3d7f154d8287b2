package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.madoguchi.directory.Municipality;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketKind;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ContactResult;
import org.madoguchi.tickets.internal.domain.Decision;
import org.madoguchi.tickets.internal.domain.Details;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.EntryType;
import org.madoguchi.tickets.internal.domain.Priority;
import org.madoguchi.tickets.internal.domain.Tags;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Staff writes down what a citizen said on the telephone, at the counter, by letter. Who writes it
 * down works on it: the ticket is open and theirs.
 */
@Component(service = OpenTicket.class)
public final class OpenTicket {
  /**
   * @param id empty for somebody new
   */
  public record Caller(OptionalLong id, String name, String kana, List<ContactPoint> contacts) {}

  /**
   * @param dueAt empty for the municipality's own limit
   */
  public record Opening(
      String requestId,
      MunicipalityId municipality,
      TicketKind kind,
      String channel,
      String subject,
      String text,
      SectionId section,
      String category,
      Priority priority,
      Optional<Instant> dueAt,
      Caller caller) {}

  /**
   * @param written empty when the same request had opened it before
   */
  public record Opened(TicketRef ticket, Optional<Written> written) {}

  /**
   * What was committed.
   *
   * @param isNewCitizen whether nothing was known about the citizen before
   */
  public record Written(Ticket ticket, Entry entry, Citizen citizen, boolean isNewCitizen) {}

  private final TicketTransactions transactions;
  private final TicketRepository tickets;
  private final EntryRepository entries;
  private final CitizenRepository citizens;
  private final CitizenRegister register;
  private final DeskRules rules;
  private final IdSource ids;
  private final Clock clock;
  private final SeenKeys seen = new SeenKeys();

  @Activate
  public OpenTicket(
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

  /**
   * @throws DomainException municipality-not-found; forbidden; invalid-fields for the citizen, or a
   *     category out of its days
   */
  public Opened open(AccessScope scope, Opening opening) {
    if (!scope.may(Permission.TICKET_WRITE, opening.municipality())) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, opening.municipality().value());
    }
    Municipality municipality = rules.municipality(opening.municipality());
    AccessTag tag = new AccessTag(municipality.id(), opening.section(), Confidentiality.NORMAL);
    scope.require(Permission.TICKET_WRITE, tag);
    OnceKey key = OnceKey.opening(municipality.id(), scope.who(), opening.requestId());
    // the unique index knows what was taken: it is asked only where a repetition is likely
    boolean likelyNew = seen.firstTime(key);
    AtomicInteger tries = new AtomicInteger();
    return transactions.decide(
        () -> {
          boolean blind = likelyNew && tries.getAndIncrement() == 0;
          return (blind ? Optional.<Opened>empty() : before(key))
              .orElseGet(() -> write(scope, municipality, opening, key));
        });
  }

  private Optional<Opened> before(OnceKey key) {
    return tickets
        .taken(key)
        .map(t -> new Opened(tickets.find(t.ticket()).orElseThrow().ref(), Optional.empty()));
  }

  private Opened write(AccessScope scope, Municipality municipality, Opening opening, OnceKey key) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    rules.mustBeChoosable(municipality.id(), "", opening.category(), now);
    Optional<Citizen> known = known(scope, municipality, opening.caller());
    Citizen citizen = known.orElseGet(() -> create(municipality, opening.caller(), now));
    long id = ids.next("ticket");
    Entry entry = told(id, opening, citizen, now);
    TicketEvent opened =
        new TicketEvent.Opened(
            opening.kind(), opening.channel(), "", Nature.PERSON, entry.id(), citizen.language());
    Decision decision =
        Ticket.open(
            id,
            rules.nextNumber(municipality, now),
            opening.channel(),
            citizen.language(),
            new Ticket.CitizenName(citizen.id(), citizen.name()),
            details(scope, municipality, opening, now),
            now,
            now,
            false,
            List.of(opened));
    entries.add(entry, decision.ticket().tag());
    tickets.take(key, id, entry.id(), now);
    tickets.save(decision, scope.who(), now);
    Written written = new Written(decision.ticket(), entry, citizen, known.isEmpty());
    return new Opened(decision.ticket().ref(), Optional.of(written));
  }

  private Optional<Citizen> known(AccessScope scope, Municipality municipality, Caller caller) {
    if (caller.id().isEmpty()) {
      return register.named(municipality.id(), caller.name(), caller.contacts());
    }
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return Optional.of(
        citizens
            .find(municipality.id(), caller.id().getAsLong(), reaches)
            .orElseThrow(OpenTicket::unknownCitizen));
  }

  private Citizen create(Municipality municipality, Caller caller, Instant now) {
    return register.create(
        municipality.id(),
        caller.name(),
        caller.kana(),
        DeskRules.language(municipality).toLanguageTag(),
        caller.contacts(),
        now);
  }

  private static DomainException unknownCitizen() {
    return new DomainException(
        Problems.INVALID_FIELDS,
        List.of(1),
        List.of(new FieldProblem("citizen.id", "unknown", List.of())),
        Map.of());
  }

  private Details details(
      AccessScope scope, Municipality municipality, Opening opening, Instant now) {
    SectionId section = opening.section();
    return new Details(
        opening.subject(),
        opening.kind(),
        TicketStatus.OPEN,
        opening.priority(),
        section,
        Confidentiality.NORMAL,
        scope.isSystem() ? StaffId.NONE : scope.who(),
        opening.category(),
        ContactResult.NONE,
        opening.dueAt().or(() -> Optional.of(rules.dueAt(municipality, section, now))),
        Tags.NONE);
  }

  private Entry told(long ticket, Opening opening, Citizen citizen, Instant now) {
    return new Entry(
        ids.next("ticket-entry"),
        ticket,
        EntryType.CITIZEN,
        Nature.PERSON,
        opening.channel(),
        "",
        StaffId.NONE,
        citizen.name(),
        opening.subject(),
        opening.text(),
        "",
        List.of(),
        Optional.empty(),
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        now);
  }
}
