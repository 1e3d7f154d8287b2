package org.madoguchi.notices.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.notices.internal.Room.ADMINISTRATOR;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.notices.internal.domain.Plan;
import org.madoguchi.notices.internal.domain.PlannedChange;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;

public class ChangesTest extends DatabaseMatrix {
  private static final Instant NINE = Instant.parse("2026-11-10T00:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-10T03:00:00Z");

  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
  }

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  private static Plan plan(SectionId section, String title, Instant from, Instant to) {
    return new Plan(section, "住民票オンライン", title, "", "内線2214", from, to, false);
  }

  private PlannedChange enter(AccessScope scope, Plan plan) {
    String request = UUID.randomUUID().toString();
    return room.changes.enter(scope, new Changes.Order(request, MIHON, plan));
  }

  private List<String> between(AccessScope scope, String first, String last) {
    return titles(
        room.changes.between(scope, MIHON, LocalDate.parse(first), LocalDate.parse(last)));
  }

  private static List<String> titles(List<PlannedChange> changes) {
    return changes.stream().map(c -> c.plan().title()).toList();
  }

  @Test
  @Covers({"X15", "I5"})
  public void everybodySeesWhatConcernsTheWholeMunicipalityOrTheirSections() {
    enter(SUPERVISOR, plan(SectionId.NONE, "全体", NINE, NOON));
    PlannedChange pension = enter(PRESS, plan(PENSION, "年金", NINE.plusSeconds(1), NOON));
    assertEquals(List.of("全体", "年金"), between(OPERATOR, "2026-11-10", "2026-11-10"));
    assertEquals(List.of("全体", "年金"), between(PENSION_STAFF, "2026-11-10", "2026-11-10"));
    assertEquals(List.of("全体"), between(TAX_STAFF, "2026-11-10", "2026-11-10"));
    refused(
        NoticeProblems.CHANGE_NOT_FOUND, () -> room.changes.find(TAX_STAFF, MIHON, pension.id()));
    refused(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> room.changes.find(AOBA_SUPERVISOR, MIHON, pension.id()));
    refused(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> between(AOBA_SUPERVISOR, "2026-11-10", "2026-11-10"));
    refused(
        NoticeProblems.CHANGE_NOT_FOUND,
        () -> room.changes.find(AOBA_SUPERVISOR, Room.AOBA, pension.id()));
  }

  @Test
  @Covers("X15")
  public void whoPublishesNoticesEntersThemAndNobodyElse() {
    Plan plan = plan(SectionId.NONE, "全体", NINE, NOON);
    for (AccessScope may : List.of(SUPERVISOR, PRESS, ADMINISTRATOR)) {
      assertEquals(may.who(), enter(may, plan).author());
    }
    PlannedChange change = enter(SUPERVISOR, plan);
    for (AccessScope mayNot : List.of(OPERATOR, PENSION_STAFF)) {
      refused(Problems.FORBIDDEN, () -> enter(mayNot, plan));
      refused(
          Problems.FORBIDDEN,
          () -> room.changes.edit(mayNot, MIHON, change.id(), 1, before -> before));
    }
    Plan nowhere = plan(new SectionId("nowhere"), "誤", NINE, NOON);
    refused(Problems.INVALID_FIELDS, () -> enter(SUPERVISOR, nowhere));
  }

  @Test
  @Covers("X15")
  public void daysAreThoseOfTheMunicipalitysClocks() {
    Instant lateAtNight = Instant.parse("2026-11-10T14:30:00Z");
    enter(SUPERVISOR, plan(SectionId.NONE, "夜", lateAtNight, lateAtNight.plusSeconds(3_600)));
    assertEquals(List.of("夜"), between(OPERATOR, "2026-11-10", "2026-11-10"));
    assertEquals(
        "it ends after midnight", List.of("夜"), between(OPERATOR, "2026-11-11", "2026-11-12"));
    assertEquals(List.of(), between(OPERATOR, "2026-11-09", "2026-11-09"));
    assertEquals(List.of(), between(OPERATOR, "2026-11-12", "2026-11-30"));
  }

  @Test
  @Covers({"X5", "X15"})
  public void whatTouchesTodayStandsBesideTheNotices() {
    Instant now = room.clock.instant();
    enter(SUPERVISOR, plan(SectionId.NONE, "済んだ", now.minusSeconds(60), now.minusSeconds(1)));
    enter(
        SUPERVISOR,
        plan(SectionId.NONE, "夕方", now.plusSeconds(7 * 3_600), now.plusSeconds(8 * 3_600)));
    enter(
        SUPERVISOR,
        plan(SectionId.NONE, "あす", now.plusSeconds(20 * 3_600), now.plusSeconds(21 * 3_600)));
    assertEquals(List.of("済んだ", "夕方"), titles(room.changes.today(OPERATOR, Optional.empty(), 50)));
    assertEquals(Instant.parse("2026-11-02T15:00:00Z"), room.changes.tomorrow(OPERATOR));
    room.clock.forward(Duration.ofHours(14));
    assertEquals(List.of("あす"), titles(room.changes.today(OPERATOR, Optional.of(MIHON), 50)));
    assertEquals(List.of(), room.changes.today(AOBA_SUPERVISOR, Optional.empty(), 50));
  }

  @Test
  @Covers("X15")
  public void oneThatIsCalledOffStaysAndTellsSo() {
    PlannedChange change = enter(SUPERVISOR, plan(SectionId.NONE, "保守", NINE, NOON));
    Plan off = new Plan(SectionId.NONE, "", "保守", "", "", NINE, NOON, true);
    PlannedChange after = room.changes.edit(PRESS, MIHON, change.id(), 1, before -> off);
    assertTrue(after.plan().calledOff());
    assertEquals(PRESS.who(), after.editor());
    assertEquals(List.of("保守"), between(OPERATOR, "2026-11-10", "2026-11-10"));
    Changes.Stale stale =
        assertThrows(
            Changes.Stale.class,
            () -> room.changes.edit(SUPERVISOR, MIHON, change.id(), 1, before -> before));
    assertEquals(Set.of("service", "contact", "calledOff"), stale.changed().keySet());
    assertEquals(
        List.of("ChangePlanned", "ChangeEdited"),
        room.events().stream().map(CommittedEvent::type).toList());
  }

  @Test
  public void theSameRequestAgainIsTheSameChange() {
    Changes.Order order =
        new Changes.Order("same", MIHON, plan(SectionId.NONE, "一度だけ", NINE, NOON));
    assertEquals(
        room.changes.enter(SUPERVISOR, order).id(), room.changes.enter(SUPERVISOR, order).id());
    assertEquals(List.of("一度だけ"), between(OPERATOR, "2026-11-01", "2026-11-30"));
  }
}
