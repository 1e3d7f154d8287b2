package org.madoguchi.tickets.internal.jpa;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.internal.saved.SavedView;
import org.madoguchi.tickets.internal.saved.SavedViewStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Saved views, in tables SAVED_VIEW and VIEW_ORDER. */
@Component
public final class JpaSavedViewStore implements SavedViewStore {
  private static final String STREAM = "views";
  private static final int VERSION = 1;
  private static final String VIEW = "SELECT v.* FROM SAVED_VIEW v WHERE ";
  private static final Map<Happened, String> TYPES =
      Map.of(
          Happened.SHARED, "SavedViewShared",
          Happened.EDITED, "SavedViewEdited",
          Happened.WITHDRAWN, "SavedViewWithdrawn");

  private final TicketUnit unit;
  private final EventLog log;

  @Activate
  public JpaSavedViewStore(@Reference TicketUnit unit, @Reference EventLog log) {
    this.unit = unit;
    this.log = log;
  }

  @Override
  public Optional<SavedView> find(long id) {
    return one(Sql.of(VIEW + "v.ID = ?", id));
  }

  @Override
  public Optional<SavedView> find(StaffId author, String requestId) {
    return one(Sql.of(VIEW + "v.AUTHOR = ? AND v.REQUEST_ID = ?", author.value(), requestId));
  }

  private Optional<SavedView> one(Sql sql) {
    return sql.readOne(unit.manager(), SavedViewRow.class).map(SavedViewRow::view);
  }

  @Override
  public List<SavedView> of(Collection<String> holders, StaffId author, int limit) {
    return Sql.of(VIEW + "v.DELETED_AT = ? AND (", InstantConverter.NEVER)
        .in("v.HOLDER", holders)
        .add(" OR v.AUTHOR = ?)", author.value())
        // a person's own first: many shared ones do not push them out
        .add(" ORDER BY CASE WHEN v.AUTHOR = ? THEN 0 ELSE 1 END, v.NAME, v.ID", author.value())
        .fetchFirst(limit)
        .read(unit.manager(), SavedViewRow.class)
        .stream()
        .map(SavedViewRow::view)
        .toList();
  }

  @Override
  public List<Long> slots(String holder) {
    return Sql.of("SELECT v.SLOT FROM SAVED_VIEW v WHERE v.HOLDER = ? AND v.SLOT > 0", holder)
        .numbers(unit.manager());
  }

  @Override
  public void add(SavedView view, long slot, String requestId) {
    Sql.of(
            "INSERT INTO SAVED_VIEW (ID, AUTHOR, REQUEST_ID, AUDIENCE, MUNICIPALITY, SECTION,"
                + " HOLDER, SLOT, NAME, SELECTION, SORTING, DELETED_AT, VERSION) VALUES (?, ?, ?,"
                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            view.id(),
            view.author().value(),
            requestId,
            view.audience().reach(),
            view.audience().municipality().value(),
            view.audience().section().value(),
            view.holder(),
            slot,
            view.content().name(),
            BulkJson.write(view.content().selection()),
            view.content().order(),
            InstantConverter.NEVER,
            view.version())
        .execute(unit.manager());
  }

  @Override
  public boolean save(SavedView view, Optional<Long> slot) {
    Sql sql =
        Sql.of(
            "UPDATE SAVED_VIEW SET AUDIENCE = ?, MUNICIPALITY = ?, SECTION = ?, NAME = ?,"
                + " SELECTION = ?, SORTING = ?, DELETED_AT = ?, VERSION = ?",
            view.audience().reach(),
            view.audience().municipality().value(),
            view.audience().section().value(),
            view.content().name(),
            BulkJson.write(view.content().selection()),
            view.content().order(),
            InstantConverter.NEVER,
            view.version());
    slot.ifPresent(free -> sql.add(", HOLDER = ?, SLOT = ?", view.holder(), free));
    return sql.add(" WHERE ID = ? AND VERSION = ?", view.id(), view.version() - 1)
            .execute(unit.manager())
        == 1;
  }

  @Override
  public boolean delete(SavedView view, Instant now) {
    return Sql.of(
                "UPDATE SAVED_VIEW SET SLOT = ?, DELETED_AT = ?, VERSION = ?"
                    + " WHERE ID = ? AND VERSION = ?",
                -view.id(),
                now,
                view.version(),
                view.id(),
                view.version() - 1)
            .execute(unit.manager())
        == 1;
  }

  @Override
  public void forget(Instant before) {
    Sql.of("DELETE FROM SAVED_VIEW WHERE DELETED_AT < ?", before).execute(unit.manager());
  }

  @Override
  public void append(
      SavedView view, SavedView.Audience told, Happened what, StaffId actor, Instant at) {
    log.append(
        unit.transactions(),
        List.of(
            new NewEvent(
                STREAM,
                "view-" + view.id(),
                view.version(),
                TYPES.get(what),
                VERSION,
                BulkJson.write(Map.of("audience", Checks.written(told.reach()))),
                told.tag(),
                actor,
                at)));
  }

  @Override
  public List<Long> order(StaffId who) {
    return Sql.of("SELECT o.IDS FROM VIEW_ORDER o WHERE o.STAFF = ?", who.value())
        .strings(unit.manager())
        .stream()
        .flatMap(ids -> Arrays.stream(ids.split(",")))
        .filter(id -> !id.isEmpty())
        .map(Long::valueOf)
        .toList();
  }

  @Override
  public void order(StaffId who, List<Long> ids) {
    String written = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    int changed =
        Sql.of("UPDATE VIEW_ORDER SET IDS = ? WHERE STAFF = ?", written, who.value())
            .execute(unit.manager());
    if (changed == 0) {
      Sql.of("INSERT INTO VIEW_ORDER (STAFF, IDS) VALUES (?, ?)", who.value(), written)
          .execute(unit.manager());
    }
  }
}
