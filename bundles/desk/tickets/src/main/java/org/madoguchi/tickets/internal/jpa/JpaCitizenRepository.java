package org.madoguchi.tickets.internal.jpa;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.persistence.OptimisticLockException;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.CitizenRepository;
import org.madoguchi.tickets.internal.Reaches;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ContactMatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Citizens in tables CITIZEN and CITIZEN_CONTACT. */
@Component(service = {CitizenRepository.class, JpaCitizenRepository.class})
public final class JpaCitizenRepository implements CitizenRepository {
  private static final int MANY = 20;

  private final TicketUnit unit;
  private final EventLog log;

  @Activate
  public JpaCitizenRepository(@Reference TicketUnit unit, @Reference EventLog log) {
    this.unit = unit;
    this.log = log;
  }

  @Override
  public Optional<Citizen> find(long id) {
    Optional<Citizen> found = itself(id);
    return found
        .filter(c -> c.standing().isAway())
        .map(c -> itself(c.standing().goesOnIn()))
        .orElse(found);
  }

  /** As stored, wherever they go on. */
  Optional<Citizen> itself(long id) {
    return one(Sql.of("SELECT c.* FROM CITIZEN c WHERE c.ID = ?", id));
  }

  @Override
  public Optional<Citizen> find(MunicipalityId municipality, long id, List<Reach> reaches) {
    Optional<Citizen> found = one(known(municipality, id, reaches));
    Optional<Long> into =
        found.isPresent()
            ? found.map(c -> c.standing().goesOnIn()).filter(i -> i != 0)
            : root(municipality, id);
    return into.isPresent() ? find(municipality, into.get(), reaches) : found;
  }

  private static Sql known(MunicipalityId municipality, long id, List<Reach> reaches) {
    Sql sql =
        Sql.of(
            "SELECT c.* FROM CITIZEN c WHERE c.ID = ? AND c.MUNICIPALITY = ? AND ",
            id,
            municipality.value());
    return CitizenSearch.known(sql, Reaches.within(reaches, municipality));
  }

  /** Whose own tickets are out of reach may be known by those of the one they go on in. */
  private Optional<Long> root(MunicipalityId municipality, long id) {
    return Sql.of(
            "SELECT c.GOES_ON_IN FROM CITIZEN c WHERE c.ID = ? AND c.MUNICIPALITY = ?",
            id,
            municipality.value())
        .numbers(unit.manager())
        .stream()
        .filter(root -> root != 0)
        .findFirst();
  }

  private Optional<Citizen> one(Sql sql) {
    return withContacts(sql.read(unit.manager(), CitizenRow.class)).stream().findFirst();
  }

  @Override
  public List<Long> group(MunicipalityId municipality, long id, List<Reach> reaches) {
    Optional<CitizenRow> found =
        known(municipality, id, reaches).readOne(unit.manager(), CitizenRow.class);
    Optional<Long> into =
        found.isPresent() ? found.map(c -> c.goesOnIn).filter(i -> i != 0) : root(municipality, id);
    if (into.isPresent()) {
      return group(municipality, into.get(), reaches);
    }
    return found.map(c -> CitizenGroup.of(unit.manager(), c.citizen(List.of()))).orElse(List.of());
  }

  private List<Citizen> withContacts(List<CitizenRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Long, List<ContactRow>> contacts =
        Sql.of("SELECT p.* FROM CITIZEN_CONTACT p WHERE ")
            .in("p.CITIZEN_ID", rows.stream().map(r -> r.id).toList())
            .add(" ORDER BY p.CITIZEN_ID, p.ORDINAL")
            .read(unit.manager(), ContactRow.class)
            .stream()
            .collect(groupingBy(p -> p.citizenId));
    return rows.stream().map(r -> r.citizen(contacts.getOrDefault(r.id, List.of()))).toList();
  }

  @Override
  public List<Citizen> reachedAt(MunicipalityId municipality, ContactPoint point) {
    return reachedAt(municipality, Set.of(ContactMatch.of(point))).stream()
        .filter(c -> c.isReachedAt(point))
        .limit(MANY)
        .toList();
  }

  /**
   * In two steps, each along one index: with a join or a subquery Derby reads every citizen there
   * is.
   */
  private List<Citizen> reachedAt(MunicipalityId municipality, Set<String> matches) {
    List<Long> ids =
        Sql.of("SELECT p.CITIZEN_ID FROM CITIZEN_CONTACT p WHERE ")
            .in("p.MATCHED", matches)
            .add(" AND p.MUNICIPALITY = ?", municipality.value())
            .numbers(unit.manager())
            .stream()
            .distinct()
            .toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    return withContacts(
        Sql.of("SELECT c.* FROM CITIZEN c WHERE ")
            .in("c.ID", ids)
            .add(" ORDER BY c.ID")
            .read(unit.manager(), CitizenRow.class));
  }

  @Override
  public Map<ContactPoint, List<Citizen>> reachedAt(
      MunicipalityId municipality, Collection<ContactPoint> points) {
    if (points.isEmpty()) {
      return Map.of();
    }
    Set<String> matches = new HashSet<>();
    points.forEach(p -> matches.add(p.value()));
    Map<ContactPoint, List<Citizen>> found = new HashMap<>();
    for (Citizen citizen : reachedAt(municipality, matches)) {
      citizen.contacts().stream()
          .map(p -> new ContactPoint(p.kind(), ContactMatch.of(p)))
          .forEach(p -> found.computeIfAbsent(p, at -> new ArrayList<>()).add(citizen));
    }
    found.keySet().retainAll(points);
    return found;
  }

  @Override
  public List<Citizen> search(
      List<MunicipalityId> municipalities,
      String words,
      List<Reach> reaches,
      OptionalLong after,
      int limit) {
    if (municipalities.isEmpty()) {
      return List.of();
    }
    CitizenSearch search = new CitizenSearch(unit.manager());
    Optional<CitizenRow> last =
        after.isEmpty() ? Optional.empty() : search.one(after.getAsLong(), reaches);
    if (after.isPresent() && last.isEmpty()) {
      return List.of(); // out of reach: where they stood in the list would tell their name
    }
    return withContacts(search.page(municipalities, words, reaches, last, limit));
  }

  @Override
  public List<Citizen> similar(Citizen citizen, List<Reach> reaches, int limit) {
    List<Reach> here = Reaches.within(reaches, citizen.municipality());
    return withContacts(new CitizenSearch(unit.manager()).similar(citizen, here, limit));
  }

  @Override
  public Map<Long, String> names(MunicipalityId municipality, Set<Long> ids, List<Reach> reaches) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Sql sql = Sql.of("SELECT c.* FROM CITIZEN c WHERE ").in("c.ID", ids);
    sql.add(" AND c.MUNICIPALITY = ? AND ", municipality.value());
    return CitizenSearch.known(sql, Reaches.within(reaches, municipality))
        .read(unit.manager(), CitizenRow.class)
        .stream()
        .collect(toMap(c -> c.id, c -> c.name));
  }

  @Override
  public void add(Citizen citizen, Instant at) {
    CitizenRow row = new CitizenRow();
    row.id = citizen.id();
    row.municipality = citizen.municipality().value();
    row.section = "";
    row.createdAt = at;
    row.become(citizen, at);
    unit.manager().persist(row);
    addContacts(citizen);
  }

  private void addContacts(Citizen citizen) {
    int ordinal = 0;
    for (ContactPoint point : citizen.contacts()) {
      ContactRow row = new ContactRow();
      row.citizenId = citizen.id();
      row.ordinal = ordinal++;
      row.municipality = citizen.municipality().value();
      row.section = "";
      row.kind = point.kind().name();
      row.address = point.value();
      row.matched = ContactMatch.of(point);
      row.note = citizen.remarkOn(point);
      citizen.undeliverableAt(point).ifPresent(row::mark);
      unit.manager().persist(row);
    }
  }

  @Override
  public void save(Citizen citizen, Citizen before, NewEvent told) {
    // by itself: new contact points lie in another table, yet they are a new version, too
    int stored =
        Sql.of(
                "UPDATE CITIZEN SET NAME = ?, KANA = ?, LANGUAGE = ?, NOTES = ?,"
                    + " GOES_ON_IN = ?, TAKES_IN = ?, UPDATED_AT = ?, VERSION = ?",
                citizen.name(),
                citizen.kana(),
                citizen.language(),
                citizen.notes(),
                citizen.standing().goesOnIn(),
                citizen.standing().takesIn(),
                told.at(),
                citizen.version())
            .add(" WHERE ID = ? AND VERSION = ?", citizen.id(), before.version())
            .execute(unit.manager());
    if (stored != 1) {
      throw new OptimisticLockException("citizen " + citizen.id());
    }
    unit.manager().persist(CitizenPastRow.of(before));
    if (citizen.isReachedOtherwiseThan(before)) {
      Sql.of("DELETE FROM CITIZEN_CONTACT WHERE CITIZEN_ID = ?", citizen.id())
          .execute(unit.manager());
      addContacts(citizen);
    }
    if (!citizen.name().equals(before.name())) {
      nameTickets(CitizenGroup.of(unit.manager(), citizen), citizen.name());
    }
    List<Long> seen = CitizenGroup.of(unit.manager(), before);
    AccessTag audience = CitizenAudience.of(unit.manager(), citizen.municipality(), seen);
    log.append(unit.transactions(), List.of(told.to(audience)));
  }

  void nameTickets(List<Long> citizens, String name) {
    Sql.of("UPDATE TICKET SET CITIZEN_NAME = ? WHERE ", name)
        .in("CITIZEN_ID", citizens)
        .execute(unit.manager());
  }
}
