package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Contributors.Progress;
import org.madoguchi.tickets.internal.domain.Part;
import org.madoguchi.tickets.internal.domain.Ticket;
import org.madoguchi.tickets.internal.domain.TicketEvent;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How far the sections are that contribute to a ticket. Which they are is edited like any detail;
 * what each has done of its part is told here, and changes no detail: nobody's edit becomes stale.
 */
@Component(service = Contributions.class)
public final class Contributions {
  private final TicketTransactions transactions;
  private final TicketAccess access;
  private final TicketRepository tickets;
  private final PartRepository parts;
  private final Clock clock;

  @Activate
  public Contributions(
      @Reference TicketTransactions transactions,
      @Reference TicketAccess access,
      @Reference TicketRepository tickets,
      @Reference PartRepository parts,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.access = access;
    this.tickets = tickets;
    this.parts = parts;
    this.clock = clock;
  }

  /**
   * Nothing happens where the section is so far already: who said so first stands.
   *
   * @throws DomainException ticket-not-found; forbidden for another section's part, except to
   *     whoever may edit the ticket; section-not-contributing; merged-away
   */
  public Ticket tell(AccessScope scope, TicketRef ref, SectionId section, Progress progress) {
    return transactions.decide(
        () -> {
          Ticket ticket = access.sharedWith(scope, ref);
          if (!ticket.details().contributors().has(section)) {
            throw new DomainException(TicketProblems.SECTION_NOT_CONTRIBUTING);
          }
          if (!mayTell(scope, ticket, section)) {
            throw new DomainException(Problems.FORBIDDEN);
          }
          Progress before = progressOf(ticket, section);
          return before == progress ? ticket : tell(ticket, section, progress, before, scope.who());
        });
  }

  /** The section's own staff, and whoever may edit the ticket: somebody may have called. */
  static boolean mayTell(AccessScope scope, Ticket ticket, SectionId section) {
    return scope.contributesAs(section, ticket.tag())
        || scope.may(Permission.TICKET_WRITE, ticket.tag());
  }

  private Progress progressOf(Ticket ticket, SectionId section) {
    return parts.of(ticket.id()).stream()
        .filter(part -> part.section().equals(section))
        .findFirst()
        .map(Part::progress)
        .orElse(Progress.OPEN);
  }

  /** The ticket's row decides races with whoever takes the section off meanwhile. */
  private Ticket tell(
      Ticket ticket, SectionId section, Progress progress, Progress before, StaffId who) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Part part =
        progress == Progress.OPEN
            ? Part.open(section)
            : new Part(section, progress, who, Optional.of(now));
    parts.put(ticket.id(), part);
    var told = new TicketEvent.ContributionChanged(section, progress, before);
    var decision = ticket.contributed(told, who, now);
    tickets.save(decision, who, now);
    return decision.ticket();
  }
}
