package org.madoguchi.knowledge.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.madoguchi.directory.Directory;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Needs;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Refers;
import org.madoguchi.kernel.problem.Checks;
import org.madoguchi.knowledge.internal.Proposals;
import org.madoguchi.knowledge.internal.Written;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Proposal;
import org.madoguchi.knowledge.internal.domain.Proposal.Decision;
import org.madoguchi.knowledge.internal.domain.Proposal.State;
import org.madoguchi.knowledge.internal.domain.Proposal.Wanted;
import org.madoguchi.knowledge.internal.rest.Views.PersonView;
import org.madoguchi.knowledge.internal.rest.Views.SectionView;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.web.EntityTag;
import org.madoguchi.web.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/article-proposals}: articles that are missing or wrong. */
@Component(service = ProposalResource.class)
@RestResource("/article-proposals")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProposalResource {
  private static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_ANSWER = 2_000;
  private static final int LONGEST_ID = 18;
  private static final int LONGEST_REF = 60;

  /**
   * @param section absent = the municipality itself
   * @param wanted new, correction
   * @param article the one that is wrong
   * @param ticket absent when the caller may not see it, and in lists
   * @param state open, taken, done, declined
   * @param result the article that answers it
   * @param decides whether the caller may; absent in lists
   */
  @Schema(name = "ArticleProposal")
  public record ProposalView(
      String id,
      String municipality,
      SectionView section,
      String wanted,
      String article,
      String ticket,
      String question,
      String text,
      String state,
      String answer,
      String result,
      PersonView proposer,
      Instant proposedAt,
      PersonView editor,
      Instant editedAt,
      Boolean decides,
      long version) {}

  /**
   * @param next present when there is another page
   */
  @Schema(name = "ArticleProposalPage")
  public record ProposalPage(List<ProposalView> items, String next) {}

  /**
   * @param section whose task it is when no article is named; '' or missing = the municipality's
   * @param wanted new, correction; a correction names its article
   */
  @Schema(name = "NewArticleProposal")
  public record NewProposal(
      String requestId,
      @Refers(Refers.To.MUNICIPALITY) String municipality,
      @Refers(Refers.To.SECTION) String section,
      String wanted,
      @Refers(Refers.To.ARTICLE) String article,
      @Refers(Refers.To.TICKET) String ticket,
      String question,
      String text) {}

  /**
   * What is not sent stays.
   *
   * @param section another one hands it over
   * @param answer for the proposer; declining needs one
   * @param result the article that answers it; '' takes it away
   */
  @Schema(name = "ArticleProposalDecision")
  public record DecisionEdit(
      String state,
      @Refers(Refers.To.SECTION) String section,
      String answer,
      @Refers(Refers.To.ARTICLE) String result) {}

  private final Proposals proposals;
  private final Presenter presenter;

  @Activate
  public ProposalResource(@Reference Proposals proposals, @Reference Directory directory) {
    this.proposals = proposals;
    this.presenter = new Presenter(directory);
  }

  @GET
  @Operation(
      operationId = "listArticleProposals",
      summary = "What waits for the caller's sections, or what the caller proposed")
  @Needs({Permission.KNOWLEDGE_READ, Permission.KNOWLEDGE_WRITE})
  public ProposalPage list(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.MUNICIPALITY) @QueryParam("municipality") String municipality,
      @Parameter(description = "true = the caller's own") @QueryParam("own") String own,
      @QueryParam("state") String state,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    Checks checks = new Checks();
    boolean mine = Forms.flag(checks, "own", own);
    State only = checks.choice("state", state, State.class, null);
    OptionalLong before = Forms.before(checks, after);
    int most = checks.number("limit", limit, 1, ArticleResource.LARGEST_PAGE, ArticleResource.PAGE);
    checks.done();
    Proposals.Page page =
        proposals.page(
            scope,
            Forms.optionalMunicipality(municipality),
            mine,
            Optional.ofNullable(only),
            before,
            most);
    return new ProposalPage(
        page.proposals().stream().map(p -> view(p, null, null)).toList(),
        Presenter.next(page.next()));
  }

  @POST
  @Operation(operationId = "proposeArticle", summary = "Says that an article is missing or wrong")
  @Needs(Permission.KNOWLEDGE_READ)
  public Response propose(@Parameter(hidden = true) @Context AccessScope scope, NewProposal body) {
    NewProposal sent = Forms.present(body);
    Checks checks = new Checks();
    String requestId = checks.required("requestId", sent.requestId(), Forms.LONGEST_REQUEST);
    String municipality = checks.required("municipality", sent.municipality(), 100);
    Wanted wanted = checks.choice("wanted", sent.wanted(), Wanted.class, Wanted.NEW);
    String article = checks.optional("article", sent.article(), LONGEST_ID);
    String question =
        wanted == Wanted.CORRECTION
            ? checks.optional("question", sent.question(), Written.LONGEST_QUESTION)
            : checks.required("question", sent.question(), Written.LONGEST_QUESTION);
    if (wanted == Wanted.CORRECTION && article.isEmpty()) {
      checks.note("article", "required", "");
    }
    if (question.chars().anyMatch(Character::isISOControl)) {
      checks.note("question", "invalid", "");
    }
    String text = checks.optional("text", sent.text(), LONGEST_TEXT).strip();
    SectionId section = section(checks, sent.section(), SectionId.NONE);
    Optional<TicketRef> ticket = ticket(checks, sent.ticket());
    checks.done();
    Proposals.Seen made =
        proposals.propose(
            scope,
            new Proposals.Order(
                requestId,
                Forms.municipality(municipality),
                section,
                wanted,
                article.isEmpty() ? 0 : Forms.article(article),
                ticket,
                question.strip(),
                text));
    return answer(Response.created(URI.create(Long.toString(made.proposal().id()))), made);
  }

  private static SectionId section(Checks checks, String code, SectionId otherwise) {
    if (code == null) {
      return otherwise;
    }
    if (code.isBlank()) {
      return SectionId.NONE;
    }
    return SectionId.isCode(code)
        ? new SectionId(code)
        : checks.note("section", "unknown", SectionId.NONE);
  }

  private static Optional<TicketRef> ticket(Checks checks, String sent) {
    String written = checks.optional("ticket", sent, LONGEST_REF);
    Optional<TicketRef> ticket = TicketRef.parse(written);
    return written.isEmpty() || ticket.isPresent()
        ? ticket
        : checks.note("ticket", "unknown", Optional.empty());
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "viewArticleProposal", summary = "One proposal and what became of it")
  @Needs({Permission.KNOWLEDGE_READ, Permission.KNOWLEDGE_WRITE})
  public Response view(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.PROPOSAL) @PathParam("id") String id) {
    return answer(Response.ok(), proposals.find(scope, proposal(id)));
  }

  private static long proposal(String id) {
    return Forms.id(id, KnowledgeProblems.PROPOSAL_NOT_FOUND);
  }

  @PATCH
  @Path("{id}")
  @Operation(
      operationId = "decideArticleProposal",
      summary = "Takes it up, declines it, calls it done, hands it over, or opens it again")
  @Needs(Permission.KNOWLEDGE_WRITE)
  public Response decide(
      @Parameter(hidden = true) @Context AccessScope scope,
      @Refers(Refers.To.PROPOSAL) @PathParam("id") String id,
      @HeaderParam("If-Match") String ifMatch,
      DecisionEdit body) {
    long version = EntityTag.version(ifMatch);
    DecisionEdit edit = Forms.present(body);
    return answer(
        Response.ok(),
        proposals.decide(scope, proposal(id), version, before -> decision(before, edit)));
  }

  private static Decision decision(Decision before, DecisionEdit edit) {
    Checks checks = new Checks();
    String result =
        edit.result() == null
            ? Long.toString(before.result())
            : checks.optional("result", edit.result(), LONGEST_ID);
    Decision decision =
        new Decision(
            checks.choice("state", edit.state(), State.class, before.state()),
            section(checks, edit.section(), before.section()),
            edit.answer() == null
                ? before.answer()
                : checks.optional("answer", edit.answer(), LONGEST_ANSWER).strip(),
            result.isEmpty() ? 0 : Forms.article(result));
    checks.done();
    return decision;
  }

  private Response answer(Response.ResponseBuilder answer, Proposals.Seen seen) {
    return answer
        .entity(view(seen.proposal(), seen.ticket().orElse(null), seen.decides()))
        .header("ETag", EntityTag.of(seen.proposal().version()))
        .build();
  }

  private ProposalView view(Proposal proposal, String ticket, Boolean decides) {
    return new ProposalView(
        Long.toString(proposal.id()),
        proposal.municipality().value(),
        presenter.section(proposal.municipality(), proposal.section()),
        Checks.written(proposal.wanted()),
        id(proposal.article()),
        ticket,
        proposal.question(),
        proposal.text(),
        Checks.written(proposal.state()),
        proposal.answer(),
        id(proposal.result()),
        presenter.person(proposal.making().proposer()),
        proposal.making().at(),
        presenter.person(proposal.editor()),
        proposal.editedAt(),
        decides,
        proposal.version());
  }

  private static String id(long id) {
    return id == 0 ? null : Long.toString(id);
  }
}
