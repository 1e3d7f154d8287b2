package org.madoguchi.tickets.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.TicketQueries.CitizenKey;
import org.madoguchi.tickets.internal.TicketQueries.Earlier;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ContactMatch;
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
  private static final int SHOWN = 3;
  private static final int SIMILAR = 5;

  /** Somebody else edited the citizen first. Nothing was changed. */
  public static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Citizen current;
    private final transient Citizen wanted;
    private final transient Map<String, OthersEdit> changed;

    Stale(Citizen current, Citizen wanted, Map<String, OthersEdit> changed) {
      super("stale version of citizen " + current.id(), null, false, false);
      this.current = current;
      this.wanted = wanted;
      this.changed = Map.copyOf(changed);
    }

    public Citizen current() {
      return current;
    }

    /** The citizen as this edit would have left them. */
    public Citizen wanted() {
      return wanted;
    }

    /** Who edited which field since the version edited; the contents are in no log. */
    public Map<String, OthersEdit> changed() {
      return changed;
    }
  }

  /** Somebody's edit of a field. */
  public record OthersEdit(StaffId by, Instant at) {}

  /** A citizen, and what the person asking may see of their contacts so far. */
  public record Known(Citizen citizen, Earlier earlier) {}

  private final TicketTransactions transactions;
  private final CitizenRepository citizens;
  private final TicketQueries queries;
  private final EventLog log;
  private final Clock clock;

  @Activate
  public CitizenDesk(
      @Reference TicketTransactions transactions,
      @Reference CitizenRepository citizens,
      @Reference TicketQueries queries,
      @Reference EventLog log,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.citizens = citizens;
    this.queries = queries;
    this.log = log;
    this.clock = clock;
  }

  /** The first by name, reading or contact; at most 50. */
  public List<Citizen> search(
      AccessScope scope, Optional<MunicipalityId> municipality, String words) {
    return search(scope, municipality, words, OptionalLong.empty());
  }

  /**
   * By name, reading or contact; at most 50.
   *
   * @param after the last of the page before
   */
  public List<Citizen> search(
      AccessScope scope, Optional<MunicipalityId> municipality, String words, OptionalLong after) {
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
    return transactions.read(() -> citizens.search(where, words.strip(), reaches, after, FOUND));
  }

  /** Who may be the same person, as far as the person asking may know them; at most 5. */
  public List<Citizen> similar(AccessScope scope, MunicipalityId municipality, long id) {
    requireThere(scope, municipality);
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return transactions.read(
        () -> citizens.similar(readable(scope, municipality, id), reaches, SIMILAR));
  }

  public static void requireThere(AccessScope scope, MunicipalityId municipality) {
    if (!scope.may(Permission.CITIZEN_READ, municipality)) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
  }

  public Citizen find(AccessScope scope, MunicipalityId municipality, long id) {
    requireThere(scope, municipality);
    return transactions.read(() -> readable(scope, municipality, id));
  }

  /** The citizen with their contacts so far, the newest first. */
  public Known look(AccessScope scope, MunicipalityId municipality, long id) {
    requireThere(scope, municipality);
    return transactions.read(() -> known(scope, readable(scope, municipality, id)));
  }

  /** To be read within a transaction. */
  public Known known(AccessScope scope, Citizen citizen) {
    return new Known(citizen, queries.earlier(citizen, scope.reaches(Permission.TICKET_READ)));
  }

  /**
   * @throws DomainException citizen-merged-away
   */
  public static void requireNotAway(Citizen citizen) {
    if (citizen.standing().isAway()) {
      throw mergedAway(citizen.standing().goesOnIn());
    }
  }

  private static DomainException mergedAway(long into) {
    return new DomainException(
        TicketProblems.CITIZEN_MERGED_AWAY,
        List.of(),
        List.of(),
        Map.of("into", Long.toString(into)));
  }

  /**
   * @return the same citizen, with whoever turned out to be them
   * @throws DomainException municipality-not-found; citizen-not-found
   */
  public CitizenKey mustBeKnown(AccessScope scope, CitizenKey citizen) {
    MunicipalityId municipality = citizen.municipality();
    requireThere(scope, municipality);
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    List<Long> group = transactions.read(() -> citizens.group(municipality, citizen.id(), reaches));
    if (group.isEmpty()) {
      throw new DomainException(TicketProblems.CITIZEN_NOT_FOUND);
    }
    return new CitizenKey(municipality, group.get(0), group);
  }

  private Citizen readable(AccessScope scope, MunicipalityId municipality, long id) {
    return citizens
        .find(municipality, id, scope.reaches(Permission.TICKET_READ))
        .orElseThrow(() -> new DomainException(TicketProblems.CITIZEN_NOT_FOUND));
  }

  /**
   * @throws Stale when the citizen was edited since the version
   * @throws DomainException forbidden; citizen-merged-away; contact-of-another-citizen
   */
  public Known edit(
      AccessScope scope,
      MunicipalityId municipality,
      long id,
      long version,
      UnaryOperator<Citizen> change) {
    requireThere(scope, municipality);
    Outcome outcome =
        transactions.decide(
            () -> {
              Citizen before = readable(scope, municipality, id);
              scope.require(Permission.CITIZEN_WRITE, municipality);
              if (before.id() != id) {
                throw mergedAway(before.id());
              }
              Citizen wanted = change.apply(before);
              return before.version() == version
                  ? new Outcome(apply(scope, before, wanted), wanted, false)
                  : new Outcome(before, wanted, true);
            });
    Citizen citizen = outcome.citizen();
    if (outcome.stale()) {
      throw new Stale(citizen, outcome.wanted(), editedSince(citizen, version));
    }
    // not within the command: Derby lets no reader pass a row that is being renamed
    return transactions.read(() -> known(scope, citizen));
  }

  /**
   * A person knows that the citizen can be reached at an address a message came back from. Nothing
   * happens where it is not marked.
   *
   * @throws DomainException citizen-not-found; forbidden
   */
  public Known reachable(
      AccessScope scope, MunicipalityId municipality, long id, ContactPoint point) {
    requireThere(scope, municipality);
    Citizen citizen =
        transactions.decide(
            () -> {
              Citizen before = readable(scope, municipality, id);
              scope.require(Permission.CITIZEN_WRITE, municipality);
              return apply(scope, before, before.unmarked(point));
            });
    return transactions.read(() -> known(scope, citizen));
  }

  private record Outcome(Citizen citizen, Citizen wanted, boolean stale) {}

  private Citizen apply(AccessScope scope, Citizen before, Citizen wanted) {
    if (wanted.equals(before)) {
      return before;
    }
    refuseTakingOver(scope, before, wanted);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Citizen after = wanted.nextVersion();
    citizens.save(after, before, scope.who(), now);
    return after;
  }

  /**
   * Whoever is reached at a point gets the messages that come from there, and the one known longest
   * wins: without a word an edit could turn them over from one citizen to another.
   */
  private void refuseTakingOver(AccessScope scope, Citizen before, Citizen wanted) {
    Map<ContactPoint, ContactPoint> added = new LinkedHashMap<>();
    wanted.contactsAddedTo(before).stream()
        .filter(p -> ContactMatch.tellsWhoWrites(p.kind()))
        .forEach(p -> added.put(new ContactPoint(p.kind(), ContactMatch.of(p)), p));
    Map<ContactPoint, List<Citizen>> holders =
        citizens.reachedAt(before.municipality(), added.keySet());
    List<Map<String, Object>> taken = new ArrayList<>();
    added.forEach(
        (match, point) -> {
          List<Citizen> others =
              holders.getOrDefault(match, List.of()).stream()
                  .filter(c -> c.id() != before.id())
                  .toList();
          if (!others.isEmpty()) {
            taken.add(
                Map.of(
                    "kind", Checks.written(point.kind()),
                    "value", point.value(),
                    "citizens", visible(scope, others)));
          }
        });
    if (!taken.isEmpty()) {
      throw new DomainException(
          TicketProblems.CONTACT_OF_ANOTHER_CITIZEN,
          List.of(),
          List.of(),
          Map.of("contacts", taken));
    }
  }

  private List<Map<String, String>> visible(AccessScope scope, List<Citizen> others) {
    List<Reach> reaches = scope.reaches(Permission.TICKET_READ);
    return others.stream()
        .limit(SHOWN)
        .filter(c -> !citizens.group(c.municipality(), c.id(), reaches).isEmpty())
        .map(c -> Map.of("id", Long.toString(c.id()), "name", c.name()))
        .toList();
  }

  private Map<String, OthersEdit> editedSince(Citizen citizen, long version) {
    Map<String, OthersEdit> edits = new LinkedHashMap<>();
    for (CommittedEvent event : log.of(Journal.CITIZENS, Journal.aggregate(citizen))) {
      // the first edit turned version 1 into 2 and has the sequence 1
      if (event.sequence() >= version) {
        Journal.citizenFields(event)
            .forEach(f -> edits.put(f, new OthersEdit(event.actor(), event.at())));
      }
    }
    return edits;
  }
}
