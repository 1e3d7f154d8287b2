package org.madoguchi.tickets.internal.jpa;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Reach;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.persistence.Sql;
import org.madoguchi.tickets.TicketStatus;
import org.madoguchi.tickets.internal.domain.FieldChange;
import org.madoguchi.tickets.internal.problems.Cause;
import org.madoguchi.tickets.internal.problems.KnownProblem;
import org.madoguchi.tickets.internal.problems.KnownProblems;
import org.madoguchi.tickets.internal.problems.ProblemStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Problems in table TICKET_PROBLEM, what was done to them in the log. */
@Component
public final class JpaProblemStore implements ProblemStore {
  private static final String SELECT = "SELECT p.* FROM TICKET_PROBLEM p WHERE ";
  private static final int PAYLOAD_VERSION = 1;

  private final TicketUnit unit;
  private final EventLog log;

  @Activate
  public JpaProblemStore(@Reference TicketUnit unit, @Reference EventLog log) {
    this.unit = unit;
    this.log = log;
  }

  @Override
  public List<KnownProblem> page(
      MunicipalityId municipality, Optional<Cause.Status> status, long below, int limit) {
    Sql sql = Sql.of(SELECT + "p.MUNICIPALITY = ? AND p.ID < ?", municipality.value(), below);
    if (status.isPresent()) {
      sql.add(" AND p.STATUS = ?", status.get());
    } else {
      sql.add(" AND ").in("p.STATUS", List.of(Cause.Status.OPEN, Cause.Status.KNOWN_ERROR));
    }
    return problems(sql.add(" ORDER BY p.ID DESC").fetchFirst(limit));
  }

  @Override
  public Optional<KnownProblem> find(long id) {
    return problems(Sql.of(SELECT + "p.ID = ?", id)).stream().findFirst();
  }

  @Override
  public List<KnownProblem> find(Collection<Long> ids) {
    return ids.isEmpty() ? List.of() : problems(Sql.of(SELECT).in("p.ID", ids));
  }

  @Override
  public Optional<KnownProblem> find(StaffId author, String requestId) {
    Sql sql = Sql.of(SELECT + "p.AUTHOR = ? AND p.REQUEST_ID = ?", author.value(), requestId);
    return problems(sql.fetchFirst(1)).stream().findFirst();
  }

  private List<KnownProblem> problems(Sql sql) {
    return sql.read(unit.manager(), ProblemRow.class).stream().map(ProblemRow::problem).toList();
  }

  @Override
  public void add(KnownProblem problem) {
    unit.manager().persist(new ProblemRow(problem));
    append(problem, KnownProblems.REGISTERED, Map.of());
  }

  @Override
  public void save(KnownProblem problem, Map<String, FieldChange> changes) {
    unit.manager().find(ProblemRow.class, problem.id()).take(problem);
    Map<String, Object> written = new LinkedHashMap<>();
    changes.forEach((field, c) -> written.put(field, List.of(c.before(), c.after())));
    append(problem, KnownProblems.EDITED, Map.of("fields", written));
  }

  private void append(KnownProblem problem, String type, Map<String, Object> payload) {
    log.append(
        unit.transactions(),
        List.of(
            new NewEvent(
                KnownProblems.STREAM,
                KnownProblems.aggregate(problem),
                problem.version(),
                type,
                PAYLOAD_VERSION,
                BulkJson.write(payload),
                problem.tag(),
                problem.editor(),
                problem.editedAt())));
  }

  @Override
  public Map<TicketStatus, Integer> tied(long problem, int most, List<Reach> reaches) {
    Sql sql = Sql.of("SELECT c.STATUS, COUNT(*) FROM (SELECT t.STATUS FROM TICKET t WHERE ");
    sql.add("t.PROBLEM_ID = ? AND ", problem);
    AccessFilter.restrict(sql, "t", reaches).fetchFirst(most).add(") c GROUP BY c.STATUS");
    Map<TicketStatus, Integer> counts = new EnumMap<>(TicketStatus.class);
    sql.rows(unit.manager())
        .forEach(
            row ->
                counts.put(TicketStatus.valueOf(row[0].toString()), ((Number) row[1]).intValue()));
    return counts;
  }
}
