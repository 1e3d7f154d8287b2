package org.madoguchi.notices.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.notices.internal.Room.ADMINISTRATOR;
import static org.madoguchi.notices.internal.Room.AOBA;
import static org.madoguchi.notices.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.notices.internal.Room.MIHON;
import static org.madoguchi.notices.internal.Room.OPERATOR;
import static org.madoguchi.notices.internal.Room.PENSION;
import static org.madoguchi.notices.internal.Room.PENSION_STAFF;
import static org.madoguchi.notices.internal.Room.PRESS;
import static org.madoguchi.notices.internal.Room.SUPERVISOR;
import static org.madoguchi.notices.internal.Room.TAX_STAFF;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.notices.internal.NoticeStore.Place;
import org.madoguchi.notices.internal.NoticeStore.Shelf;
import org.madoguchi.notices.internal.domain.Details;
import org.madoguchi.notices.internal.domain.Importance;
import org.madoguchi.notices.internal.domain.Notice;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class NoticesTest extends DatabaseMatrix {
  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
  }

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  private static Details with(Details d, Importance importance, boolean pinned) {
    return new Details(d.section(), d.title(), d.text(), importance, pinned, d.from(), d.to());
  }

  private static Details with(Details d, String text) {
    return new Details(d.section(), d.title(), text, d.importance(), d.pinned(), d.from(), d.to());
  }

  private static Details with(Details d, Instant from, Instant to) {
    return new Details(d.section(), d.title(), d.text(), d.importance(), d.pinned(), from, to);
  }

  @Test
  @Covers({"X5", "I5"})
  public void everybodySeesTheWholeMunicipalitysAndStaffTheirOwnSectionsToo() {
    room.whole("whole");
    room.of(PENSION, "pension");
    room.publish(AOBA_SUPERVISOR, AOBA, room.details(SectionId.NONE, "aoba"));
    assertEquals(List.of("pension", "whole"), room.shown(OPERATOR));
    assertEquals(List.of("pension", "whole"), room.shown(PENSION_STAFF));
    assertEquals(List.of("whole"), room.shown(TAX_STAFF));
    assertEquals(List.of("aoba"), room.shown(AOBA_SUPERVISOR));
    assertEquals(List.of("aoba", "pension", "whole"), room.shown(ADMINISTRATOR));
    assertEquals(List.of(), room.shown(AccessScope.of(OPERATOR.who(), List.of())));
  }

  @Test
  @Covers({"X5", "I5"})
  public void whatIsOutOfReachIsNotThere() {
    Notice pension = room.of(PENSION, "pension");
    for (AccessScope outside : List.of(TAX_STAFF, AOBA_SUPERVISOR)) {
      long id = pension.id();
      refused(NoticeProblems.NOTICE_NOT_FOUND, () -> room.notices.find(outside, id));
      refused(NoticeProblems.NOTICE_NOT_FOUND, () -> room.notices.read(outside, id, 1));
      refused(NoticeProblems.NOTICE_NOT_FOUND, () -> room.notices.readers(outside, id));
      refused(
          NoticeProblems.NOTICE_NOT_FOUND,
          () -> room.notices.edit(outside, id, 1, (before, now) -> before));
    }
    refused(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> room.publish(AOBA_SUPERVISOR, MIHON, pension.details()));
    refused(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> room.publish(ADMINISTRATOR, new MunicipalityId("nirvana"), pension.details()));
    refused(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> room.notices.today(AOBA_SUPERVISOR, Optional.of(MIHON), 10));
  }

  @Test
  @Covers("X5")
  public void supervisorsPublicRelationsAndAdministratorsPublishAndNobodyElse() {
    Details details = room.details(SectionId.NONE, "題");
    for (AccessScope may : List.of(SUPERVISOR, PRESS, ADMINISTRATOR)) {
      assertEquals(may.who(), room.publish(may, MIHON, details).author());
    }
    Notice notice = room.whole("題");
    for (AccessScope mayNot : List.of(OPERATOR, PENSION_STAFF)) {
      refused(Problems.FORBIDDEN, () -> room.publish(mayNot, MIHON, details));
      refused(
          Problems.FORBIDDEN,
          () -> room.notices.edit(mayNot, notice.id(), 1, (before, now) -> before));
      refused(Problems.FORBIDDEN, () -> room.notices.readers(mayNot, notice.id()));
    }
    Details nowhere = room.details(new SectionId("nowhere"), "題");
    refused(Problems.INVALID_FIELDS, () -> room.publish(SUPERVISOR, MIHON, nowhere));
  }

  @Test
  @Covers("X5")
  public void pinnedComesFirstThenWhatIsImportantThenTheNewest() {
    room.publish(
        SUPERVISOR, MIHON, with(room.details(SectionId.NONE, "pinned"), Importance.NORMAL, true));
    room.publish(
        SUPERVISOR, MIHON, with(room.details(SectionId.NONE, "urgent"), Importance.URGENT, false));
    room.whole("older");
    room.clock.forward(Duration.ofMinutes(1));
    room.whole("newer");
    room.publish(
        SUPERVISOR,
        MIHON,
        with(room.details(SectionId.NONE, "important"), Importance.IMPORTANT, false));
    assertEquals(List.of("pinned", "urgent", "important", "newer", "older"), room.shown(OPERATOR));
  }

  @Test
  @Covers("X5")
  public void aNoticeIsNewUntilItIsReadAndAgainWhenItSaysSomethingElse() {
    Notice notice = room.whole("断水");
    room.whole("休館");
    assertEquals(2, room.today(OPERATOR).unread());
    assertEquals("the author knows it", 0, room.today(SUPERVISOR).unread());
    room.notices.read(OPERATOR, notice.id(), 1);
    room.notices.read(OPERATOR, notice.id(), 1);
    assertEquals(1, room.today(OPERATOR).unread());
    assertEquals(2, room.today(PENSION_STAFF).unread());

    Notice longer =
        room.edit(
            notice,
            with(
                notice.details(),
                notice.details().from(),
                notice.details().to().plus(Duration.ofHours(1))));
    assertEquals("only shown longer", 1, longer.edition());
    assertEquals(1, room.today(OPERATOR).unread());
    Notice corrected = room.edit(longer, with(longer.details(), "断水は午後3時までです。"));
    assertEquals(2, corrected.edition());
    assertEquals(2, room.today(OPERATOR).unread());
    assertEquals(1, room.notices.find(OPERATOR, notice.id()).read());
    // what was on the screen when the button was pressed
    room.notices.read(OPERATOR, notice.id(), 1);
    assertEquals(2, room.today(OPERATOR).unread());
    room.notices.read(OPERATOR, notice.id(), 2);
    assertEquals(1, room.today(OPERATOR).unread());
    refused(Problems.INVALID_FIELDS, () -> room.notices.read(OPERATOR, notice.id(), 3));
  }

  @Test
  @Covers("X5")
  public void thePublisherSeesWhoHasReadWhichEditionAndWhoHasNot() {
    Notice notice = room.whole("断水");
    room.clock.forward(Duration.ofMinutes(5));
    room.notices.read(OPERATOR, notice.id(), 1);
    var readers = room.notices.readers(PRESS, notice.id());
    assertEquals("suzuki", readers.readings().get(0).staff().value());
    assertEquals(room.clock.instant(), readers.readings().get(0).at());
    assertEquals(List.of("加藤 学", "久保 学"), names(readers));

    room.edit(notice, with(notice.details(), "変わりました。"));
    readers = room.notices.readers(SUPERVISOR, notice.id());
    assertEquals(List.of("加藤 学", "久保 学", "鈴木 美咲"), names(readers));
    assertEquals(
        List.of(1),
        readers.readings().stream()
            .filter(r -> r.staff().equals(OPERATOR.who()))
            .map(NoticeStore.Reading::edition)
            .toList());
    Notice own = room.of(PENSION, "年金だけ");
    assertEquals(
        "who only reaches other sections need not read it",
        List.of("加藤 学", "鈴木 美咲"),
        names(room.notices.readers(SUPERVISOR, own.id())));
  }

  private static List<String> names(Notices.Readers readers) {
    return readers.missing().stream().map(s -> s.name()).toList();
  }

  @Test
  @Covers("X5")
  public void itIsShownFromItsBeginningToItsEndAndThenInTheArchive() {
    Details details = room.details(SectionId.NONE, "あす");
    Instant from = room.clock.instant().plus(Duration.ofHours(2));
    Instant to = from.plus(Duration.ofHours(3));
    Notice notice = room.publish(SUPERVISOR, MIHON, with(details, from, to));
    assertEquals(List.of(), room.shown(OPERATOR));
    assertEquals(Optional.of(from), room.today(OPERATOR).nextTurn());
    assertEquals(List.of(), room.shelf(OPERATOR, Shelf.COMING, ""));
    refused(NoticeProblems.NOTICE_NOT_FOUND, () -> room.notices.find(OPERATOR, notice.id()));
    assertEquals(List.of("あす"), room.shelf(SUPERVISOR, Shelf.COMING, ""));

    room.clock.forward(Duration.ofHours(2));
    assertEquals(List.of("あす"), room.shown(OPERATOR));
    assertEquals(Optional.of(to), room.today(OPERATOR).nextTurn());
    assertEquals(List.of(), room.shelf(SUPERVISOR, Shelf.COMING, ""));

    room.clock.forward(Duration.ofHours(3));
    assertEquals(List.of(), room.shown(OPERATOR));
    assertEquals(0, room.today(OPERATOR).unread());
    assertEquals(Optional.empty(), room.today(OPERATOR).nextTurn());
    assertEquals(List.of("あす"), room.shelf(OPERATOR, Shelf.EXPIRED, ""));
    assertEquals("あす", room.notices.find(OPERATOR, notice.id()).notice().details().title());
  }

  @Test
  @Covers("X5")
  public void theArchiveIsPagedWithoutLossAndSearchedWithoutDifferenceOfWidthAndKana() {
    for (int i = 0; i < 7; i++) {
      room.whole("お知らせ" + i);
    }
    room.whole("ゴミ収集の変更 ＡＢＣ");
    room.clock.forward(Duration.ofDays(1));
    Set<String> seen = new HashSet<>();
    Optional<Place> after = Optional.empty();
    int pages = 0;
    do {
      var page =
          room.notices.page(
              OPERATOR, Optional.of(MIHON), new Notices.Wanted(Shelf.EXPIRED, List.of()), after, 3);
      page.notices().forEach(n -> assertTrue(seen.add(n.notice().details().title())));
      after = page.next();
      pages++;
    } while (after.isPresent());
    assertEquals(8, seen.size());
    assertEquals(3, pages);
    assertEquals(List.of("ゴミ収集の変更 ＡＢＣ"), room.shelf(OPERATOR, Shelf.EXPIRED, "ごみ abc"));
    assertEquals(List.of(), room.shelf(OPERATOR, Shelf.EXPIRED, "100%"));
    assertEquals(List.of(), room.shelf(OPERATOR, Shelf.CURRENT, "ごみ"));
  }

  @Test
  public void currentOnesArePagedInTheirOrder() {
    for (int i = 0; i < 4; i++) {
      room.publish(
          SUPERVISOR,
          MIHON,
          with(room.details(SectionId.NONE, "n" + i), Importance.values()[i % 2], i == 0));
    }
    List<String> paged = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    do {
      var page =
          room.notices.page(
              OPERATOR, Optional.empty(), new Notices.Wanted(Shelf.CURRENT, List.of()), after, 1);
      paged.addAll(Room.titles(page.notices()));
      after = page.next();
    } while (after.isPresent());
    assertEquals(List.of("n0", "n3", "n1", "n2"), paged);
  }

  @Test
  public void theSameRequestTwiceAtOncePublishesOneNotice() throws Exception {
    Details details = room.details(SectionId.NONE, "一度だけ");
    Notices.Order order = new Notices.Order("same", MIHON, details);
    List<Notices.Seen> made = together(8, () -> room.notices.publish(SUPERVISOR, order));
    assertEquals(1, made.stream().map(n -> n.notice().id()).distinct().count());
    assertEquals(List.of("一度だけ"), room.shown(OPERATOR));
    assertEquals(1, room.events().size());
  }

  @Test
  public void manyReadingTheSameAtOnceAreEachNotedOnce() throws Exception {
    Notice notice = room.whole("断水");
    together(
        8,
        () -> {
          room.notices.read(OPERATOR, notice.id(), 1);
          return null;
        });
    assertEquals(2, room.notices.readers(SUPERVISOR, notice.id()).readings().size());
  }

  private static <T> List<T> together(int many, Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        running.add(threads.submit(work));
      }
      List<T> done = new ArrayList<>();
      for (Future<T> each : running) {
        done.add(each.get());
      }
      return done;
    } finally {
      threads.shutdown();
    }
  }

  @Test
  public void whoeverEditsAnOldVersionIsToldWhatOthersChanged() {
    Notice notice = room.whole("断水");
    room.edit(notice, with(notice.details(), "先に直しました。"));
    Notices.Stale stale =
        assertThrows(
            Notices.Stale.class,
            () ->
                room.notices.edit(
                    PRESS, notice.id(), 1, (before, now) -> with(before, "後から直しました。")));
    assertEquals(Set.of("text"), stale.changed().keySet());
    assertEquals("先に直しました。", stale.current().details().text());
    assertEquals(2, room.notices.find(OPERATOR, notice.id()).notice().version());
  }

  @Test
  public void theLogTellsWhoDidWhatAndNoText() {
    Notice notice = room.whole("断水のお知らせ");
    room.edit(notice, with(notice.details(), "直しました。"));
    room.notices.edit(SUPERVISOR, notice.id(), 2, (before, now) -> before);
    List<CommittedEvent> events = room.events();
    assertEquals(
        List.of("NoticePublished", "NoticeEdited"),
        events.stream().map(CommittedEvent::type).toList());
    assertTrue(events.get(1).payload().contains("\"text\""));
    assertTrue(events.stream().noneMatch(e -> e.payload().contains("断水")));
    assertEquals("notice-" + notice.id(), events.get(0).aggregate());
  }
}
