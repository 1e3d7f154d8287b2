package org.madoguchi.search.internal.learning;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.search.internal.SearchRoom.AOBA;
import static org.madoguchi.search.internal.SearchRoom.MIHON;
import static org.madoguchi.search.internal.SearchRoom.OPERATOR;
import static org.madoguchi.search.internal.SearchRoom.SUPERVISOR;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.search.DocumentKey;
import org.madoguchi.search.SearchRecords.Made;
import org.madoguchi.search.SearchRecords.Place;
import org.madoguchi.search.SearchRecords.Use;
import org.madoguchi.search.Visibility;
import org.madoguchi.search.internal.SearchRoom;
import org.madoguchi.search.internal.jpa.JpaRankingStore;
import org.madoguchi.search.internal.jpa.JpaRecordStore;
import org.madoguchi.search.internal.learning.Attempt.Outcome;
import org.madoguchi.search.internal.rank.Weights;
import org.madoguchi.search.internal.records.RecordStore.Kept;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

/** From rows of what was searched and used to weights that are used. */
public class RankingDeskTest extends DatabaseMatrix {
  private SearchRoom room;
  private JpaRankingStore store;
  private RankingDesk desk;
  private final Fancied index = new Fancied();

  @Before
  public void openRoom() {
    room = new SearchRoom(database());
    store = new JpaRankingStore(room.unit);
    desk = new RankingDesk(room.unit, store, room.directory, database().eventLog(), room.day);
    desk.ranking = index;
    desk.inUse = new RankingInUse(room.unit, store, index);
  }

  @After
  public void stop() {
    desk.stop();
  }

  private void searched(int howMany, Place place, Function<String, DocumentKey> opened) {
    JpaRecordStore records = new JpaRecordStore(room.unit);
    room.unit.decide(
        () -> {
          for (int i = 0; i < howMany; i++) {
            String text = "質問" + i;
            Made made =
                new Made(
                    UUID.randomUUID(),
                    MIHON,
                    place,
                    text,
                    "ja",
                    List.of(Fancied.preferred(text), Fancied.other(text)),
                    2);
            records.add(new Kept(made, text, text, room.day.now, LocalDate.of(2026, 11, 19)));
            records.use(
                made.id().toString(),
                MIHON,
                opened.apply(text).toString(),
                Use.OPENED,
                room.day.now);
          }
        });
  }

  private Attempt taught() {
    desk.teachNow(index, MIHON, SUPERVISOR.who());
    return desk.state(SUPERVISOR, MIHON).last().orElseThrow();
  }

  @Test
  @Covers("K6")
  public void whatIsUsedTeachesTheRankingWhichIsUsedFromThenOn() {
    searched(240, Place.PORTAL, Fancied::other);
    Attempt attempt = taught();
    assertEquals(Outcome.LEARNED, attempt.outcome());
    assertEquals(240, attempt.questions());
    assertTrue(attempt.heldBack() > 50 && attempt.heldBack() < 110);
    assertTrue(attempt.after().get(0) > attempt.before().get(0));
    assertTrue(desk.state(SUPERVISOR, MIHON).learned());
    List<Ranking.Choice> choices = index.choices(MIHON, "質問", Visibility.everybody());
    assertEquals(
        "other-質問",
        index
            .own
            .get(MIHON)
            .order(
                choices.stream().map(c -> c.key().id()).toList(),
                choices.stream().map(Ranking.Choice::features).toList())
            .get(0));
    assertFalse(index.own.containsKey(AOBA));
  }

  @Test
  public void whatIsNoBetterIsNotUsed() {
    searched(240, Place.PORTAL, Fancied::preferred);
    Attempt attempt = taught();
    assertEquals(Outcome.KEPT, attempt.outcome());
    assertEquals(1.0, attempt.before().get(0), 0);
    assertEquals("", attempt.weights());
    assertTrue(index.own.isEmpty());
  }

  @Test
  public void ofFewSearchesNothingIsLearned() {
    searched(30, Place.CONSOLE, Fancied::other);
    Attempt attempt = taught();
    assertEquals(Outcome.TOO_FEW, attempt.outcome());
    assertEquals(30, attempt.questions());
    assertEquals(List.of(), attempt.before());
    assertTrue(index.own.isEmpty());
  }

  @Test
  public void citizensQuestionsAreAskedAsCitizens() {
    searched(3, Place.PORTAL, Fancied::other);
    taught();
    assertEquals(List.of(Visibility.everybody()), index.asked.stream().distinct().toList());
  }

  @Test
  public void theProductsOwnComesBack() {
    searched(240, Place.PANE, Fancied::other);
    taught();
    assertFalse(desk.forget(SUPERVISOR, MIHON).learned());
    assertTrue(index.own.isEmpty());
    assertEquals(2, desk.forget(SUPERVISOR, MIHON).last().orElseThrow().number());
    assertEquals(Outcome.LEARNED, taught().outcome());
  }

  @Test
  public void anotherNodeUsesWhatWasLearnedAndWhatThereWas() {
    searched(240, Place.PORTAL, Fancied::other);
    taught();
    Fancied other = new Fancied();
    RankingInUse follower = new RankingInUse(room.unit, store, other);
    follower.follow(room.events());
    assertEquals(1, other.own.size());
    Fancied later = new Fancied();
    new RankingInUse(room.unit, store, later).beginsBehind(0);
    assertEquals(1, later.own.size());
  }

  @Test
  public void whatAnotherVersionLearnedIsNotUsed() {
    room.unit.decide(
        () ->
            store.add(
                new Attempt(
                    MIHON,
                    1,
                    SUPERVISOR.who(),
                    room.day.now,
                    Outcome.LEARNED,
                    200,
                    70,
                    List.of(.5),
                    List.of(.6),
                    "other = 0 1 1\n")));
    desk.inUse.beginsBehind(0);
    assertTrue(index.own.isEmpty());
    assertFalse(desk.state(SUPERVISOR, MIHON).learned());
  }

  @Test
  public void onlyWhoeverRunsTheKnowledgeTeaches() {
    assertSame(
        Problems.FORBIDDEN,
        assertThrows(DomainException.class, () -> desk.teach(OPERATOR, MIHON)).type());
    assertSame(
        Problems.MUNICIPALITY_NOT_FOUND,
        assertThrows(DomainException.class, () -> desk.state(SUPERVISOR, AOBA)).type());
    desk.ranking = null;
    assertSame(
        Problems.UNAVAILABLE,
        assertThrows(DomainException.class, () -> desk.teach(SUPERVISOR, MIHON)).type());
    assertFalse(desk.state(SUPERVISOR, MIHON).on());
  }

  @Test
  public void learnedWeightsAreKeptWhole() {
    searched(240, Place.PORTAL, Fancied::other);
    Attempt attempt = taught();
    Optional<Weights> read = RankingInUse.weights(attempt);
    assertEquals(attempt.weights(), read.orElseThrow().write());
  }
}
