package org.madoguchi.knowledge.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Rule;
import org.madoguchi.knowledge.internal.domain.Step;
import org.madoguchi.knowledge.internal.domain.Today;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The way of an article: draft, in review, approved, published, to be looked over, expired or
 * withdrawn. Who approves is settled by the section.
 */
@Component(service = ArticleSteps.class)
public final class ArticleSteps {
  /**
   * What is done.
   *
   * @param publishAt of SUBMIT and PUBLISH; empty = at once
   * @param edition of RESTORE
   * @param comment kept with the article; RETURN needs one
   */
  public record Order(Step step, Optional<Instant> publishAt, int edition, String comment) {}

  private final KnowledgeTransactions transactions;
  private final ArticleStore store;
  private final ArticleDesk desk;
  private final Journal journal;
  private final RuleStore rules;
  private final Comments comments;
  private final TurnBell bell;

  @Activate
  public ArticleSteps(
      @Reference KnowledgeTransactions transactions,
      @Reference ArticleStore store,
      @Reference ArticleDesk desk,
      @Reference Journal journal,
      @Reference RuleStore rules,
      @Reference Comments comments,
      @Reference TurnBell bell) {
    this.transactions = transactions;
    this.store = store;
    this.desk = desk;
    this.journal = journal;
    this.rules = rules;
    this.comments = comments;
    this.bell = bell;
  }

  /**
   * @param version the article's as the person saw it
   * @throws DomainException article-not-found; forbidden; stale-version; article-step-not-possible;
   *     article-own-submission; article-needs-approval; invalid-fields
   */
  public Article take(AccessScope scope, long id, long version, Order order) {
    Article after =
        transactions.decide(
            () -> {
              Article before = desk.worked(scope, id);
              mustBeLet(scope, before, order);
              if (before.version() != version) {
                throw stale(before, version);
              }
              Article done = taken(scope, before, order);
              if (!order.comment().isEmpty()) {
                comments.keep(done, order.step(), order.comment(), scope.who());
              }
              return done;
            });
    bell.ring();
    return after;
  }

  private DomainException stale(Article before, long version) {
    Content content = desk.content(before.id(), before.edition());
    Details now = new Details(before.section(), before.reviewMonths(), content);
    return desk.stale(before, version, now, now);
  }

  private void mustBeLet(AccessScope scope, Article article, Order order) {
    switch (order.step()) {
      case APPROVE, RETURN -> mustApprove(scope, article, order.step());
      case PUBLISH -> {
        scope.require(Permission.KNOWLEDGE_WRITE, article.tag());
        if (!publishesDirectly(article)) {
          throw new DomainException(KnowledgeProblems.NEEDS_APPROVAL);
        }
      }
      default -> scope.require(Permission.KNOWLEDGE_WRITE, article.tag());
    }
    if (order.step() == Step.RETURN && order.comment().isEmpty()) {
      Checks checks = new Checks();
      checks.note("comment", "required", "");
      checks.done();
    }
  }

  /** Nobody approves what they put in themselves. */
  private void mustApprove(AccessScope scope, Article article, Step step) {
    if (!approves(scope, article)) {
      throw new DomainException(Problems.FORBIDDEN);
    }
    if (step == Step.APPROVE && article.course().askedBy().equals(scope.who())) {
      throw new DomainException(KnowledgeProblems.OWN_SUBMISSION);
    }
  }

  private boolean approves(AccessScope scope, Article article) {
    Rule rule = rule(article);
    return rule.approvers().isEmpty()
        ? scope.may(Permission.KNOWLEDGE_APPROVE, article.tag())
        : rule.approvers().contains(scope.who()) && Sight.works(scope, article.tag());
  }

  private boolean publishesDirectly(Article article) {
    return journal.letsPublish(article.municipality()) && rule(article).direct();
  }

  private Rule rule(Article article) {
    return rules
        .find(article.municipality(), article.section())
        .orElseGet(() -> Rule.usual(article.municipality(), article.section()));
  }

  /** What the person may do with it now, by its rules; whether it is possible is seen then. */
  public Map<Step, Boolean> lets(AccessScope scope, Article article) {
    return transactions.read(
        () -> {
          boolean writes = scope.may(Permission.KNOWLEDGE_WRITE, article.tag());
          boolean approves = approves(scope, article);
          Map<Step, Boolean> lets = new LinkedHashMap<>();
          for (Step step : Step.values()) {
            lets.put(
                step,
                switch (step) {
                  case APPROVE -> approves && !article.course().askedBy().equals(scope.who());
                  case RETURN -> approves;
                  case PUBLISH -> writes && publishesDirectly(article);
                  default -> writes;
                });
          }
          return lets;
        });
  }

  private Article taken(AccessScope scope, Article before, Order order) {
    Today today = journal.today(before.municipality());
    return switch (order.step()) {
      case SUBMIT ->
          noted(
              before.submitted(scope.who(), order.publishAt()),
              scope,
              today,
              KnowledgeEvents.SUBMITTED);
      case TAKE_BACK -> noted(before.takenBack(), scope, today, KnowledgeEvents.TAKEN_BACK);
      case RETURN -> noted(before.returned(), scope, today, KnowledgeEvents.RETURNED);
      case APPROVE -> {
        Content content = desk.content(before.id(), before.edition());
        yield onItsWay(before.approved(content, today), content, scope, today);
      }
      case PUBLISH -> {
        Content content = desk.content(before.id(), before.edition());
        yield journal.onItsWay(
            before.let(scope.who(), order.publishAt(), content, today),
            content,
            scope.who(),
            today);
      }
      case WITHDRAW -> noted(before.withdrawn(), scope, today, KnowledgeEvents.WITHDRAWN);
      case PUT_BACK -> noted(before.putBack(today), scope, today, KnowledgeEvents.PUT_BACK);
      case CONFIRM ->
          noted(before.confirmed(today), scope, today, KnowledgeEvents.REVIEW_CONFIRMED);
      case RESTORE -> restored(scope, before, order.edition());
    };
  }

  /** Published when its time has come already, else by time. */
  private Article onItsWay(Article approved, Content content, AccessScope scope, Today today) {
    Article noted = noted(approved, scope, today, KnowledgeEvents.APPROVED);
    return noted.isToBePublished(today.now())
        ? journal.published(noted, content, scope.who(), today)
        : noted;
  }

  private Article restored(AccessScope scope, Article before, int edition) {
    Content earlier = desk.content(before.id(), edition);
    Details was =
        new Details(
            before.section(), before.reviewMonths(), desk.content(before.id(), before.edition()));
    Details wanted = new Details(before.section(), before.reviewMonths(), earlier);
    return wanted.equals(was) ? before : desk.edited(scope, before, was, wanted, edition);
  }

  private Article noted(Article after, AccessScope scope, Today today, String type) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("edition", after.edition());
    after.course().publishAt().ifPresent(at -> payload.put("publishAt", at.toString()));
    if (type.equals(KnowledgeEvents.REVIEW_CONFIRMED)) {
      after.course().reviewOn().ifPresent(day -> payload.put("reviewOn", day.toString()));
    }
    return journal.noted(after, scope.who(), today, type, payload);
  }
}
