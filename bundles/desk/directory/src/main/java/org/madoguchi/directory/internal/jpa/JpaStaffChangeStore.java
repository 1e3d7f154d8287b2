package org.madoguchi.directory.internal.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.directory.internal.changes.StaffChange;
import org.madoguchi.directory.internal.changes.StaffChange.State;
import org.madoguchi.directory.internal.store.StaffChangeStore;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.persistence.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes of staff in table STAFF_CHANGE. */
@Component
public final class JpaStaffChangeStore implements StaffChangeStore {
  private static final String ALL = "SELECT c.* FROM STAFF_CHANGE c WHERE ";

  private final JpaDirectoryUnit unit;

  @Activate
  public JpaStaffChangeStore(@Reference JpaDirectoryUnit unit) {
    this.unit = unit;
  }

  @Override
  public void add(StaffChange change) {
    unit.manager().persist(StaffChangeRow.of(change));
  }

  @Override
  public Optional<StaffChange> find(MunicipalityId municipality, long id) {
    return read(Sql.of(ALL + "c.ID = ? AND c.MUNICIPALITY = ?", id, municipality.value())).stream()
        .findFirst();
  }

  @Override
  public Optional<StaffChange> find(StaffId plannedBy, String requestId) {
    return read(Sql.of(ALL + "c.PLANNED_BY = ? AND c.REQUEST_ID = ?", plannedBy.value(), requestId))
        .stream()
        .findFirst();
  }

  @Override
  public List<StaffChange> planned(MunicipalityId municipality, StaffId who) {
    return read(
        Sql.of(
            ALL + "c.LOGIN = ? AND c.MUNICIPALITY = ? AND c.STATE = ? ORDER BY c.DUE_AT, c.ID",
            who.value(),
            municipality.value(),
            State.PLANNED));
  }

  @Override
  public List<StaffChange> planned(MunicipalityId municipality) {
    return read(
        Sql.of(
            ALL + "c.MUNICIPALITY = ? AND c.STATE = ? ORDER BY c.DUE_AT, c.ID",
            municipality.value(),
            State.PLANNED));
  }

  @Override
  public List<StaffChange> due(Instant now, int limit) {
    return read(
        Sql.of(ALL + "c.STATE = ? AND c.DUE_AT <= ? ORDER BY c.DUE_AT, c.ID", State.PLANNED, now)
            .fetchFirst(limit));
  }

  @Override
  public List<StaffChange> page(
      MunicipalityId municipality, Optional<State> state, long before, int limit) {
    Sql sql = Sql.of(ALL + "c.MUNICIPALITY = ? AND c.ID < ?", municipality.value(), before);
    state.ifPresent(wanted -> sql.add(" AND c.STATE = ?", wanted));
    return read(sql.add(" ORDER BY c.ID DESC").fetchFirst(limit));
  }

  @Override
  public boolean settle(StaffChange change, State from) {
    StaffChangeRow row = StaffChangeRow.of(change);
    return Sql.of(
                "UPDATE STAFF_CHANGE SET STATE = ?, PROBLEM = ?, FORMER_ROLES = ?, WAS_ACTIVE = ?,"
                    + " SETTLED_BY = ?, SETTLED_AT = ? WHERE ID = ? AND STATE = ?",
                row.state,
                row.problem,
                row.formerRoles,
                row.wasActive,
                row.settledBy,
                row.settledAt,
                row.id,
                from)
            .execute(unit.manager())
        == 1;
  }

  private List<StaffChange> read(Sql sql) {
    return sql.read(unit.manager(), StaffChangeRow.class).stream()
        .map(StaffChangeRow::change)
        .toList();
  }
}
