package org.madoguchi.notices.internal.jpa;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.notices.internal.NoticeStore;
import org.madoguchi.notices.internal.domain.Notice;
import org.madoguchi.persistence.Sql;
import org.madoguchi.persistence.UtcMillis;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notices in table NOTICE, readings in NOTICE_READ. */
@Component
public final class JpaNoticeStore implements NoticeStore {
  private static final String SELECT = "SELECT n.* FROM NOTICE n WHERE ";
  private static final String SHOWN = " AND n.VALID_FROM <= ? AND n.VALID_TO > ?";

  private final NoticeUnit unit;

  @Activate
  public JpaNoticeStore(@Reference NoticeUnit unit) {
    this.unit = unit;
  }

  @Override
  public List<Notice> page(Filter filter, Instant now, Optional<Place> after, int limit) {
    if (filter.parts().isEmpty()) {
      return List.of();
    }
    Sql sql = Parts.of(Sql.of(SELECT), filter.parts());
    for (String word : filter.words()) {
      sql.add(" AND n.SEARCHED LIKE ? ESCAPE '!'", "%" + literal(word) + "%");
    }
    switch (filter.shelf()) {
      case CURRENT -> {
        sql.add(SHOWN, now, now);
        after.ifPresent(
            p ->
                sql.add(
                    " AND (n.STANDING < ? OR n.STANDING = ?"
                        + " AND (n.VALID_FROM < ? OR n.VALID_FROM = ? AND n.ID < ?))",
                    p.standing(),
                    p.standing(),
                    p.at(),
                    p.at(),
                    p.id()));
        sql.add(" ORDER BY n.STANDING DESC, n.VALID_FROM DESC, n.ID DESC");
      }
      case COMING -> byTime(sql.add(" AND n.VALID_FROM > ?", now), "n.VALID_FROM", after);
      case EXPIRED -> byTime(sql.add(" AND n.VALID_TO <= ?", now), "n.VALID_TO", after);
    }
    return notices(sql.fetchFirst(limit));
  }

  private static void byTime(Sql sql, String column, Optional<Place> after) {
    after.ifPresent(
        p ->
            sql.add(
                " AND (" + column + " < ? OR " + column + " = ? AND n.ID < ?)",
                p.at(),
                p.at(),
                p.id()));
    sql.add(" ORDER BY " + column + " DESC, n.ID DESC");
  }

  /** What people type, as the literal part of a pattern. */
  private static String literal(String typed) {
    return typed.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  @Override
  public int unread(List<Part> parts, StaffId staff, Instant now) {
    if (parts.isEmpty()) {
      return 0;
    }
    Sql sql = Parts.of(Sql.of("SELECT COUNT(*) FROM NOTICE n WHERE "), parts).add(SHOWN, now, now);
    sql.add(
        " AND NOT EXISTS (SELECT 1 FROM NOTICE_READ r WHERE r.NOTICE_ID = n.ID AND r.STAFF = ?"
            + " AND r.EDITION = n.EDITION)",
        staff.value());
    return sql.numbers(unit.manager()).get(0).intValue();
  }

  @Override
  public Optional<Instant> nextTurn(List<Part> parts, Instant now) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Sql begins = Parts.of(Sql.of("SELECT MIN(n.VALID_FROM) FROM NOTICE n WHERE "), parts);
    Sql ends = Parts.of(Sql.of("SELECT MIN(n.VALID_TO) FROM NOTICE n WHERE "), parts);
    Optional<Instant> begin = first(begins.add(" AND n.VALID_FROM > ?", now));
    Optional<Instant> end = first(ends.add(SHOWN, now, now));
    return begin.isPresent() && end.isPresent()
        ? Optional.of(begin.get().isBefore(end.get()) ? begin.get() : end.get())
        : begin.or(() -> end);
  }

  private Optional<Instant> first(Sql sql) {
    return Optional.ofNullable((Timestamp) sql.rows(unit.manager()).get(0)[0])
        .map(UtcMillis::instant);
  }

  @Override
  public List<Notice> about(long problem, List<Part> parts, int limit) {
    if (parts.isEmpty()) {
      return List.of();
    }
    Sql sql = Parts.of(Sql.of(SELECT), parts).add(" AND n.PROBLEM = ?", problem);
    return notices(sql.add(" ORDER BY n.VALID_FROM DESC, n.ID DESC").fetchFirst(limit));
  }

  @Override
  public Optional<Notice> find(long id) {
    return Optional.ofNullable(unit.manager().find(NoticeRow.class, id)).map(NoticeRow::notice);
  }

  @Override
  public Optional<Notice> find(StaffId author, String requestId) {
    Sql sql = Sql.of(SELECT + "n.AUTHOR = ? AND n.REQUEST_ID = ?", author.value(), requestId);
    return notices(sql.fetchFirst(1)).stream().findFirst();
  }

  private List<Notice> notices(Sql sql) {
    return sql.read(unit.manager(), NoticeRow.class).stream().map(NoticeRow::notice).toList();
  }

  @Override
  public void add(Notice notice) {
    unit.manager().persist(new NoticeRow(notice));
  }

  @Override
  public void save(Notice notice) {
    unit.manager().find(NoticeRow.class, notice.id()).take(notice);
  }

  @Override
  public Map<Long, Integer> readBy(StaffId staff, Collection<Long> notices) {
    Map<Long, Integer> read = new HashMap<>();
    if (!notices.isEmpty()) {
      Sql sql =
          Sql.of(
              "SELECT r.NOTICE_ID, MAX(r.EDITION) FROM NOTICE_READ r WHERE r.STAFF = ? AND ",
              staff.value());
      sql.in("r.NOTICE_ID", notices).add(" GROUP BY r.NOTICE_ID");
      for (Object[] row : sql.rows(unit.manager())) {
        read.put(((Number) row[0]).longValue(), ((Number) row[1]).intValue());
      }
    }
    return read;
  }

  @Override
  public void read(long notice, Reading reading) {
    Sql known =
        Sql.of(
            "SELECT r.EDITION FROM NOTICE_READ r WHERE r.NOTICE_ID = ? AND r.STAFF = ?"
                + " AND r.EDITION = ?",
            notice,
            reading.staff().value(),
            reading.edition());
    if (known.numbers(unit.manager()).isEmpty()) {
      Sql.of(
              "INSERT INTO NOTICE_READ (NOTICE_ID, STAFF, EDITION, READ_AT) VALUES (?, ?, ?, ?)",
              notice,
              reading.staff().value(),
              reading.edition(),
              reading.at())
          .execute(unit.manager());
    }
  }

  @Override
  public List<Reading> readers(long notice) {
    Sql sql =
        Sql.of(
            "SELECT r.STAFF, r.EDITION, r.READ_AT FROM NOTICE_READ r WHERE r.NOTICE_ID = ?"
                + " AND r.EDITION = (SELECT MAX(o.EDITION) FROM NOTICE_READ o"
                + " WHERE o.NOTICE_ID = r.NOTICE_ID AND o.STAFF = r.STAFF)"
                + " ORDER BY r.READ_AT DESC, r.STAFF",
            notice);
    return sql.rows(unit.manager()).stream()
        .map(
            row ->
                new Reading(
                    new StaffId((String) row[0]),
                    ((Number) row[1]).intValue(),
                    UtcMillis.instant((Timestamp) row[2])))
        .toList();
  }
}
