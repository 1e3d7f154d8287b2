package org.madoguchi.directory.internal.jpa;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.madoguchi.directory.internal.secret.PasswordHash;
import org.madoguchi.directory.internal.store.StaffEntry;
import org.madoguchi.directory.internal.store.StaffStore;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Staff in the tables STAFF, STAFF_GRANT and STAFF_CREDENTIAL. */
@Component
public final class JpaStaffStore implements StaffStore {
  /** How many logins one IN list names. */
  private static final int CHUNK = 500;

  private final JpaDirectoryUnit unit;

  @Activate
  public JpaStaffStore(@Reference JpaDirectoryUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<StaffEntry> all() {
    // Persons first: whoever decides on grants read before the revision could overwrite another's
    // command.
    List<StaffRow> rows =
        em().createQuery("select s from StaffRow s order by s.login", StaffRow.class)
            .getResultList();
    Map<String, List<Grant>> grants =
        byLogin(
            em().createQuery("select g from StaffGrantRow g", StaffGrantRow.class)
                .getResultStream());
    return rows.stream().map(row -> row.entry(grants.getOrDefault(row.login, List.of()))).toList();
  }

  @Override
  public Optional<StaffEntry> find(StaffId who) {
    StaffRow row = em().find(StaffRow.class, who.value());
    if (row == null) {
      return Optional.empty();
    }
    List<Grant> grants =
        grantRows(List.of(who.value())).stream().map(StaffGrantRow::grant).toList();
    return Optional.of(row.entry(grants));
  }

  @Override
  public void save(List<StaffEntry> staff) {
    for (int from = 0; from < staff.size(); from += CHUNK) {
      saveChunk(staff.subList(from, Math.min(staff.size(), from + CHUNK)));
    }
  }

  private void saveChunk(List<StaffEntry> staff) {
    List<String> logins = staff.stream().map(e -> e.staff().id().value()).toList();
    Map<String, StaffRow> rows =
        em().createQuery("select s from StaffRow s where s.login in :logins", StaffRow.class)
            .setParameter("logins", logins)
            .getResultStream()
            .collect(toMap(row -> row.login, Function.identity()));
    Map<String, List<StaffGrantRow>> grants =
        grantRows(logins).stream().collect(groupingBy(row -> row.login));
    for (StaffEntry entry : staff) {
      String login = entry.staff().id().value();
      StaffRow row = rows.get(login);
      if (row == null) {
        em().persist(new StaffRow().take(entry));
      } else {
        row.take(entry);
      }
      saveGrants(entry, grants.getOrDefault(login, List.of()));
    }
  }

  private void saveGrants(StaffEntry entry, Collection<StaffGrantRow> present) {
    Set<Grant> missing = new HashSet<>(entry.staff().grants());
    List<StaffGrantRow> withdrawn = new ArrayList<>();
    for (StaffGrantRow row : present) {
      if (!missing.remove(row.grant())) {
        withdrawn.add(row);
      }
    }
    withdrawn.forEach(em()::remove);
    missing.forEach(grant -> em().persist(StaffGrantRow.of(entry.staff().id(), grant)));
  }

  @Override
  public boolean hasContainerAdministrator() {
    return !em().createQuery(
            "select g.login from StaffGrantRow g where g.municipality = :every and g.role = :role",
            String.class)
        .setParameter("every", MunicipalityId.EVERY.value())
        .setParameter("role", Role.ADMINISTRATOR.name())
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  @Override
  public Optional<PasswordHash> password(StaffId who) {
    return Optional.ofNullable(em().find(StaffCredentialRow.class, who.value()))
        .map(StaffCredentialRow::password);
  }

  @Override
  public boolean mustChange(StaffId who) {
    StaffCredentialRow row = em().find(StaffCredentialRow.class, who.value());
    return row != null && row.mustChange;
  }

  @Override
  public void savePassword(StaffId who, PasswordHash password, boolean mustChange) {
    String login = who.value();
    unit.findOrAdd(StaffCredentialRow.class, login, () -> StaffCredentialRow.of(login))
        .take(password, mustChange);
  }

  @Override
  public List<PasswordHash> formerPasswords(StaffId who, int most) {
    return formerRows(who).stream().limit(most).map(FormerPasswordRow::password).toList();
  }

  @Override
  public void addFormerPassword(StaffId who, PasswordHash former, int most) {
    List<FormerPasswordRow> present = formerRows(who);
    present.stream().skip(Math.max(0, most - 1)).forEach(em()::remove);
    if (most > 0) {
      em().persist(FormerPasswordRow.of(who, former));
    }
  }

  private List<FormerPasswordRow> formerRows(StaffId who) {
    return em().createQuery(
            "select f from FormerPasswordRow f where f.login = :login"
                + " order by f.changedAt desc, f.salt",
            FormerPasswordRow.class)
        .setParameter("login", who.value())
        .getResultList();
  }

  private List<StaffGrantRow> grantRows(List<String> logins) {
    return em().createQuery(
            "select g from StaffGrantRow g where g.login in :logins", StaffGrantRow.class)
        .setParameter("logins", logins)
        .getResultList();
  }

  private static Map<String, List<Grant>> byLogin(Stream<StaffGrantRow> rows) {
    return rows.collect(groupingBy(row -> row.login, mapping(StaffGrantRow::grant, toList())));
  }

  private EntityManager em() {
    return unit.manager();
  }
}
