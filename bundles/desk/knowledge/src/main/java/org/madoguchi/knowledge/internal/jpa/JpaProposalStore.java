package org.madoguchi.knowledge.internal.jpa;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.ArticleStore.Part;
import org.madoguchi.knowledge.internal.ProposalStore;
import org.madoguchi.knowledge.internal.domain.Proposal;
import org.madoguchi.persistence.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Proposals in table KNOWLEDGE_PROPOSAL. */
@Component
public final class JpaProposalStore implements ProposalStore {
  private static final String SELECT = "SELECT p.* FROM KNOWLEDGE_PROPOSAL p WHERE ";

  private final KnowledgeUnit unit;

  @Activate
  public JpaProposalStore(@Reference KnowledgeUnit unit) {
    this.unit = unit;
  }

  private List<Proposal> proposals(Sql sql) {
    return sql.read(unit.manager(), ProposalRow.class).stream().map(ProposalRow::proposal).toList();
  }

  @Override
  public Optional<Proposal> find(long id) {
    return proposals(Sql.of(SELECT + "p.ID = ?", id)).stream().findFirst();
  }

  @Override
  public Optional<Proposal> find(StaffId proposer, String requestId) {
    return proposals(
            Sql.of(SELECT + "p.PROPOSER = ? AND p.REQUEST_ID = ?", proposer.value(), requestId))
        .stream()
        .findFirst();
  }

  @Override
  public List<Proposal> of(
      List<Part> parts, List<Proposal.State> states, OptionalLong before, int limit) {
    return parts.isEmpty()
        ? List.of()
        : page(ArticleConditions.owned(Sql.of(SELECT), "p", parts), states, before, limit);
  }

  @Override
  public List<Proposal> by(
      StaffId proposer,
      Set<MunicipalityId> municipalities,
      List<Proposal.State> states,
      OptionalLong before,
      int limit) {
    if (municipalities.isEmpty()) {
      return List.of();
    }
    Sql sql = Sql.of(SELECT + "p.PROPOSER = ?", proposer.value());
    if (!municipalities.contains(MunicipalityId.EVERY)) {
      sql.add(" AND ")
          .in("p.MUNICIPALITY", municipalities.stream().map(MunicipalityId::value).toList());
    }
    return page(sql, states, before, limit);
  }

  private List<Proposal> page(
      Sql sql, List<Proposal.State> states, OptionalLong before, int limit) {
    sql.add(" AND ").in("p.STATE", states.stream().map(Enum::name).toList());
    before.ifPresent(id -> sql.add(" AND p.ID < ?", id));
    return proposals(sql.add(" ORDER BY p.ID DESC").fetchFirst(limit));
  }

  @Override
  public void add(Proposal proposal) {
    unit.manager().persist(new ProposalRow(proposal));
  }

  @Override
  public void save(Proposal proposal) {
    unit.manager().find(ProposalRow.class, proposal.id()).take(proposal);
  }
}
