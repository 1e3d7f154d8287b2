package org.madoguchi.knowledge.internal.jpa;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.knowledge.internal.RuleStore;
import org.madoguchi.knowledge.internal.domain.Rule;
import org.madoguchi.persistence.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rules in table KNOWLEDGE_RULE. Whoever saves one appends the event of its version. */
@Component
public final class JpaRuleStore implements RuleStore {
  private static final String OF = " WHERE MUNICIPALITY = ? AND SECTION = ?";

  private final KnowledgeUnit unit;

  @Activate
  public JpaRuleStore(@Reference KnowledgeUnit unit) {
    this.unit = unit;
  }

  @Override
  public Optional<Rule> find(MunicipalityId municipality, SectionId section) {
    return Sql.of(
            "SELECT APPROVERS, DIRECT, VERSION FROM KNOWLEDGE_RULE" + OF,
            municipality.value(),
            section.value())
        .rows(unit.manager())
        .stream()
        .map(
            row ->
                new Rule(
                    municipality,
                    section,
                    approvers((String) row[0]),
                    (Boolean) row[1],
                    ((Number) row[2]).longValue()))
        .findFirst();
  }

  private static List<StaffId> approvers(String written) {
    return written.isEmpty()
        ? List.of()
        : Arrays.stream(written.split(",")).map(StaffId::new).toList();
  }

  @Override
  public void save(Rule rule) {
    String approvers =
        rule.approvers().stream().map(StaffId::value).collect(Collectors.joining(","));
    if (rule.version() == 1) {
      Sql.of(
              "INSERT INTO KNOWLEDGE_RULE (APPROVERS, DIRECT, VERSION, MUNICIPALITY, SECTION)"
                  + " VALUES (?, ?, ?, ?, ?)",
              approvers,
              rule.direct(),
              rule.version(),
              rule.municipality().value(),
              rule.section().value())
          .execute(unit.manager());
    } else {
      Sql.of(
              "UPDATE KNOWLEDGE_RULE SET APPROVERS = ?, DIRECT = ?, VERSION = ?" + OF,
              approvers,
              rule.direct(),
              rule.version(),
              rule.municipality().value(),
              rule.section().value())
          .execute(unit.manager());
    }
  }
}
