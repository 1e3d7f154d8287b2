package org.madoguchi.templates.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.templates.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.templates.internal.Room.MIHON;
import static org.madoguchi.templates.internal.Room.OPERATOR;
import static org.madoguchi.templates.internal.Room.PENSION;
import static org.madoguchi.templates.internal.Room.PENSION_STAFF;
import static org.madoguchi.templates.internal.Room.SUPERVISOR;
import static org.madoguchi.templates.internal.Room.TAX_STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.templates.internal.Room;
import org.madoguchi.templates.internal.rest.Views.NewTemplate;
import org.madoguchi.templates.internal.rest.Views.StepsView;
import org.madoguchi.templates.internal.rest.Views.TemplateEdit;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.Macro;
import org.madoguchi.web.internal.json.Json;

/** Macros are kept as text modules are. */
public class MacrosTest extends DatabaseMatrix {
  private static final StepsView HAND_OVER =
      new StepsView(
          "waiting-department",
          PENSION.value(),
          "mori",
          null,
          "high",
          "",
          List.of("年金"),
          List.of("要確認"),
          3,
          "{{課名}}へ",
          true,
          false);

  private Room room;
  private TemplateResource rest;

  @Before
  public void openRoom() {
    room = new Room(database());
    rest = room.rest;
  }

  private static JsonNode json(Object entity) {
    return Json.mapper().valueToTree(entity);
  }

  private JsonNode create(AccessScope scope, String section, String shortcut, StepsView steps) {
    return create(scope, section, shortcut, "", steps);
  }

  private JsonNode create(
      AccessScope scope, String section, String shortcut, String text, StepsView steps) {
    NewTemplate written =
        new NewTemplate("mihon", section, shortcut, "取次", text, null, null, null, steps);
    return json(rest.create(scope, written).getEntity());
  }

  private static TemplateEdit steps(StepsView steps) {
    return new TemplateEdit(null, null, null, null, null, null, null, steps);
  }

  private static StepsView only(String status, String section, String owner, boolean sends) {
    return new StepsView(
        status, section, owner, null, null, null, null, null, null, null, null, sends);
  }

  private JsonNode list(AccessScope scope, String macros) {
    return json(rest.list(scope, "mihon", null, "", "true", macros, "", "")).get("items");
  }

  private static Set<String> fields(ThrowingRunnable attempt) {
    DomainException thrown = assertThrows(DomainException.class, attempt);
    assertEquals(Problems.INVALID_FIELDS, thrown.type());
    Set<String> fields = new TreeSet<>();
    thrown.fields().stream().map(FieldProblem::field).forEach(fields::add);
    return fields;
  }

  @Test
  public void macroIsWrittenAndListedApartFromTexts() {
    room.whole("orei");
    JsonNode made = create(SUPERVISOR, "", "toritsugi", HAND_OVER);
    assertEquals(json(HAND_OVER), made.get("macro"));
    assertEquals("保険年金課", made.at("/names/section").asText());
    assertEquals("森 京子", made.at("/names/owner").asText());
    assertEquals(1, list(OPERATOR, "true").size());
    assertEquals("toritsugi", list(OPERATOR, "true").get(0).get("shortcut").asText());
    assertEquals(1, list(OPERATOR, "").size());
    assertFalse(list(OPERATOR, "").get(0).hasNonNull("macro"));
  }

  @Test
  public void whoWritesTextsThereWritesMacrosThere() {
    create(PENSION_STAFF, PENSION.value(), "own", HAND_OVER);
    assertEquals(0, list(TAX_STAFF, "true").size());
    assertEquals(1, list(OPERATOR, "true").size());
    for (AccessScope scope : List.of(PENSION_STAFF, OPERATOR)) {
      DomainException refused =
          assertThrows(DomainException.class, () -> create(scope, "", "whole", HAND_OVER));
      assertEquals(Problems.FORBIDDEN, refused.type());
    }
  }

  @Test
  public void whoeverAppliesOneFindsWhatTheyReachAndWhatIsInUse() {
    JsonNode made = create(PENSION_STAFF, PENSION.value(), "own", "{{氏名}}様", HAND_OVER);
    long id = made.get("id").asLong();
    Macro macro = room.macros.find(OPERATOR, id).orElseThrow();
    assertEquals(MIHON, macro.municipality());
    assertEquals("{{氏名}}様", macro.reply());
    assertEquals(1, macro.version());
    assertEquals(List.of("要確認"), macro.steps().removeTags());
    assertEquals(Integer.valueOf(3), macro.steps().dueDays());
    assertTrue(room.macros.find(TAX_STAFF, id).isEmpty());
    assertTrue(room.macros.find(AOBA_SUPERVISOR, id).isEmpty());
    assertTrue(room.macros.find(OPERATOR, room.whole("orei").id()).isEmpty());
    assertTrue(room.macros.find(OPERATOR, 987_654).isEmpty());
    rest.edit(
        PENSION_STAFF,
        made.get("id").asText(),
        "\"1\"",
        new TemplateEdit(null, null, null, null, null, null, false, null));
    assertTrue(room.macros.find(OPERATOR, id).isEmpty());
  }

  @Test
  public void itsStepsAreEditedAsAWholeAndTheLogTellsThat() {
    String id = create(SUPERVISOR, "", "a", HAND_OVER).get("id").asText();
    StepsView mine = only("closed", null, "@me", false);
    JsonNode edited =
        json(rest.edit(SUPERVISOR, id, "\"1\"", steps(mine)).getEntity()).get("macro");
    assertEquals("@me", edited.get("owner").asText());
    assertFalse(edited.hasNonNull("section"));
    assertEquals("{\"fields\":[\"macro\"]}", room.events().get(1).payload());
    // the same again is no edit
    assertEquals(
        2,
        json(rest.edit(SUPERVISOR, id, "\"2\"", steps(mine)).getEntity()).get("version").asInt());
  }

  @Test
  public void everyBadStepIsToldAtOnce() {
    StepsView bad =
        new StepsView(
            "new",
            "no such!",
            "no such!",
            "x".repeat(101),
            "soon",
            "never",
            Collections.nCopies(21, "a"),
            List.of("a,b"),
            -1,
            "あ".repeat(2_001),
            null,
            null);
    assertEquals(
        Set.of(
            "macro.status",
            "macro.section",
            "macro.owner",
            "macro.category",
            "macro.priority",
            "macro.result",
            "macro.addTags",
            "macro.removeTags",
            "macro.dueDays",
            "macro.note"),
        fields(() -> create(SUPERVISOR, "", "a", "文", bad)));
    StepsView nothing = only(null, null, null, false);
    assertEquals(Set.of("macro"), fields(() -> create(SUPERVISOR, "", "a", nothing)));
    assertEquals(
        Set.of("text", "macro.status"),
        fields(() -> create(SUPERVISOR, "", "a", only("open", null, null, true))));
    assertEquals(
        Set.of("macro.section", "macro.owner"),
        fields(() -> create(SUPERVISOR, "", "a", only(null, "nowhere", "nobody", false))));
  }

  @Test
  public void whatIsGoneStaysUntilSomebodyCorrectsIt() {
    String id = create(SUPERVISOR, "", "a", HAND_OVER).get("id").asText();
    room.directory.staff("mori", "森 京子", "もり きょうこ", false, SUPERVISOR.grants());
    assertEquals("", json(rest.view(OPERATOR, id).getEntity()).at("/names/owner").asText());
    TemplateEdit title = new TemplateEdit(null, null, "別の題", null, null, null, null, null);
    assertEquals(200, rest.edit(SUPERVISOR, id, "\"1\"", title).getStatus());
    assertEquals(
        Set.of("macro.owner"),
        fields(
            () ->
                rest.edit(
                    SUPERVISOR, id, "\"2\"", steps(only(null, PENSION.value(), "mori", false)))));
  }

  @Test
  public void textsDoNotBecomeMacrosAndFilesLeaveMacrosAlone() {
    String text = Long.toString(room.whole("orei").id());
    assertEquals(
        Set.of("macro"), fields(() -> rest.edit(SUPERVISOR, text, "\"1\"", steps(HAND_OVER))));
    create(SUPERVISOR, "", "toritsugi", HAND_OVER);
    String csv = new String(room.imports.export(SUPERVISOR, MIHON), StandardCharsets.UTF_8);
    assertFalse(csv, csv.contains("toritsugi") || csv.contains("macro"));
    String file = "section,shortcut,title,text,language,order,active\n,toritsugi,題,文,,,\n";
    assertFalse(room.imports.take(SUPERVISOR, MIHON, file, false).isSound());
    assertEquals("取次", list(OPERATOR, "true").get(0).get("title").asText());
  }
}
