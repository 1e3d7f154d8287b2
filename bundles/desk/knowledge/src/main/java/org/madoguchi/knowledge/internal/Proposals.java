package org.madoguchi.knowledge.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.EventLog;
import org.madoguchi.kernel.event.NewEvent;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.kernel.store.IdSource;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Proposal;
import org.madoguchi.knowledge.internal.domain.Proposal.Decision;
import org.madoguchi.knowledge.internal.domain.Proposal.State;
import org.madoguchi.knowledge.internal.domain.Proposal.Wanted;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.TicketSight;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What operators find missing or wrong among the articles, and what the sections do about it. */
@Component(service = Proposals.class)
public final class Proposals {
  private static final String IDS = "knowledge-proposal";

  /**
   * @param section whose task it is, when no article is named; NONE = the municipality's own
   * @param article the one that is wrong; 0 for none
   * @param ticket where it was noticed
   */
  public record Order(
      String requestId,
      MunicipalityId municipality,
      SectionId section,
      Wanted wanted,
      long article,
      Optional<TicketRef> ticket,
      String question,
      String text) {}

  /**
   * @param ticket absent when the person may not see it
   * @param decides whether the person may
   */
  public record Seen(Proposal proposal, Optional<String> ticket, boolean decides) {}

  /**
   * @param next what the next page begins before; empty on the last
   */
  public record Page(List<Proposal> proposals, OptionalLong next) {}

  private final KnowledgeTransactions transactions;
  private final ProposalStore store;
  private final ArticleDesk desk;
  private final Directory directory;
  private final EventLog log;
  private final IdSource ids;
  private final Clock clock;

  // Comes and goes with the tickets.
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile TicketSight tickets;

  @Activate
  public Proposals(
      @Reference KnowledgeTransactions transactions,
      @Reference ProposalStore store,
      @Reference ArticleDesk desk,
      @Reference Directory directory,
      @Reference EventLog log,
      @Reference IdSource ids,
      @Reference Clock clock) {
    this.transactions = transactions;
    this.store = store;
    this.desk = desk;
    this.directory = directory;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The same request again is the same proposal.
   *
   * @throws DomainException municipality-not-found; article-not-found; invalid-fields, also for a
   *     ticket the person does not see
   */
  public Seen propose(AccessScope scope, Order order) {
    desk.mustBeThere(scope, order.municipality());
    order.ticket().ifPresent(ticket -> mustSee(scope, order.municipality(), ticket));
    Proposal made =
        transactions.decide(
            () -> store.find(scope.who(), order.requestId()).orElseGet(() -> added(scope, order)));
    return seen(scope, made);
  }

  private void mustSee(AccessScope scope, MunicipalityId municipality, TicketRef ticket) {
    if (!ticket.municipality().equals(municipality) || !sees(scope, ticket)) {
      Checks checks = new Checks();
      checks.note("ticket", "unknown", "");
      checks.done();
    }
  }

  private boolean sees(AccessScope scope, TicketRef ticket) {
    TicketSight present = tickets;
    return present != null && present.sees(scope, ticket);
  }

  private Proposal added(AccessScope scope, Order order) {
    SectionId section = order.section();
    if (order.article() > 0) {
      Article wrong = desk.visible(scope, order.article());
      mustBeOf(order.municipality(), wrong);
      section = wrong.section();
    } else {
      mustKnow(order.municipality(), section);
    }
    Instant now = now();
    Proposal proposal =
        new Proposal(
            ids.next(IDS),
            order.municipality(),
            section,
            order.wanted(),
            order.article(),
            order.ticket().map(TicketRef::toString).orElse(""),
            order.question(),
            order.text(),
            State.OPEN,
            "",
            0,
            new Proposal.Making(scope.who(), now, order.requestId()),
            scope.who(),
            now,
            1);
    store.add(proposal);
    tell(
        proposal,
        KnowledgeEvents.PROPOSAL_MADE,
        Map.of("wanted", Checks.written(proposal.wanted()), "article", proposal.article()));
    return proposal;
  }

  private static void mustBeOf(MunicipalityId municipality, Article article) {
    if (!article.municipality().equals(municipality)) {
      throw new DomainException(KnowledgeProblems.ARTICLE_NOT_FOUND);
    }
  }

  private void mustKnow(MunicipalityId municipality, SectionId section) {
    Checks checks = new Checks();
    if (!section.isNone() && directory.section(municipality, section).isEmpty()) {
      checks.note("section", "unknown", "");
    }
    checks.done();
  }

  /**
   * What is a task of the person's sections, or what the person proposed.
   *
   * @param municipality empty = all the caller works for
   * @param state empty = what is not settled yet, of own ones everything
   * @throws DomainException municipality-not-found
   */
  public Page page(
      AccessScope scope,
      Optional<MunicipalityId> municipality,
      boolean own,
      Optional<State> state,
      OptionalLong before,
      int limit) {
    municipality.ifPresent(m -> desk.mustBeThere(scope, m));
    List<State> usual = own ? Arrays.asList(State.values()) : List.of(State.OPEN, State.TAKEN);
    List<State> states = state.map(List::of).orElse(usual);
    List<Proposal> found =
        transactions.read(
            () ->
                own
                    ? store.by(
                        scope.who(), Sight.held(scope, municipality), states, before, limit + 1)
                    : store.of(Sight.work(scope, municipality), states, before, limit + 1));
    return found.size() <= limit
        ? new Page(found, OptionalLong.empty())
        : new Page(found.subList(0, limit), OptionalLong.of(found.get(limit - 1).id()));
  }

  /**
   * @throws DomainException proposal-not-found, also for one out of reach
   */
  public Seen find(AccessScope scope, long id) {
    return seen(scope, transactions.read(() -> visible(scope, id)));
  }

  private Seen seen(AccessScope scope, Proposal proposal) {
    Optional<TicketRef> ticket = TicketRef.parse(proposal.ticket());
    return new Seen(
        proposal,
        ticket.filter(t -> sees(scope, t)).map(TicketRef::toString),
        scope.may(Permission.KNOWLEDGE_WRITE, proposal.tag()));
  }

  private Proposal visible(AccessScope scope, long id) {
    return store
        .find(id)
        .filter(p -> Sight.holds(scope, p.municipality()))
        .filter(p -> p.making().proposer().equals(scope.who()) || Sight.works(scope, p.tag()))
        .orElseThrow(() -> new DomainException(KnowledgeProblems.PROPOSAL_NOT_FOUND));
  }

  /**
   * @throws DomainException proposal-not-found; forbidden; stale-version; invalid-fields: declining
   *     says why; article-not-found for a result the person does not see
   */
  public Seen decide(AccessScope scope, long id, long version, UnaryOperator<Decision> change) {
    Proposal decided =
        transactions.decide(
            () -> {
              Proposal before = visible(scope, id);
              scope.require(Permission.KNOWLEDGE_WRITE, before.tag());
              Decision wanted = change.apply(before.decision());
              if (before.version() != version) {
                throw stale(before);
              }
              return wanted.equals(before.decision()) ? before : settled(scope, before, wanted);
            });
    boolean still =
        decided.making().proposer().equals(scope.who()) || Sight.works(scope, decided.tag());
    // whoever handed it over is told what it is now, though it is another section's
    return still ? seen(scope, decided) : new Seen(decided, Optional.empty(), false);
  }

  private Proposal settled(AccessScope scope, Proposal before, Decision wanted) {
    Checks checks = new Checks();
    if (wanted.state() == State.DECLINED && wanted.answer().isEmpty()) {
      checks.note("answer", "required", "");
    }
    checks.done();
    if (!wanted.section().equals(before.section())) {
      mustKnow(before.municipality(), wanted.section());
    }
    if (wanted.result() > 0 && wanted.result() != before.result()) {
      mustBeOf(before.municipality(), desk.visible(scope, wanted.result()));
    }
    Proposal after = before.decided(wanted, scope.who(), now());
    store.save(after);
    tell(
        after,
        KnowledgeEvents.PROPOSAL_DECIDED,
        Map.of(
            "state",
            Checks.written(after.state()),
            "section",
            after.section().value(),
            "result",
            after.result()));
    return after;
  }

  private static DomainException stale(Proposal current) {
    return new DomainException(
        Problems.STALE_VERSION,
        List.of(),
        List.of(),
        Map.of("changed", Map.of(), "version", current.version()));
  }

  private void tell(Proposal proposal, String type, Map<String, ?> payload) {
    NewEvent event =
        new NewEvent(
            KnowledgeEvents.STREAM,
            KnowledgeEvents.PROPOSAL + proposal.id(),
            proposal.version(),
            type,
            1,
            ArticleEvents.written(payload),
            proposal.tag(),
            proposal.editor(),
            proposal.editedAt());
    log.append(transactions.transactions(), List.of(event));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
