package org.madoguchi.knowledge.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.knowledge.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.MIHON;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.TAX;
import static org.madoguchi.knowledge.internal.Room.TAX_STAFF;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.internal.Proposals.Seen;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Proposal;
import org.madoguchi.knowledge.internal.domain.Proposal.Decision;
import org.madoguchi.knowledge.internal.domain.Proposal.State;
import org.madoguchi.knowledge.internal.domain.Proposal.Wanted;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;

public class ProposalsTest extends DatabaseMatrix {
  private static final Optional<TicketRef> TICKET = TicketRef.parse("mihon-2026-004512");

  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
  }

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  private Seen missing(String requestId) {
    return room.proposals.propose(
        OPERATOR,
        new Proposals.Order(
            requestId, MIHON, PENSION, Wanted.NEW, 0, TICKET, "年金手帳をなくした", "よく聞かれます"));
  }

  private List<String> waiting(AccessScope who) {
    return questions(who, false);
  }

  private List<String> questions(AccessScope who, boolean own) {
    return room
        .proposals
        .page(who, Optional.of(MIHON), own, Optional.empty(), OptionalLong.empty(), 10)
        .proposals()
        .stream()
        .map(Proposal::question)
        .toList();
  }

  private Seen decide(AccessScope who, Seen seen, State state, String answer, long result) {
    return room.proposals.decide(
        who,
        seen.proposal().id(),
        seen.proposal().version(),
        before -> new Decision(state, before.section(), answer, result));
  }

  @Test
  @Covers("F4")
  public void missingOneIsATaskOfItsSectionAndItsProposerSeesWhatBecameOfIt() {
    Seen made = missing("r1");
    assertEquals("mihon-2026-004512", made.ticket().orElseThrow());
    assertEquals(made.proposal().id(), missing("r1").proposal().id());
    assertEquals(List.of("年金手帳をなくした"), waiting(PENSION_STAFF));
    assertEquals(List.of(), waiting(TAX_STAFF));
    assertEquals(List.of(), waiting(OPERATOR));
    Article article = room.published("年金手帳の再交付");
    Seen done = decide(PENSION_STAFF, made, State.DONE, "作りました", article.id());
    assertEquals(List.of(), waiting(PENSION_STAFF));
    Seen told = room.proposals.find(OPERATOR, made.proposal().id());
    assertEquals(State.DONE, told.proposal().state());
    assertEquals("作りました", told.proposal().answer());
    assertEquals(article.id(), told.proposal().result());
    assertFalse(told.decides());
    assertEquals(List.of("年金手帳をなくした"), questions(OPERATOR, true));
    // and it can be opened again
    decide(PENSION_STAFF, done, State.OPEN, "", 0);
    assertEquals(1, waiting(PENSION_STAFF).size());
  }

  @Test
  public void wrongOneGoesToItsOwnSection() {
    Article article = room.published("国民年金の免除");
    Seen made =
        room.proposals.propose(
            OPERATOR,
            new Proposals.Order(
                "r2", MIHON, TAX, Wanted.CORRECTION, article.id(), Optional.empty(), "", "古い"));
    assertEquals(PENSION, made.proposal().section());
    Article draft = room.draft("下書き");
    refused(
        KnowledgeProblems.ARTICLE_NOT_FOUND,
        () ->
            room.proposals.propose(
                OPERATOR,
                new Proposals.Order(
                    "r3", MIHON, TAX, Wanted.CORRECTION, draft.id(), Optional.empty(), "", "x")));
  }

  @Test
  public void whatIsOutOfReachIsNotThere() {
    Seen made = missing("r1");
    long id = made.proposal().id();
    for (AccessScope outside : List.of(TAX_STAFF, AOBA_SUPERVISOR)) {
      refused(KnowledgeProblems.PROPOSAL_NOT_FOUND, () -> room.proposals.find(outside, id));
      refused(
          KnowledgeProblems.PROPOSAL_NOT_FOUND,
          () -> decide(outside, made, State.DECLINED, "x", 0));
    }
    refused(Problems.FORBIDDEN, () -> decide(OPERATOR, made, State.DONE, "", 0));
    room.hidden.add(TICKET.orElseThrow());
    assertEquals(Optional.empty(), room.proposals.find(PENSION_STAFF, id).ticket());
    refused(Problems.INVALID_FIELDS, () -> missing("r9"));
  }

  @Test
  public void ownOnesAreListedWhereThePersonReadsAndNowhereElse() {
    missing("r1");
    AccessScope both =
        AccessScope.of(
            OPERATOR.who(),
            List.of(
                new Grant(MIHON, Role.OPERATOR, SectionId.NONE),
                new Grant(Room.AOBA, Role.OPERATOR, SectionId.NONE)));
    assertEquals(1, own(both).size());
    AccessScope left = both.narrowed(new Narrowing(Optional.empty(), Optional.of(Room.AOBA)));
    assertEquals(List.of(), own(left));
    assertEquals(List.of(), own(AccessScope.of(OPERATOR.who(), List.of())));
  }

  private List<Proposal> own(AccessScope who) {
    return room.proposals
        .page(who, Optional.empty(), true, Optional.empty(), OptionalLong.empty(), 10)
        .proposals();
  }

  @Test
  public void decliningSaysWhyAndOthersDecisionsAreSeen() {
    Seen made = missing("r1");
    refused(Problems.INVALID_FIELDS, () -> decide(PENSION_STAFF, made, State.DECLINED, "", 0));
    decide(PENSION_STAFF, made, State.TAKEN, "", 0);
    refused(Problems.STALE_VERSION, () -> decide(PENSION_STAFF, made, State.DONE, "", 0));
  }

  @Test
  public void itIsHandedOverToAnotherSection() {
    Seen made = missing("r1");
    room.proposals.decide(
        PENSION_STAFF,
        made.proposal().id(),
        1,
        before -> new Decision(before.state(), TAX, "税の話です", 0));
    assertEquals(List.of(), waiting(PENSION_STAFF));
    assertEquals(1, waiting(TAX_STAFF).size());
    refused(
        Problems.INVALID_FIELDS,
        () ->
            room.proposals.decide(
                TAX_STAFF,
                made.proposal().id(),
                2,
                before -> new Decision(State.OPEN, new SectionId("nowhere"), "", 0)));
  }
}
