package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who wrote to the municipality. A person sees the citizens of the tickets they may read, and no
 * others: a citizen whose only ticket is out of reach leaves no trace.
 */
@Component(service = CitizenDesk.class)
public final class CitizenDesk {
  private static final int FOUND = 50;

  /** Somebody else edited the citizen first. Nothing was changed. */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Citizen current;
    private final transient Citizen wanted;

    Stale(Citizen current, Citizen wanted) {
      super("stale version of citizen " + current.id(), null, false, false);
      this.current = current;
      this.wanted = wanted;
    }

    public Citizen current() {
      return current;
    }

    public Citizen wanted() {
      return wanted;
    }
  }

  private final TicketTransactions transactions;
  private final CitizenRepository citizens;
  private final Clock clock;

  @Activate
  public CitizenDesk(
      @Reference TicketTransactions transactions,
      @Reference CitizenRepository citizens,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.citizens = citizens;
    this.clock = clock;
  }

  /** By name, reading or contact; at most 50. */
  public List<Citizen> search(
      AccessScope scope, Optional<MunicipalityId> municipality, String words) {
    municipality.ifPresent(m -> requireThere(scope, m));
    List<Reach> readable = scope.reaches(Permission.TICKET_READ);
    List<Reach> reaches = municipality.map(m -> Reaches.within(readable, m)).orElse(readable);
    List<MunicipalityId> where =
        municipality
            .map(List::of)
            .orElseGet(
                () ->
                    scope.reaches(Permission.CITIZEN_READ).stream()
                        .map(Reach::municipality)
                        .distinct()
                        .toList());
    return transactions.read(() -> citizens.search(where, words.strip(), reaches, FOUND));
  }

  private static void requireThere(AccessScope scope, MunicipalityId municipality) {
    if (!scope.may(Permission.CITIZEN_READ, municipality)) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
  }

  public Citizen find(AccessScope scope, MunicipalityId municipality, long id) {
    requireThere(scope, municipality);
    return transactions.read(() -> readable(scope, municipality, id));
  }

  private Citizen readable(AccessScope scope, MunicipalityId municipality, long id) {
    return citizens
        .find(municipality, id, scope.reaches(Permission.TICKET_READ))
        .orElseThrow(() -> new DomainException(TicketProblems.CITIZEN_NOT_FOUND));
  }

  /**
   * @throws Stale when the citizen was edited since the version; DomainException forbidden
   */
  public Citizen edit(
      AccessScope scope,
      MunicipalityId municipality,
      long id,
      long version,
      UnaryOperator<Citizen> change) {
    requireThere(scope, municipality);
    return transactions.decide(
        () -> {
          Citizen before = readable(scope, municipality, id);
          scope.require(Permission.CITIZEN_WRITE, municipality);
          Citizen wanted = change.apply(before);
          if (before.version() != version) {
            throw new Stale(before, wanted);
          }
          return wanted.equals(before) ? before : save(scope, before, wanted);
        });
  }

  private Citizen save(AccessScope scope, Citizen before, Citizen wanted) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Citizen after = wanted.nextVersion();
    citizens.save(after, before, scope.who(), now);
    return after;
  }
}
