package org.madoguchi.tickets.internal.jpa;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.LockModeType;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.internal.CitizenRepository;
import org.madoguchi.tickets.internal.Journal;
import org.madoguchi.tickets.internal.Reaches;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.ContactMatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Citizens in tables CITIZEN and CITIZEN_CONTACT. */
@Component
public final class JpaCitizenRepository implements CitizenRepository {
  private static final int MANY = 20;
  private static final int CANDIDATES = 500;

  private final TicketUnit unit;
  private final EventLog log;

  @Activate
  public JpaCitizenRepository(@Reference TicketUnit unit, @Reference EventLog log) {
    this.unit = unit;
    this.log = log;
  }

  @Override
  public Optional<Citizen> find(long id) {
    return one(Sql.of("SELECT c.* FROM CITIZEN c WHERE c.ID = ?", id));
  }

  @Override
  public Optional<Citizen> find(MunicipalityId municipality, long id, List<Reach> reaches) {
    Sql sql =
        Sql.of(
            "SELECT c.* FROM CITIZEN c WHERE c.ID = ? AND c.MUNICIPALITY = ? AND ",
            id,
            municipality.value());
    return one(known(sql, Reaches.within(reaches, municipality)));
  }

  /** Who may read any of a citizen's tickets may know the citizen. */
  private static Sql known(Sql sql, List<Reach> reaches) {
    sql.add("EXISTS (SELECT 1 FROM TICKET t WHERE t.CITIZEN_ID = c.ID AND ");
    return AccessFilter.restrict(sql, "t", reaches).add(")");
  }

  private Optional<Citizen> one(Sql sql) {
    return withContacts(sql.load(unit.manager(), CitizenRow.class)).stream().findFirst();
  }

  @Override
  public boolean isKnown(MunicipalityId municipality, long id, List<Reach> reaches) {
    Sql sql =
        Sql.of(
            "SELECT c.ID FROM CITIZEN c WHERE c.ID = ? AND c.MUNICIPALITY = ? AND ",
            id,
            municipality.value());
    return !known(sql, Reaches.within(reaches, municipality)).numbers(unit.manager()).isEmpty();
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
      List<MunicipalityId> municipalities, String words, List<Reach> reaches, int limit) {
    if (municipalities.isEmpty()) {
      return List.of();
    }
    Sql sql = within(Sql.of("SELECT c.* FROM CITIZEN c WHERE "), "c", municipalities);
    if (!words.isEmpty()) {
      List<Long> candidates = candidates(municipalities, words);
      if (candidates.isEmpty()) {
        return List.of();
      }
      sql.in("c.ID", candidates).add(" AND ");
    }
    return withContacts(
        known(sql, reaches)
            .add(" ORDER BY c.KANA, c.NAME, c.ID")
            .fetchFirst(limit)
            .read(unit.manager(), CitizenRow.class));
  }

  /** Whom the words fit, one way or the other; too many are no help and are cut. */
  private List<Long> candidates(List<MunicipalityId> municipalities, String words) {
    String part = Like.contains(words);
    Sql named = within(Sql.of("SELECT c.ID FROM CITIZEN c WHERE "), "c", municipalities);
    named
        .add("(LOWER(c.NAME) LIKE ? ESCAPE '!' OR LOWER(c.KANA) LIKE ? ESCAPE '!')", part, part)
        .fetchFirst(CANDIDATES);
    Sql reached =
        within(Sql.of("SELECT p.CITIZEN_ID FROM CITIZEN_CONTACT p WHERE "), "p", municipalities);
    reached
        .add("(LOWER(p.ADDRESS) LIKE ? ESCAPE '!' OR p.MATCHED = ?)", part, asPhone(words))
        .fetchFirst(CANDIDATES);
    Set<Long> candidates = new LinkedHashSet<>(named.numbers(unit.manager()));
    candidates.addAll(reached.numbers(unit.manager()));
    return List.copyOf(candidates);
  }

  private static Sql within(Sql sql, String alias, List<MunicipalityId> municipalities) {
    return municipalities.contains(MunicipalityId.EVERY)
        ? sql
        : sql.in(
                alias + ".MUNICIPALITY",
                municipalities.stream().map(MunicipalityId::value).toList())
            .add(" AND ");
  }

  private static String asPhone(String words) {
    String digits = ContactMatch.of(new ContactPoint(ContactPoint.Kind.PHONE, words));
    return digits.isEmpty() ? words.toLowerCase(Locale.ROOT) : digits;
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
      citizen.undeliverableAt(point).ifPresent(row::mark);
      unit.manager().persist(row);
    }
  }

  @Override
  public void save(Citizen citizen, Citizen before, StaffId actor, Instant at) {
    CitizenRow row = unit.manager().find(CitizenRow.class, citizen.id());
    row.become(citizen, at);
    // new contact points lie in another table, yet they are a new version of the citizen
    unit.manager().lock(row, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
    if (reachedOtherwise(citizen, before)) {
      Sql.of("DELETE FROM CITIZEN_CONTACT WHERE CITIZEN_ID = ?", citizen.id())
          .execute(unit.manager());
      addContacts(citizen);
    }
    if (!citizen.name().equals(before.name())) {
      Sql.of(
              "UPDATE TICKET SET CITIZEN_NAME = ? WHERE CITIZEN_ID = ?",
              citizen.name(),
              citizen.id())
          .execute(unit.manager());
    }
    log.append(
        unit.transactions(),
        List.of(Journal.citizenEdited(citizen, changed(citizen, before), actor, at)));
  }

  private static boolean reachedOtherwise(Citizen citizen, Citizen before) {
    return !citizen.contacts().equals(before.contacts())
        || !citizen.undeliverable().equals(before.undeliverable());
  }

  private static List<String> changed(Citizen citizen, Citizen before) {
    List<String> fields = new ArrayList<>();
    if (!citizen.name().equals(before.name())) {
      fields.add("name");
    }
    if (!citizen.kana().equals(before.kana())) {
      fields.add("kana");
    }
    if (!citizen.language().equals(before.language())) {
      fields.add("language");
    }
    if (!citizen.notes().equals(before.notes())) {
      fields.add("notes");
    }
    if (reachedOtherwise(citizen, before)) {
      fields.add("contacts");
    }
    return fields;
  }
}
