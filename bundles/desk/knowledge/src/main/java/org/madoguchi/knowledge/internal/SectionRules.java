package org.madoguchi.knowledge.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.directory.Directory;
import org.madoguchi.directory.Staff;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Rule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who approves the articles of a section, and whether it publishes without: its own settling. */
@Component(service = SectionRules.class)
public final class SectionRules {
  private final KnowledgeTransactions transactions;
  private final RuleStore store;
  private final Journal journal;
  private final Directory directory;
  private final EventLog log;
  private final Clock clock;

  @Activate
  public SectionRules(
      @Reference KnowledgeTransactions transactions,
      @Reference RuleStore store,
      @Reference Journal journal,
      @Reference Directory directory,
      @Reference EventLog log,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.journal = journal;
    this.directory = directory;
    this.log = log;
    this.clock = clock;
  }

  /** Whether the municipality lets sections publish without approval at all. */
  public boolean letsPublish(MunicipalityId municipality) {
    return journal.letsPublish(municipality);
  }

  /**
   * @throws DomainException municipality-not-found; not-found for a section there is none of, or
   *     whose articles the person does not work with
   */
  public Rule find(AccessScope scope, MunicipalityId municipality, SectionId section) {
    mustBeThere(scope, municipality, section);
    return transactions.read(() -> rule(municipality, section));
  }

  /**
   * @param version 0 when it settled nothing before
   * @throws DomainException as {@link #find}; forbidden; stale-version; invalid-fields when an
   *     approver does not work with the section's articles
   */
  public Rule settle(
      AccessScope scope,
      MunicipalityId municipality,
      SectionId section,
      long version,
      List<StaffId> approvers,
      boolean direct) {
    mustBeThere(scope, municipality, section);
    AccessTag tag = Article.tag(municipality, section);
    scope.require(Permission.KNOWLEDGE_WRITE, tag);
    mustWorkThere(approvers, tag);
    return transactions.decide(
        () -> {
          Rule before = rule(municipality, section);
          if (before.version() != version) {
            throw new DomainException(
                Problems.STALE_VERSION,
                List.of(),
                List.of(),
                Map.of("changed", Map.of(), "version", before.version()));
          }
          Rule after = before.changed(approvers, direct);
          store.save(after);
          log.append(transactions.transactions(), List.of(changed(after, tag, scope.who())));
          return after;
        });
  }

  private NewEvent changed(Rule rule, AccessTag tag, StaffId who) {
    return new NewEvent(
        KnowledgeEvents.STREAM,
        KnowledgeEvents.RULE + rule.municipality() + "/" + rule.section(),
        rule.version(),
        KnowledgeEvents.RULE_CHANGED,
        1,
        ArticleEvents.written(
            Map.of(
                "approvers",
                rule.approvers().stream().map(StaffId::value).toList(),
                "direct",
                rule.direct())),
        tag,
        who,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private Rule rule(MunicipalityId municipality, SectionId section) {
    return store.find(municipality, section).orElseGet(() -> Rule.usual(municipality, section));
  }

  private void mustBeThere(AccessScope scope, MunicipalityId municipality, SectionId section) {
    if (!Sight.holds(scope, municipality) || directory.municipality(municipality).isEmpty()) {
      throw new DomainException(Problems.MUNICIPALITY_NOT_FOUND, municipality.value());
    }
    boolean there = directory.section(municipality, section).isPresent();
    if (!there || !Sight.works(scope, Article.tag(municipality, section))) {
      throw new DomainException(Problems.NOT_FOUND);
    }
  }

  /** Whoever could not see a draft cannot approve it. */
  private void mustWorkThere(List<StaffId> approvers, AccessTag tag) {
    Checks checks = new Checks();
    for (StaffId login : approvers) {
      Optional<Staff> person = directory.staff(login).filter(Staff::active);
      boolean works =
          person.filter(p -> Sight.works(AccessScope.of(p.id(), p.grants()), tag)).isPresent();
      if (!works) {
        checks.note("approvers", "unknown", "");
      }
    }
    checks.done();
  }
}
