package org.madoguchi.notices.internal.jpa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.notices.internal.ChangeStore;
import org.madoguchi.notices.internal.NoticeStore.Part;
import org.madoguchi.notices.internal.domain.PlannedChange;
import org.madoguchi.persistence.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Planned changes in table PLANNED_CHANGE. */
@Component
public final class JpaChangeStore implements ChangeStore {
  private static final String SELECT = "SELECT n.* FROM PLANNED_CHANGE n WHERE ";

  private final NoticeUnit unit;

  @Activate
  public JpaChangeStore(@Reference NoticeUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<PlannedChange> touching(List<Part> parts, Instant from, Instant to, int limit) {
    if (parts.isEmpty()) {
      return List.of();
    }
    Sql sql = Parts.of(Sql.of(SELECT), parts);
    sql.add(" AND n.ENDS_AT > ? AND n.BEGINS_AT < ?", from, to);
    return changes(sql.add(" ORDER BY n.BEGINS_AT, n.ID").fetchFirst(limit));
  }

  @Override
  public List<PlannedChange> about(long problem, List<Part> parts, int limit) {
    if (parts.isEmpty()) {
      return List.of();
    }
    Sql sql = Parts.of(Sql.of(SELECT), parts).add(" AND n.PROBLEM = ?", problem);
    return changes(sql.add(" ORDER BY n.BEGINS_AT DESC, n.ID DESC").fetchFirst(limit));
  }

  @Override
  public Optional<PlannedChange> find(long id) {
    return Optional.ofNullable(unit.manager().find(PlannedChangeRow.class, id))
        .map(PlannedChangeRow::change);
  }

  @Override
  public Optional<PlannedChange> find(StaffId author, String requestId) {
    Sql sql = Sql.of(SELECT + "n.AUTHOR = ? AND n.REQUEST_ID = ?", author.value(), requestId);
    return changes(sql.fetchFirst(1)).stream().findFirst();
  }

  private List<PlannedChange> changes(Sql sql) {
    return sql.read(unit.manager(), PlannedChangeRow.class).stream()
        .map(PlannedChangeRow::change)
        .toList();
  }

  @Override
  public void add(PlannedChange change) {
    unit.manager().persist(new PlannedChangeRow(change));
  }

  @Override
  public void save(PlannedChange change) {
    unit.manager().find(PlannedChangeRow.class, change.id()).take(change);
  }
}
