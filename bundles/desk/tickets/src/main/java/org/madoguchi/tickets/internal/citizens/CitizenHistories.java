package org.madoguchi.tickets.internal.citizens;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.tickets.internal.CitizenDesk;
import org.madoguchi.tickets.internal.CitizenDesk.Known;
import org.madoguchi.tickets.internal.CitizenRepository;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.TicketTransactions;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Citizen.Contents;
import org.madoguchi.tickets.internal.domain.CitizenMerge;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who changed what of a citizen, and the way back to how it was. */
@Component(service = CitizenHistories.class)
public final class CitizenHistories {
  private static final int PAGE = 30;

  /**
   * @param version the citizen's before it
   * @param fields what it changed, by the names they are edited by
   * @param before what the citizen was; empty when that was not kept
   * @param after what the citizen was then; empty when that was not kept
   * @param other of two that became one or two again
   * @param revocable whether the citizen can be again as before it
   */
  public record Happening(
      long version,
      String type,
      StaffId actor,
      Instant at,
      List<String> fields,
      Optional<Contents> before,
      Optional<Contents> after,
      Optional<Other> other,
      boolean revocable) {}

  /**
   * @param side this citizen's: going or staying
   * @param name empty when the caller may not know them
   */
  public record Other(String side, long id, Optional<String> name) {}

  /**
   * @param next the version to go on before; empty when there is nothing
   */
  public record Page(List<Happening> happenings, OptionalLong next) {}

  /** Somebody who turned out to be the citizen. */
  public record TakenIn(CitizenMerge merge, String name) {}

  private final TicketTransactions transactions;
  private final CitizenRepository citizens;
  private final CitizenMerges merges;
  private final CitizenPasts pasts;
  private final CitizenDesk desk;
  private final EventLog log;

  @Activate
  public CitizenHistories(
      @Reference TicketTransactions transactions,
      @Reference CitizenRepository citizens,
      @Reference CitizenMerges merges,
      @Reference CitizenPasts pasts,
      @Reference CitizenDesk desk,
      @Reference EventLog log) {
    this.transactions = transactions;
    this.citizens = citizens;
    this.merges = merges;
    this.pasts = pasts;
    this.desk = desk;
    this.log = log;
  }

  /**
   * The newest first.
   *
   * @param before only what happened before that version
   * @throws DomainException municipality-not-found; citizen-not-found
   */
  public Page of(AccessScope scope, MunicipalityId municipality, long id, OptionalLong before) {
    Citizen citizen = desk.find(scope, municipality, id);
    List<CommittedEvent> all =
        new ArrayList<>(log.of(Journal.CITIZENS, Journal.aggregate(citizen)));
    long merged = lastMerge(all);
    all.removeIf(e -> e.sequence() >= before.orElse(Long.MAX_VALUE));
    List<CommittedEvent> shown = all.subList(Math.max(0, all.size() - PAGE), all.size());
    Map<Long, Contents> known = contents(citizen, shown);
    Map<Long, String> names = names(scope, citizen, shown);
    List<Happening> happenings = new ArrayList<>();
    for (CommittedEvent event : shown) {
      happenings.add(0, happening(event, known, names, merged));
    }
    boolean more = shown.size() < all.size();
    return new Page(
        happenings, more ? OptionalLong.of(shown.get(0).sequence()) : OptionalLong.empty());
  }

  /** The first edit turned version 1 into 2 and has the sequence 1. */
  private Map<Long, Contents> contents(Citizen citizen, List<CommittedEvent> shown) {
    Set<Long> versions = new HashSet<>();
    shown.forEach(e -> versions.addAll(List.of(e.sequence(), e.sequence() + 1)));
    Map<Long, Contents> known = new HashMap<>();
    known.putAll(transactions.read(() -> pasts.of(citizen.id(), versions)));
    known.put(citizen.version(), citizen.contents());
    return known;
  }

  private Map<Long, String> names(AccessScope scope, Citizen citizen, List<CommittedEvent> shown) {
    Set<Long> others = new HashSet<>();
    shown.forEach(e -> other(Journal.payload(e)).ifPresent(others::add));
    return transactions.read(
        () ->
            citizens.names(citizen.municipality(), others, scope.reaches(Permission.TICKET_READ)));
  }

  private static Optional<Long> other(Map<String, Object> payload) {
    return Optional.ofNullable(payload.get("other")).map(id -> Long.parseLong(id.toString()));
  }

  private static Happening happening(
      CommittedEvent event, Map<Long, Contents> known, Map<Long, String> names, long merged) {
    Map<String, Object> payload = Journal.payload(event);
    long version = event.sequence();
    Optional<Contents> before = Optional.ofNullable(known.get(version));
    return new Happening(
        version,
        event.type(),
        event.actor(),
        event.at(),
        Journal.citizenFields(event),
        before,
        Optional.ofNullable(known.get(version + 1)),
        other(payload)
            .map(
                id ->
                    new Other(
                        Objects.toString(payload.get("side"), ""),
                        id,
                        Optional.ofNullable(names.get(id)))),
        before.isPresent() && version > merged);
  }

  /** Its sequence; 0 when there was none. */
  private static long lastMerge(List<CommittedEvent> events) {
    return events.stream()
        .filter(e -> !e.type().equals(Journal.CITIZEN_EDITED))
        .mapToLong(CommittedEvent::sequence)
        .max()
        .orElse(0);
  }

  /**
   * The citizen is again what they were in an earlier version. It is an edit like any other, which
   * can be taken back the same way.
   *
   * @param version of the citizen as the caller saw them
   * @param wanted the earlier version
   * @throws CitizenDesk.Stale when the citizen was edited since the version
   * @throws DomainException as by an edit; citizen-version-not-found; citizen-merged-since
   */
  public Known restore(
      AccessScope scope, MunicipalityId municipality, long id, long version, long wanted) {
    Citizen citizen = desk.find(scope, municipality, id);
    scope.require(Permission.CITIZEN_WRITE, municipality);
    Contents then =
        Optional.ofNullable(transactions.read(() -> pasts.of(id, Set.of(wanted))).get(wanted))
            .orElseThrow(() -> new DomainException(TicketProblems.CITIZEN_VERSION_NOT_FOUND));
    // what happens from here on makes the version stale
    if (wanted <= lastMerge(log.of(Journal.CITIZENS, Journal.aggregate(citizen)))) {
      throw new DomainException(TicketProblems.CITIZEN_MERGED_SINCE);
    }
    return desk.edit(scope, municipality, id, version, c -> c.with(then));
  }

  /** Who turned out to be the citizen; asked only where there is somebody. */
  public List<TakenIn> takenIn(Citizen citizen) {
    if (citizen.standing().takesIn() == 0) {
      return List.of();
    }
    return transactions.read(
        () ->
            merges.takenIn(citizen.id()).stream()
                .map(m -> new TakenIn(m, m.own().name()))
                .toList());
  }
}
