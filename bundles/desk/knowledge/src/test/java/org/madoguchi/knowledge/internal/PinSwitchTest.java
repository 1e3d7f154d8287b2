package org.madoguchi.knowledge.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.knowledge.internal.Room.AOBA;
import static org.madoguchi.knowledge.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.knowledge.internal.Room.MIHON;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.PENSION_STAFF;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.KnowledgeEvents;
import org.madoguchi.knowledge.PinnedAnswer;
import org.madoguchi.knowledge.PinnedAnswers;
import org.madoguchi.knowledge.PublishedArticle.Visibility;
import org.madoguchi.knowledge.internal.domain.Details;
import org.madoguchi.knowledge.internal.domain.Pin;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

/** Answers on every face, on every database. */
@Covers("X6")
public class PinSwitchTest extends DatabaseMatrix {
  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
    room.board.beginsBehind(0);
  }

  private static Pin.Wording wording(String heading, Optional<Instant> until) {
    return new Pin.Wording(heading, "市民会館です。\n毛布をお持ちください。", "", "", 0, until);
  }

  private Pin pin(String heading) {
    return pin(SUPERVISOR, wording(heading, Optional.empty()));
  }

  private Pin pin(AccessScope who, Pin.Wording wording) {
    return room.pins.pin(who, new PinSwitch.Order(UUID.randomUUID().toString(), MIHON, wording));
  }

  private static void assertRefused(String type, Runnable what) {
    assertEquals(type, assertThrows(DomainException.class, what::run).type().name());
  }

  private List<String> standing(AccessScope who) {
    return room.pins.standing(who, Optional.empty()).stream()
        .map(p -> p.wording().heading())
        .toList();
  }

  private List<String> over(AccessScope who) {
    return room.pins.over(who, Optional.empty(), OptionalLong.empty(), 10).pins().stream()
        .map(p -> p.wording().heading())
        .toList();
  }

  private List<CommittedEvent> events() {
    return database().eventLog().of(KnowledgeEvents.STREAM, KnowledgeEvents.PINNED + MIHON);
  }

  private List<String> board() {
    room.board.follow(events());
    return room.board.now(MIHON).stream().map(p -> p.original().heading()).toList();
  }

  @Test
  public void whatIsPinnedStandsForEverybodyThereUntilItIsTakenDown() {
    Pin pinned = pin("避難所");
    for (AccessScope who : List.of(OPERATOR, SUPERVISOR, PENSION_STAFF)) {
      assertEquals(List.of("避難所"), standing(who));
    }
    assertEquals(List.of(), standing(AOBA_SUPERVISOR));
    assertEquals(List.of("避難所"), board());
    PinnedAnswer shown = room.board.now(MIHON).get(0);
    assertEquals("市民会館です。\n毛布をお持ちください。", shown.in("en").text());
    room.pins.unpin(SUPERVISOR, pinned.id(), pinned.version());
    assertEquals(List.of(), standing(OPERATOR));
    assertEquals(List.of(), board());
    assertEquals(List.of("避難所"), over(OPERATOR));
    assertEquals(List.of(), over(AOBA_SUPERVISOR));
  }

  @Test
  public void historySaysWhoSwitchedWhatWhen() {
    Pin pinned = pin("避難所");
    room.clock.forward(Duration.ofMinutes(1));
    Pin edited =
        room.pins.edit(
            SUPERVISOR,
            pinned.id(),
            pinned.version(),
            (w, n) -> wording("避難所（更新）", w.until()),
            false);
    room.clock.forward(Duration.ofMinutes(1));
    room.pins.unpin(SUPERVISOR, pinned.id(), edited.version());
    Pin ended = room.pins.over(OPERATOR, Optional.of(MIHON), OptionalLong.empty(), 1).pins().get(0);
    assertTrue(ended.takenDown());
    assertEquals(SUPERVISOR.who(), ended.editor());
    assertEquals(Optional.of(Room.NOW.plusSeconds(120)), ended.wording().until());
    assertEquals(Room.NOW, ended.making().at());
    assertEquals(
        List.of(
            KnowledgeEvents.ANSWER_PINNED,
            KnowledgeEvents.PIN_EDITED,
            KnowledgeEvents.ANSWER_UNPINNED),
        events().stream().map(CommittedEvent::type).toList());
    assertTrue(events().get(1).payload().contains("\"fields\":[\"heading\"]"));
    events().forEach(e -> assertFalse(e.payload().contains("避難所")));
  }

  @Test
  public void whatHasAnEndVanishesByItself() {
    pin(SUPERVISOR, wording("断水", Optional.of(Room.NOW.plusSeconds(60))));
    assertEquals(List.of("断水"), board());
    room.clock.forward(Duration.ofSeconds(60));
    assertEquals(List.of(), room.board.now(MIHON));
    assertEquals(List.of(), room.board.everywhere());
    assertEquals(List.of(), standing(OPERATOR));
    Pin ended = room.pins.over(OPERATOR, Optional.of(MIHON), OptionalLong.empty(), 1).pins().get(0);
    assertFalse(ended.takenDown());
    assertRefused(
        "pinned-answer-over", () -> room.pins.unpin(SUPERVISOR, ended.id(), ended.version()));
  }

  @Test
  public void nodeKnowsWhatStoodBeforeItStarted() {
    pin("避難所");
    PinBoard other = new PinBoard(room.unit, room.pinStore, room.clock);
    assertEquals(List.of(), other.now(MIHON));
    other.beginsBehind(0);
    assertEquals(1, other.now(MIHON).size());
    assertEquals(1, other.everywhere().size());
    assertEquals(List.of(), other.now(AOBA));
  }

  @Test
  public void newestComesFirstAndOthersCanBeMovedUp() {
    Pin first = pin("一");
    pin("二");
    pin("三");
    assertEquals(List.of("三", "二", "一"), board());
    room.pins.edit(SUPERVISOR, first.id(), first.version(), (w, n) -> w, true);
    assertEquals(List.of("一", "三", "二"), board());
    assertEquals(List.of("一", "三", "二"), standing(OPERATOR));
    Pin now = room.pins.standing(SUPERVISOR, Optional.of(MIHON)).get(0);
    assertEquals(now, room.pins.edit(SUPERVISOR, now.id(), now.version(), (w, n) -> w, true));
  }

  @Test
  public void noMoreStandThanMay() {
    IntStream.range(0, PinnedAnswers.MOST).forEach(i -> pin("答え" + i));
    assertRefused("pinned-answers-too-many", () -> pin("もう一つ"));
    room.clock.forward(Duration.ofDays(1));
    Pin one = room.pins.standing(SUPERVISOR, Optional.of(MIHON)).get(0);
    room.pins.unpin(SUPERVISOR, one.id(), one.version());
    pin("もう一つ");
  }

  @Test
  public void noMoreStandThanMayWhenManyPinAtTheSameTime() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Pin>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String heading = "答え" + i;
        all.add(pool.submit(() -> pin(heading)));
      }
      for (Future<Pin> one : all) {
        try {
          one.get();
        } catch (java.util.concurrent.ExecutionException refused) {
          assertTrue(refused.getCause() instanceof DomainException);
        }
      }
    } finally {
      pool.shutdownNow();
    }
    int standing = standing(OPERATOR).size();
    assertTrue("" + standing, standing >= 1 && standing <= PinnedAnswers.MOST);
    assertEquals(standing, events().size());
  }

  @Test
  public void sameRequestIsTheSameAnswer() {
    var order = new PinSwitch.Order("once", MIHON, wording("避難所", Optional.empty()));
    assertEquals(room.pins.pin(SUPERVISOR, order).id(), room.pins.pin(SUPERVISOR, order).id());
    assertEquals(1, standing(OPERATOR).size());
    assertEquals(1, events().size());
  }

  @Test
  public void onlyWhoMaySwitches() {
    Pin pinned = pin("避難所");
    for (AccessScope who : List.of(OPERATOR, PENSION_STAFF)) {
      assertRefused("forbidden", () -> pin(who, wording("いたずら", Optional.empty())));
      assertRefused("forbidden", () -> room.pins.unpin(who, pinned.id(), pinned.version()));
    }
    assertRefused(
        "municipality-not-found", () -> pin(AOBA_SUPERVISOR, wording("よその町", Optional.empty())));
    assertRefused(
        "pinned-answer-not-found",
        () -> room.pins.unpin(AOBA_SUPERVISOR, pinned.id(), pinned.version()));
    assertRefused(
        "municipality-not-found", () -> room.pins.standing(AOBA_SUPERVISOR, Optional.of(MIHON)));
    assertEquals(List.of("避難所"), standing(OPERATOR));
  }

  @Test
  public void whoeverIsLateIsToldWhatStands() {
    Pin pinned = pin("避難所");
    Pin edited =
        room.pins.edit(
            SUPERVISOR, pinned.id(), pinned.version(), (w, n) -> wording("更新", w.until()), false);
    PinSwitch.Stale stale =
        assertThrows(
            PinSwitch.Stale.class,
            () -> room.pins.unpin(SUPERVISOR, pinned.id(), pinned.version()));
    assertEquals(edited, stale.current());
    assertEquals(List.of("更新"), standing(OPERATOR));
  }

  @Test
  public void articlesAreThoseCitizensRead() {
    long open = room.published("避難所はどこですか").id();
    long staff =
        room.published(
                new Details(Room.PENSION, 0, Room.content("内部の手順", "<p>本文</p>", Visibility.STAFF)))
            .id();
    Pin pinned = pin(SUPERVISOR, new Pin.Wording("避難所", "市民会館です。", "", "", open, Optional.empty()));
    assertEquals("避難所はどこですか", room.pins.questions(List.of(pinned)).get(open));
    for (long id : List.of(staff, 999_999L)) {
      DomainException refused =
          assertThrows(
              DomainException.class,
              () -> pin(SUPERVISOR, new Pin.Wording("避難所", "本文", "", "", id, Optional.empty())));
      assertEquals(Problems.INVALID_FIELDS, refused.type());
      assertEquals("article", refused.fields().get(0).field());
    }
  }

  @Test
  public void historyIsPaged() {
    for (int i = 0; i < 3; i++) {
      pin(SUPERVISOR, wording("答え" + i, Optional.of(Room.NOW.plusSeconds(1))));
    }
    room.clock.forward(Duration.ofSeconds(1));
    PinSwitch.Page page = room.pins.over(OPERATOR, Optional.of(MIHON), OptionalLong.empty(), 2);
    assertEquals(2, page.pins().size());
    PinSwitch.Page rest = room.pins.over(OPERATOR, Optional.of(MIHON), page.next(), 2);
    assertEquals(List.of("答え0"), rest.pins().stream().map(p -> p.wording().heading()).toList());
    assertTrue(rest.next().isEmpty());
  }
}
