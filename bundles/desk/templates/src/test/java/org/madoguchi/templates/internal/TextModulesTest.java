package org.madoguchi.templates.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.templates.internal.Room.ADMINISTRATOR;
import static org.madoguchi.templates.internal.Room.AOBA;
import static org.madoguchi.templates.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.templates.internal.Room.MIHON;
import static org.madoguchi.templates.internal.Room.OPERATOR;
import static org.madoguchi.templates.internal.Room.PENSION;
import static org.madoguchi.templates.internal.Room.PENSION_STAFF;
import static org.madoguchi.templates.internal.Room.SUPERVISOR;
import static org.madoguchi.templates.internal.Room.TAX;
import static org.madoguchi.templates.internal.Room.TAX_STAFF;
import static org.madoguchi.templates.internal.Room.details;

import java.util.ArrayList;
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
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.Narrowing;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.templates.internal.TextModuleStore.Place;
import org.madoguchi.templates.internal.domain.Details;
import org.madoguchi.templates.internal.domain.TextModule;
import org.madoguchi.testing.database.DatabaseMatrix;

public class TextModulesTest extends DatabaseMatrix {
  private Room room;

  @Before
  public void openRoom() {
    room = new Room(database());
  }

  private static void refused(ProblemType type, ThrowingRunnable attempt) {
    assertEquals(type, assertThrows(DomainException.class, attempt).type());
  }

  @Test
  public void everybodySeesTheWholeMunicipalitysAndStaffTheirOwnSectionsToo() {
    room.whole("whole");
    room.of(PENSION, "pension");
    room.of(TAX, "tax");
    room.modules.create(AOBA_SUPERVISOR, AOBA, details(SectionId.NONE, "aoba", "題", "文"));
    assertEquals(List.of("whole", "pension", "tax"), room.shown(OPERATOR, ""));
    assertEquals(List.of("whole", "pension"), room.shown(PENSION_STAFF, ""));
    assertEquals(List.of("whole", "tax"), room.shown(TAX_STAFF, ""));
    assertEquals(List.of("aoba"), room.shown(AOBA_SUPERVISOR, ""));
    assertEquals(List.of("whole", "pension", "tax", "aoba"), room.shown(ADMINISTRATOR, ""));
    assertEquals(List.of(), room.shown(AccessScope.of(new StaffId("nobody"), List.of()), ""));
  }

  @Test
  public void onATicketOfASectionItsModulesAndTheWholeMunicipalitysAreOfUse() {
    room.whole("whole");
    room.of(PENSION, "pension");
    room.of(TAX, "tax");
    assertEquals(List.of("whole", "tax"), room.ofUse(OPERATOR, TAX));
    assertEquals(List.of("whole"), room.ofUse(OPERATOR, SectionId.NONE));
    assertEquals(List.of("whole", "pension"), room.ofUse(PENSION_STAFF, PENSION));
    // another section's stay out of sight, whatever is asked for
    assertEquals(List.of("whole"), room.ofUse(PENSION_STAFF, TAX));
  }

  @Test
  public void whatIsOutOfReachIsNotThere() {
    TextModule pension = room.of(PENSION, "pension");
    for (AccessScope outside : List.of(TAX_STAFF, AOBA_SUPERVISOR)) {
      refused(TemplateProblems.TEMPLATE_NOT_FOUND, () -> room.modules.find(outside, pension.id()));
      refused(
          TemplateProblems.TEMPLATE_NOT_FOUND,
          () -> room.modules.edit(outside, pension.id(), 1, before -> before));
    }
    refused(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> room.modules.create(AOBA_SUPERVISOR, MIHON, pension.details()));
    MunicipalityId nirvana = new MunicipalityId("nirvana");
    refused(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> room.modules.create(ADMINISTRATOR, nirvana, pension.details()));
    refused(Problems.MUNICIPALITY_NOT_FOUND, () -> list(AOBA_SUPERVISOR, MIHON));
  }

  private TextModules.Page list(AccessScope scope, MunicipalityId municipality) {
    return room.modules.page(
        scope, Optional.of(municipality), Optional.empty(), Room.wanted(""), Optional.empty(), 10);
  }

  @Test
  public void operatorsWriteNoneAndStaffOnlyTheirSections() {
    Details whole = details(SectionId.NONE, "whole", "題", "文");
    refused(Problems.FORBIDDEN, () -> room.modules.create(OPERATOR, MIHON, whole));
    refused(Problems.FORBIDDEN, () -> room.modules.create(PENSION_STAFF, MIHON, whole));
    Details tax = details(TAX, "tax", "題", "文");
    refused(Problems.FORBIDDEN, () -> room.modules.create(PENSION_STAFF, MIHON, tax));
    TextModule own =
        room.modules.create(PENSION_STAFF, MIHON, details(PENSION, "pension", "題", "文"));
    refused(
        Problems.FORBIDDEN, () -> room.modules.edit(PENSION_STAFF, own.id(), 1, before -> whole));
    refused(Problems.FORBIDDEN, () -> room.modules.edit(PENSION_STAFF, own.id(), 1, before -> tax));
    TextModule municipalitys = room.modules.create(ADMINISTRATOR, MIHON, whole);
    refused(
        Problems.FORBIDDEN,
        () -> room.modules.edit(PENSION_STAFF, municipalitys.id(), 1, before -> tax));
    assertEquals(1, room.modules.find(PENSION_STAFF, municipalitys.id()).version());
  }

  @Test
  public void aTokenThatMayOnlyWriteOnTicketsWritesNoModules() {
    room.whole("whole");
    AccessScope program =
        SUPERVISOR.narrowed(
            new Narrowing(Optional.of(Set.of(Permission.TICKET_WRITE)), Optional.empty()));
    assertEquals(List.of("whole"), room.shown(program, ""));
    Details details = details(SectionId.NONE, "x", "題", "文");
    refused(Problems.FORBIDDEN, () -> room.modules.create(program, MIHON, details));
    AccessScope none =
        SUPERVISOR.narrowed(
            new Narrowing(Optional.of(Set.of(Permission.DIRECTORY_READ)), Optional.empty()));
    assertEquals(List.of(), room.shown(none, ""));
  }

  @Test
  public void shortcutIsUniqueWithinItsReachEvenWhenWithdrawn() {
    TextModule first = room.whole("orei");
    TextModule pension = room.of(PENSION, "orei");
    room.of(TAX, "orei");
    refused(TemplateProblems.SHORTCUT_TAKEN, () -> room.whole("orei"));
    refused(TemplateProblems.SHORTCUT_TAKEN, () -> room.of(PENSION, "orei"));
    room.modules.edit(SUPERVISOR, first.id(), 1, before -> active(before, false));
    refused(TemplateProblems.SHORTCUT_TAKEN, () -> room.whole("orei"));
    // moved to the whole municipality it would meet the first
    refused(
        TemplateProblems.SHORTCUT_TAKEN,
        () -> room.modules.edit(SUPERVISOR, pension.id(), 1, before -> first.details()));
  }

  private static Details active(Details d, boolean active) {
    return new Details(
        d.section(), d.shortcut(), d.title(), d.text(), d.language(), d.order(), active);
  }

  @Test
  public void ofTwoAtOnceWithOneShortcutOneIsRefused() throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(4);
    try {
      Callable<String> attempt =
          () -> {
            try {
              return "made " + room.whole("orei").details().shortcut();
            } catch (DomainException e) {
              return e.type().name();
            }
          };
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : both.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
        answers.add(answer.get());
      }
      answers.sort(null);
      assertEquals(
          List.of("made orei", "shortcut-taken", "shortcut-taken", "shortcut-taken"), answers);
    } finally {
      both.shutdownNow();
    }
  }

  @Test
  public void withdrawnModulesAreNotOfferedAndComeBack() {
    TextModule module = room.whole("orei");
    TextModule withdrawn =
        room.modules.edit(SUPERVISOR, module.id(), 1, before -> active(before, false));
    assertEquals(2, withdrawn.version());
    assertEquals(List.of(), room.shown(OPERATOR, ""));
    TextModules.Wanted all =
        new TextModules.Wanted(TextModuleStore.Kind.TEXT, false, List.of(), "");
    TextModules.Page page =
        room.modules.page(
            SUPERVISOR, Optional.empty(), Optional.empty(), all, Optional.empty(), 10);
    assertEquals(List.of("orei"), Room.shortcuts(page));
    room.modules.edit(SUPERVISOR, module.id(), 2, before -> active(before, true));
    assertEquals(List.of("orei"), room.shown(OPERATOR, ""));
  }

  @Test
  public void editOnAnOldVersionChangesNothingAndTellsWhoWasFaster() {
    TextModule module = room.whole("orei");
    Details theirs = details(SectionId.NONE, "orei", "お礼", module.details().text());
    Details mine = details(SectionId.NONE, "orei", "御礼", "別の文");
    room.modules.edit(SUPERVISOR, module.id(), 1, before -> theirs);
    TextModules.Stale stale =
        assertThrows(
            TextModules.Stale.class,
            () -> room.modules.edit(ADMINISTRATOR, module.id(), 1, before -> mine));
    assertEquals(Set.of("title"), stale.changed().keySet());
    assertEquals(SUPERVISOR.who(), stale.changed().get("title").by());
    assertEquals(theirs, stale.current().details());
    assertEquals(theirs, room.modules.find(OPERATOR, module.id()).details());
  }

  @Test
  public void editThatChangesNothingIsNoEdit() {
    TextModule module = room.whole("orei");
    assertEquals(1, room.modules.edit(SUPERVISOR, module.id(), 1, before -> before).version());
    assertEquals(1, room.events().size());
  }

  @Test
  public void everyChangeIsInTheLogWithoutItsContents() {
    TextModule module = room.of(PENSION, "orei");
    room.modules.edit(PENSION_STAFF, module.id(), 1, before -> active(before, false));
    List<CommittedEvent> events = room.events();
    assertEquals(
        List.of("TextModuleCreated", "TextModuleEdited"),
        events.stream().map(CommittedEvent::type).toList());
    assertEquals("{\"fields\":[\"active\"]}", events.get(1).payload());
    assertEquals(PENSION_STAFF.who(), events.get(1).actor());
    assertEquals(PENSION, events.get(1).access().section());
  }

  @Test
  public void longestTextIsKeptToTheLastLetter() {
    String text = "あ🍣\n".repeat(2_500).substring(0, 9_999) + "。";
    TextModule module =
        room.modules.create(SUPERVISOR, MIHON, details(SectionId.NONE, "long", "長文", text));
    assertEquals(text, room.modules.find(OPERATOR, module.id()).details().text());
    assertEquals(List.of("long"), room.shown(OPERATOR, "。"));
  }

  @Test
  public void unknownSectionIsRefused() {
    Details details = details(new SectionId("nowhere"), "x", "題", "文");
    refused(Problems.INVALID_FIELDS, () -> room.modules.create(SUPERVISOR, MIHON, details));
  }

  @Test
  public void wordsAreFoundInTitleShortcutAndTextAndSignsAreNoPatterns() {
    write("gomi", "粗大ゴミのご案内", "収集は100%予約制です。");
    write("zei", "市民税", "ごみではありません。");
    write("tel", "電話", "代表番号_0466");
    assertEquals(List.of("gomi", "zei"), room.shown(OPERATOR, "ｺﾞﾐ"));
    assertEquals(List.of("gomi"), room.shown(OPERATOR, "ごみ 予約"));
    assertEquals(List.of("gomi"), room.shown(OPERATOR, "100%"));
    assertEquals(List.of("tel"), room.shown(OPERATOR, "号_０"));
    assertEquals(List.of(), room.shown(OPERATOR, "%x"));
    assertEquals(List.of("zei"), room.shown(OPERATOR, "ZEI"));
  }

  private void write(String shortcut, String title, String text) {
    room.modules.create(SUPERVISOR, MIHON, details(SectionId.NONE, shortcut, title, text));
  }

  @Test
  public void whoTypesTheBeginningOfAShortcutFindsItsModuleFirst() {
    write("a", "goの説明", "文");
    write("b", "題", "文の中のgo");
    write("gomi", "題", "文");
    write("go", "題", "文");
    assertEquals(List.of("gomi", "go", "a", "b"), room.shown(OPERATOR, "go"));
  }

  @Test
  public void listIsWalkedPageByPageInOrder() {
    for (int i = 0; i < 7; i++) {
      Details d = new Details(SectionId.NONE, "go" + i, "題", "go", "ja", (10 - i) / 3, true);
      room.modules.create(SUPERVISOR, MIHON, d);
      room.modules.create(
          SUPERVISOR, MIHON, details(SectionId.NONE, "x" + i, "題", i % 2 == 0 ? "go" : "文"));
    }
    for (String typed : List.of("", "go", "x")) {
      List<String> whole = room.shown(OPERATOR, typed);
      for (int limit : List.of(1, 2, 3, 5, 13)) {
        assertEquals(typed + " by " + limit, whole, walked(typed, limit));
      }
    }
    assertEquals(
        List.of("go5", "go6", "go2", "go3", "go4", "go0", "go1", "x0", "x2", "x4", "x6"),
        room.shown(OPERATOR, "go"));
  }

  private List<String> walked(String typed, int limit) {
    List<String> walked = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    do {
      TextModules.Page page =
          room.modules.page(
              OPERATOR, Optional.of(MIHON), Optional.empty(), Room.wanted(typed), after, limit);
      assertTrue(page.modules().size() <= limit);
      walked.addAll(Room.shortcuts(page));
      after = page.next();
    } while (after.isPresent());
    return walked;
  }
}
