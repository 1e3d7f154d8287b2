package org.madoguchi.knowledge.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.knowledge.internal.Room.NOW;
import static org.madoguchi.knowledge.internal.Room.PENSION_HEAD;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.asking;
import static org.madoguchi.knowledge.internal.Room.at;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.internal.domain.Article;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Progress;
import org.madoguchi.knowledge.internal.domain.Step;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

/** What several people, or somebody and time, do with one article in the same moment. */
public class ArticleRacesTest extends DatabaseMatrix {
  private static ArticleSteps.Order order(Step step) {
    return new ArticleSteps.Order(step, Optional.empty(), 0, "理由");
  }

  /**
   * @return who won
   */
  private static List<Boolean> atOnce(List<Callable<?>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<Future<Boolean>> futures = new ArrayList<>();
      for (Callable<?> each : work) {
        futures.add(threads.submit(() -> won(each)));
      }
      List<Boolean> won = new ArrayList<>();
      for (Future<Boolean> future : futures) {
        won.add(future.get());
      }
      return won;
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean won(Callable<?> work) throws Exception {
    try {
      work.call();
      return true;
    } catch (DomainException e) {
      assertEquals(Problems.STALE_VERSION, e.type());
      return false;
    }
  }

  @Test
  @Covers("F4")
  public void ofManyApprovalsAndRefusalsOneCounts() throws Exception {
    Room room = new Room(database());
    Article draft = room.draft("同時の承認");
    room.step(PENSION_STAFF, draft, Step.SUBMIT);
    long version = room.now(draft).version();
    List<Callable<?>> steps = new ArrayList<>();
    for (Step step : List.of(Step.APPROVE, Step.RETURN, Step.APPROVE, Step.RETURN)) {
      steps.add(() -> room.steps.take(SUPERVISOR, draft.id(), version, order(step)));
    }
    assertEquals(1, Collections.frequency(atOnce(steps), true));
    boolean shown = room.now(draft).shown().isPresent();
    assertEquals(shown ? Progress.DONE : Progress.DRAFT, room.now(draft).course().progress());
    assertEquals(shown ? 1 : 0, Collections.frequency(room.events(draft), "ArticlePublished"));
    assertEquals(shown ? 0 : 1, Collections.frequency(room.events(draft), "ArticleReturned"));
  }

  @Test
  @Covers("F4")
  public void whatIsWrittenWhileItIsApprovedIsNotPublishedUnread() throws Exception {
    Room room = new Room(database());
    Article draft = room.draft("読まれた文");
    room.step(PENSION_STAFF, draft, Step.SUBMIT);
    long version = room.now(draft).version();
    List<Boolean> won =
        atOnce(
            List.of(
                () -> room.steps.take(SUPERVISOR, draft.id(), version, order(Step.APPROVE)),
                () -> edit(room, draft, version)));
    assertEquals(1, Collections.frequency(won, true));
    assertEquals(won.get(0) ? List.of("読まれた文") : List.of(), room.listed(Room.OPERATOR, false));
  }

  private static Article edit(Room room, Article article, long version) {
    return room.desk.edit(
        PENSION_HEAD,
        article.id(),
        version,
        d -> new Details(d.section(), d.reviewMonths(), asking(d.content(), "読まれていない文")));
  }

  @Test
  public void whatIsWrittenWhenItsTimeComesIsEitherPublishedBeforeOrNotAtAll() throws Exception {
    Room room = new Room(database());
    Article draft = room.draft("時刻の文");
    room.step(PENSION_STAFF, draft, at(Step.SUBMIT, NOW.plusSeconds(1)));
    room.step(SUPERVISOR, draft, Step.APPROVE);
    long version = room.now(draft).version();
    room.clock.forward(Duration.ofMinutes(1));
    List<Boolean> won =
        atOnce(
            List.of(
                () -> {
                  room.turn();
                  return true;
                },
                () -> edit(room, draft, version)));
    assertTrue(won.get(0));
    Article now = room.now(draft);
    assertEquals(won.get(1) ? List.of() : List.of("時刻の文"), room.listed(Room.OPERATOR, false));
    assertEquals(won.get(1) ? Progress.DRAFT : Progress.DONE, now.course().progress());
  }
}
