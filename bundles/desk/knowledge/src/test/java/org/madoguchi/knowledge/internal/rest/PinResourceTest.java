package org.madoguchi.knowledge.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.knowledge.internal.Room.OPERATOR;
import static org.madoguchi.knowledge.internal.Room.SUPERVISOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import javax.ws.rs.core.Response;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.knowledge.internal.Room;
import org.madoguchi.knowledge.internal.rest.PinViews.NewPin;
import org.madoguchi.knowledge.internal.rest.PinViews.PinEdit;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.web.internal.json.Json;

@Covers("X6")
public class PinResourceTest extends DatabaseMatrix {
  private Room room;
  private PinResource resource;

  @Before
  public void openRoom() {
    room = new Room(database());
    resource = new PinResource(room.pins, room.directory);
  }

  private static NewPin written(String heading, String text, String english, String until) {
    return new NewPin("r-" + heading, "mihon", heading, text, english, english, "", until);
  }

  private static JsonNode json(Object view) {
    return Json.mapper().valueToTree(view);
  }

  private static List<String> wrong(Runnable what) {
    DomainException refused = assertThrows(DomainException.class, what::run);
    assertEquals(Problems.INVALID_FIELDS, refused.type());
    return refused.fields().stream().map(FieldProblem::field).toList();
  }

  @Test
  public void pinnedEditedAndTakenDown() {
    Response made =
        resource.pin(SUPERVISOR, written("避難所", "市民会館\r\nです。 ", "Shelter", "2026-11-03T00:00:00Z"));
    assertEquals(201, made.getStatus());
    assertEquals("\"1\"", made.getHeaderString("ETag"));
    JsonNode pinned = json(made.getEntity());
    assertEquals("市民会館\nです。", pinned.get("text").asText());
    assertEquals("氏名 mori", pinned.at("/author/name").asText());
    assertTrue(pinned.get("editable").asBoolean());
    String id = pinned.get("id").asText();
    JsonNode seen = json(resource.standing(OPERATOR, "mihon"));
    assertFalse(seen.at("/items/0/editable").asBoolean());
    assertEquals(Room.NOW.toString(), seen.get("now").asText());
    PinEdit edit = new PinEdit("避難所（更新）", null, "", "", null, "", null);
    JsonNode edited = json(resource.edit(SUPERVISOR, id, "\"1\"", edit).getEntity());
    assertEquals("避難所（更新）", edited.get("heading").asText());
    assertEquals("市民会館\nです。", edited.get("text").asText());
    assertFalse(edited.has("until"));
    DomainException stale =
        assertThrows(DomainException.class, () -> resource.unpin(SUPERVISOR, id, "\"1\""));
    assertEquals(Problems.STALE_VERSION, stale.type());
    assertEquals("避難所（更新）", json(stale.extensions()).at("/current/heading").asText());
    assertThrows(DomainException.class, () -> resource.unpin(SUPERVISOR, id, null));
    resource.unpin(SUPERVISOR, id, "\"2\"");
    assertEquals(0, json(resource.standing(OPERATOR, "")).at("/items").size());
    Response one = resource.view(OPERATOR, id);
    assertEquals("\"3\"", one.getHeaderString("ETag"));
    assertThrows(DomainException.class, () -> resource.view(Room.AOBA_SUPERVISOR, id));
    JsonNode over = json(resource.over(OPERATOR, "mihon", "", ""));
    assertTrue(over.at("/items/0/takenDown").asBoolean());
    assertEquals("mori", over.at("/items/0/editor/id").asText());
  }

  @Test
  public void everyBadFieldIsToldAtOnce() {
    assertEquals(
        List.of("heading", "text", "until"),
        wrong(
            () ->
                resource.pin(
                    SUPERVISOR, written("二\n行", "長".repeat(1_001), "", "2026-11-02T05:00:00Z"))));
    NewPin half = new NewPin("r", "mihon", "避難所", "本文", "Shelter", "", "", "");
    assertEquals(List.of("englishText"), wrong(() -> resource.pin(SUPERVISOR, half)));
    NewPin article = new NewPin("r", "mihon", "避難所", "本文", "", "", "十二", "2029-01-01T00:00:00Z");
    assertEquals(List.of("article", "until"), wrong(() -> resource.pin(SUPERVISOR, article)));
    assertEquals(List.of("after"), wrong(() -> resource.over(SUPERVISOR, "", "x", "")));
  }
}
