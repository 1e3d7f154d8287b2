package org.madoguchi.knowledge.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.knowledge.internal.Room.MIHON;
import static org.madoguchi.knowledge.internal.Room.NOW;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION;
import static org.madoguchi.knowledge.internal.Room.PENSION_HEAD;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.asking;
import static org.madoguchi.knowledge.internal.Room.at;
import static org.madoguchi.knowledge.internal.Room.details;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Content;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.KnowledgeProblems;
import org.madoguchi.knowledge.internal.domain.Progress;
import org.madoguchi.knowledge.internal.domain.Standing;
import org.madoguchi.knowledge.internal.domain.Step;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class ArticleLifeTest extends DatabaseMatrix {

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  @Test
  @Covers({"F4", "K4"})
  public void draftIsApprovedBySomebodyElseAndThenReadersSeeIt() {
    Room room = new Room(database());
    Article draft = room.draft("転入の手続き");
    assertEquals(List.of(), room.listed(OPERATOR, false));
    Article asked = room.step(PENSION_STAFF, draft, Step.SUBMIT);
    assertEquals(Progress.IN_REVIEW, asked.course().progress());
    refused(Problems.FORBIDDEN, () -> room.step(PENSION_STAFF, draft, Step.APPROVE));
    Article done = room.step(SUPERVISOR, draft, Step.APPROVE);
    assertEquals(Progress.DONE, done.course().progress());
    assertEquals(Standing.CURRENT, done.course().standing());
    assertEquals(List.of("転入の手続き"), room.listed(OPERATOR, false));
    assertEquals(
        List.of("ArticleCreated", "ArticleSubmitted", "ArticleApproved", "ArticlePublished"),
        room.events(draft));
    assertEquals("転入の手続き", room.shown.after(0, 10).get(0).texts().get(0).question());
  }

  @Test
  public void nobodyApprovesWhatTheyPutInThemselves() {
    Room room = new Room(database());
    Article draft = room.draft("本人");
    room.step(SUPERVISOR, draft, Step.SUBMIT);
    refused(KnowledgeProblems.OWN_SUBMISSION, () -> room.step(SUPERVISOR, draft, Step.APPROVE));
  }

  @Test
  @Covers("F4")
  public void whomTheSectionNamesApprovesAndNobodyElse() {
    Room room = new Room(database());
    room.rules.settle(PENSION_STAFF, MIHON, PENSION, 0, List.of(PENSION_HEAD.who()), false);
    Article draft = room.draft("課長の承認");
    room.step(PENSION_STAFF, draft, Step.SUBMIT);
    refused(Problems.FORBIDDEN, () -> room.step(SUPERVISOR, draft, Step.APPROVE));
    assertEquals(
        Standing.CURRENT, room.step(PENSION_HEAD, draft, Step.APPROVE).course().standing());
    refused(
        Problems.STALE_VERSION,
        () -> room.rules.settle(PENSION_STAFF, MIHON, PENSION, 0, List.of(), false));
    refused(
        Problems.INVALID_FIELDS,
        () -> room.rules.settle(PENSION_STAFF, MIHON, PENSION, 1, List.of(OPERATOR.who()), false));
    refused(Problems.NOT_FOUND, () -> room.rules.find(Room.TAX_STAFF, MIHON, PENSION));
  }

  @Test
  @Covers("F4")
  public void sectionsPublishDirectlyOnlyWhereTheirMunicipalityLetsThem() {
    Room strict = new Room(database());
    Article draft = strict.draft("直接");
    refused(
        KnowledgeProblems.NEEDS_APPROVAL, () -> strict.step(PENSION_STAFF, draft, Step.PUBLISH));
    Room open = new Room(database(), Map.of("knowledge.publishing", "direct"));
    assertEquals(
        Standing.CURRENT, open.step(PENSION_STAFF, draft, Step.PUBLISH).course().standing());
    open.rules.settle(PENSION_STAFF, MIHON, PENSION, 0, List.of(), false);
    Article other = open.draft("課の決まり");
    refused(KnowledgeProblems.NEEDS_APPROVAL, () -> open.step(PENSION_STAFF, other, Step.PUBLISH));
  }

  @Test
  public void readersGoOnSeeingWhatWasPublishedWhileItIsWrittenAnew() {
    Room room = new Room(database());
    Article article = room.published("先の版");
    room.edit(article, c -> asking(c, "後の版"));
    assertEquals("先の版", room.seen(OPERATOR, article).content().question());
    assertEquals("後の版", room.seen(PENSION_STAFF, article).content().question());
    assertEquals(List.of("先の版"), room.listed(OPERATOR, false));
    assertEquals(List.of("後の版"), room.listed(PENSION_STAFF, true));
    room.publish(room.now(article));
    assertEquals("後の版", room.seen(OPERATOR, article).content().question());
  }

  @Test
  public void whatIsWrittenAnewMustBeApprovedAnew() {
    Room room = new Room(database());
    Article draft = room.draft("問い");
    room.step(PENSION_STAFF, draft, Step.SUBMIT);
    assertEquals(Progress.DRAFT, room.edit(draft, c -> asking(c, "別の問い")).course().progress());
    refused(KnowledgeProblems.STEP_NOT_POSSIBLE, () -> room.step(SUPERVISOR, draft, Step.APPROVE));
  }

  @Test
  public void everyEditionIsKeptAndCanBeTakenAgain() {
    Room room = new Room(database());
    Article article = room.published("一");
    room.edit(article, c -> asking(c, "二"));
    room.edit(article, c -> asking(c, "三"));
    assertEquals(3, room.desk.editions(PENSION_STAFF, article.id(), 99, 10).size());
    Article restored =
        room.step(
            PENSION_STAFF, article, new ArticleSteps.Order(Step.RESTORE, Optional.empty(), 1, ""));
    // what readers see already needs no approval
    assertEquals(Progress.DONE, restored.course().progress());
    assertEquals(4, restored.edition());
    assertEquals("一", room.seen(OPERATOR, article).content().question());
    assertEquals(1, room.desk.editions(PENSION_STAFF, article.id(), 99, 10).get(0).restored());
    refused(
        KnowledgeProblems.EDITION_NOT_FOUND,
        () ->
            room.step(
                PENSION_STAFF,
                article,
                new ArticleSteps.Order(Step.RESTORE, Optional.empty(), 9, "")));
  }

  @Test
  public void stepsAreUndoneByOthers() {
    Room room = new Room(database());
    Article article = room.draft("戻す");
    room.step(PENSION_STAFF, article, Step.SUBMIT);
    assertEquals(
        Progress.DRAFT, room.step(PENSION_STAFF, article, Step.TAKE_BACK).course().progress());
    room.publish(room.now(article));
    room.step(PENSION_STAFF, article, Step.WITHDRAW);
    assertEquals(List.of(), room.listed(OPERATOR, false));
    assertEquals(List.of(), room.shown.find(List.of(article.id())));
    refused(KnowledgeProblems.ARTICLE_NOT_FOUND, () -> room.seen(OPERATOR, article));
    refused(
        KnowledgeProblems.STEP_NOT_POSSIBLE,
        () -> room.step(PENSION_STAFF, article, Step.WITHDRAW));
    room.step(PENSION_STAFF, article, Step.PUT_BACK);
    assertEquals(List.of("戻す"), room.listed(OPERATOR, false));
  }

  @Test
  public void returningSaysWhy() {
    Room room = new Room(database());
    Article draft = room.draft("差戻し");
    room.step(PENSION_STAFF, draft, Step.SUBMIT);
    refused(Problems.INVALID_FIELDS, () -> room.step(SUPERVISOR, draft, Step.RETURN));
    room.step(
        SUPERVISOR, draft, new ArticleSteps.Order(Step.RETURN, Optional.empty(), 0, "手数料が古い"));
    var said = room.comments.page(PENSION_STAFF, draft.id(), OptionalLong.empty(), 10);
    assertEquals("手数料が古い", said.get(0).text());
    assertEquals("RETURN", said.get(0).step());
    assertEquals(Progress.DRAFT, room.now(draft).course().progress());
    room.draft("下書き");
    assertEquals(List.of("差戻し"), room.returned(PENSION_STAFF));
    room.edit(draft, c -> asking(c, "書き直し"));
    assertEquals(List.of(), room.returned(PENSION_STAFF));
  }

  @Test
  @Covers("F4")
  public void itIsPublishedAtItsTimeOnceAndNotBefore() {
    Room room = new Room(database());
    Article draft = room.draft("四月から");
    room.step(PENSION_STAFF, draft, at(Step.SUBMIT, NOW.plus(Duration.ofHours(2))));
    assertEquals(Progress.APPROVED, room.step(SUPERVISOR, draft, Step.APPROVE).course().progress());
    room.turn();
    assertEquals(List.of(), room.listed(OPERATOR, false));
    room.clock.forward(Duration.ofHours(2));
    room.turn();
    room.turn();
    assertEquals(List.of("四月から"), room.listed(OPERATOR, false));
    assertEquals(1, room.events(draft).stream().filter("ArticlePublished"::equals).count());
  }

  @Test
  public void twoNodesPublishOnce() throws Exception {
    Room room = new Room(database());
    Room other = new Room(database());
    Article draft = room.draft("二つのノード");
    room.step(PENSION_STAFF, draft, at(Step.SUBMIT, NOW.plusSeconds(1)));
    room.step(SUPERVISOR, draft, Step.APPROVE);
    room.clock.forward(Duration.ofMinutes(1));
    other.clock.forward(Duration.ofMinutes(1));
    atOnce(List.of(() -> turned(room), () -> turned(other)));
    assertEquals(1, room.events(draft).stream().filter("ArticlePublished"::equals).count());
  }

  private static boolean turned(Room room) {
    room.turn();
    return true;
  }

  @Test
  public void itIsValidFromItsFirstDayToItsLast() {
    Room room = new Room(database());
    Content content = Room.content("期間", "<p>本文</p>", details(PENSION, "x").content().visibility());
    Content limited =
        new Content(
            "",
            "ja",
            content.question(),
            "",
            content.body(),
            List.of(),
            content.visibility(),
            List.of(),
            content.scope(),
            "",
            List.of(),
            List.of(),
            Optional.of(LocalDate.parse("2026-11-04")),
            Optional.of(LocalDate.parse("2026-11-05")));
    Article article = room.published(new Details(PENSION, 0, limited));
    assertEquals(Progress.APPROVED, article.course().progress());
    // みほん市 is nine hours ahead
    room.clock.forward(Duration.ofHours(33));
    room.turn();
    assertEquals(Standing.CURRENT, room.now(article).course().standing());
    room.clock.forward(Duration.ofDays(2).minusMillis(1));
    room.turn();
    assertEquals(Standing.CURRENT, room.now(article).course().standing());
    room.clock.forward(Duration.ofMillis(1));
    room.turn();
    assertEquals(Standing.EXPIRED, room.now(article).course().standing());
    // staff see it marked
    assertEquals(List.of("期間"), room.listed(OPERATOR, false));
  }

  @Test
  @Covers({"F4", "K11"})
  public void itIsToBeLookedOverOnItsDayAndExpiresWhenNobodyDoes() {
    Room room = new Room(database(), Map.of("knowledge.reviewGraceDays", "10"));
    Details details = details(PENSION, "見直し");
    Article article = room.published(new Details(PENSION, 6, details.content()));
    assertEquals(Optional.of(LocalDate.parse("2027-05-02")), article.course().reviewOn());
    room.clock.forward(Duration.ofDays(181));
    room.turn();
    assertEquals(Standing.REVIEW_DUE, room.now(article).course().standing());
    room.clock.forward(Duration.ofDays(10));
    room.turn();
    assertEquals(Standing.EXPIRED, room.now(article).course().standing());
    Article confirmed = room.step(PENSION_STAFF, article, Step.CONFIRM);
    assertEquals(Standing.CURRENT, confirmed.course().standing());
    assertTrue(confirmed.course().reviewOn().orElseThrow().isAfter(LocalDate.parse("2027-11-01")));
    assertEquals(
        List.of("ArticleReviewDue", "ArticleExpired", "ArticleReviewConfirmed"),
        room.events(article).subList(4, 7));
  }

  @Test
  public void longerPatienceCountsForWhatIsDueAlready() {
    Room strict = new Room(database(), Map.of("knowledge.reviewGraceDays", "10"));
    Room patient = new Room(database(), Map.of("knowledge.reviewGraceDays", "20"));
    Article article = strict.published(new Details(PENSION, 1, details(PENSION, "見直し").content()));
    strict.clock.forward(Duration.ofDays(31));
    strict.turn();
    long version = strict.now(article).version();
    patient.clock.forward(Duration.ofDays(41));
    patient.turn();
    assertEquals(Standing.REVIEW_DUE, patient.now(article).course().standing());
    // time alone is no event
    assertEquals(version, patient.now(article).version());
    patient.clock.forward(Duration.ofDays(10));
    patient.turn();
    assertEquals(Standing.EXPIRED, patient.now(article).course().standing());
  }

  @Test
  public void editsNeedTheVersionTheyBeganWith() {
    Room room = new Room(database());
    Article draft = room.draft("問い");
    room.edit(draft, c -> asking(c, "先の問い"));
    DomainException stale =
        assertThrows(
            DomainException.class,
            () -> room.desk.edit(PENSION_STAFF, draft.id(), 1, d -> details(PENSION, "後の問い")));
    assertEquals(Problems.STALE_VERSION, stale.type());
    assertTrue(stale.extensions().toString().contains("先の問い"));
    refused(
        Problems.STALE_VERSION,
        () ->
            room.steps.take(
                PENSION_STAFF,
                draft.id(),
                1,
                new ArticleSteps.Order(Step.SUBMIT, Optional.empty(), 0, "")));
  }

  @Test
  public void ofManyWhoEditTheSameVersionOneWins() throws Exception {
    Room room = new Room(database());
    Article draft = room.draft("競争");
    List<Callable<Boolean>> edits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String question = "競争 " + i;
      edits.add(
          () -> {
            try {
              room.desk.edit(PENSION_STAFF, draft.id(), 1, d -> details(PENSION, question));
              return true;
            } catch (DomainException e) {
              assertEquals(Problems.STALE_VERSION, e.type());
              return false;
            }
          });
    }
    List<Boolean> won = atOnce(edits);
    assertEquals(1, won.stream().filter(w -> w).count());
    assertEquals(2, room.now(draft).edition());
  }

  private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
