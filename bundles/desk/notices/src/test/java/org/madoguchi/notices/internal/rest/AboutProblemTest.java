package org.madoguchi.notices.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.notices.internal.Room.ADMINISTRATOR;
import static org.madoguchi.notices.internal.Room.AOBA_SUPERVISOR;
import static org.madoguchi.notices.internal.Room.OPERATOR;
import static org.madoguchi.notices.internal.Room.PENSION;
import static org.madoguchi.notices.internal.Room.PENSION_STAFF;
import static org.madoguchi.notices.internal.Room.SUPERVISOR;
import static org.madoguchi.notices.internal.Room.TAX_STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.notices.internal.NoticeProblems;
import org.madoguchi.notices.internal.Room;
import org.madoguchi.notices.internal.rest.ChangeViews.ChangeEdit;
import org.madoguchi.notices.internal.rest.ChangeViews.NewChange;
import org.madoguchi.notices.internal.rest.Views.NewNotice;
import org.madoguchi.notices.internal.rest.Views.NoticeEdit;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ProblemTitles.Titled;
import org.madoguchi.web.internal.json.Json;

/**
 * A notice and a planned change say which problem they are about, and the problem which they are.
 */
@Covers("X15")
public class AboutProblemTest extends DatabaseMatrix {
  private static final String FROM = "2026-11-02T03:00:00Z";
  private static final String TO = "2026-11-02T09:00:00Z";

  private Room room;

  @Before
  public void somethingIsOutOfOrder() {
    room = new Room(database());
    room.knownProblems.put(7L, new Titled(7, "mihon", "収納システムの停止", "open"));
    room.knownProblems.put(8L, new Titled(8, "aoba", "よその断水", "open"));
  }

  private static JsonNode json(Object entity) {
    return Json.mapper().valueToTree(entity);
  }

  private static DomainException refused(ProblemType type, ThrowingRunnable attempt) {
    DomainException thrown = assertThrows(DomainException.class, attempt);
    assertEquals(type, thrown.type());
    return thrown;
  }

  private static NewNotice notice(String section, String from, String problem) {
    String request = UUID.randomUUID().toString();
    return new NewNotice(
        request, "mihon", section, "納付書の再発行", "窓口で受け付けます。", null, null, from, TO, problem);
  }

  private JsonNode published(String section, String from, String problem) {
    return json(room.rest.publish(SUPERVISOR, notice(section, from, problem)).getEntity());
  }

  private JsonNode planned(String problem) {
    NewChange change =
        new NewChange(
            UUID.randomUUID().toString(), "", "収納", "システムの入替え", "", "", FROM, TO, problem);
    return json(room.changeRest.enter(SUPERVISOR, "mihon", change).getEntity());
  }

  private static NoticeEdit about(String problem) {
    return new NoticeEdit(null, null, null, null, null, null, null, null, problem);
  }

  private JsonNode about(AccessScope who) {
    return json(room.rest.about(who, "mihon", "7"));
  }

  @Test
  public void bothDirectionsAreShown() {
    JsonNode notice = published("", "", "7");
    assertEquals("収納システムの停止", notice.at("/problem/title").asText());
    assertEquals("open", notice.at("/problem/status").asText());
    JsonNode change = planned("7");
    assertEquals("7", change.at("/problem/id").asText());
    published("", "", null);
    JsonNode about = about(OPERATOR);
    assertEquals(List.of(notice.get("id").asText()), ids(about.get("notices")));
    assertEquals(List.of(change.get("id").asText()), ids(about.get("changes")));
    assertEquals("7", about.at("/notices/0/problem/id").asText());
    assertEquals(
        "収納システムの停止",
        json(room.rest.today(OPERATOR, "mihon")).at("/changes/0/problem/title").asText());
  }

  private static List<String> ids(JsonNode items) {
    List<String> ids = new ArrayList<>();
    items.forEach(item -> ids.add(item.get("id").asText()));
    return ids;
  }

  @Test
  public void eachSeesWhatTheyMaySee() {
    published(PENSION.value(), "", "7");
    published("", FROM, "7");
    assertEquals(2, about(SUPERVISOR).get("notices").size());
    assertEquals("what is to come is for publishers", 1, about(OPERATOR).get("notices").size());
    assertEquals(1, about(PENSION_STAFF).get("notices").size());
    assertEquals(0, about(TAX_STAFF).get("notices").size());
    // who runs the system sees notices, but no problems
    JsonNode today = json(room.rest.today(ADMINISTRATOR, "mihon"));
    assertEquals(1, today.get("items").size());
    assertFalse(today.at("/items/0").has("problem"));
    refused(Problems.MUNICIPALITY_NOT_FOUND, () -> room.rest.about(AOBA_SUPERVISOR, "mihon", "7"));
  }

  @Test
  public void onlyProblemsOfTheMunicipalityAreNamed() {
    for (String wrong : List.of("8", "9", "x")) {
      assertEquals("problem", field(() -> published("", "", wrong)));
      assertEquals("problem", field(() -> planned(wrong)));
      refused(NoticeProblems.PROBLEM_NOT_FOUND, () -> room.rest.about(SUPERVISOR, "mihon", wrong));
    }
    String id = published("", "", "").get("id").asText();
    assertEquals("problem", field(() -> room.rest.edit(SUPERVISOR, id, "\"1\"", about("8"))));
    assertEquals("problem", field(() -> room.rest.edit(ADMINISTRATOR, id, "\"1\"", about("7"))));
  }

  private static String field(ThrowingRunnable attempt) {
    List<FieldProblem> fields = refused(Problems.INVALID_FIELDS, attempt).fields();
    assertEquals(1, fields.size());
    return fields.get(0).field();
  }

  @Test
  public void itIsNamedLaterAndLeftAgain() {
    String notice = published("", "", null).get("id").asText();
    JsonNode named = json(room.rest.edit(SUPERVISOR, notice, "\"1\"", about("7")).getEntity());
    assertEquals("7", named.at("/problem/id").asText());
    assertEquals("nothing to be read anew", 1, named.get("edition").asInt());
    // who does not see it leaves it as it is
    NoticeEdit text = new NoticeEdit(null, null, "新しい本文", null, null, null, null, null, null);
    room.rest.edit(ADMINISTRATOR, notice, "\"2\"", text);
    assertEquals(1, about(OPERATOR).get("notices").size());
    DomainException stale =
        refused(
            Problems.STALE_VERSION, () -> room.rest.edit(SUPERVISOR, notice, "\"1\"", about("")));
    assertEquals(Map.of("theirs", "7", "yours", ""), without(stale, "problem"));
    JsonNode left = json(room.rest.edit(SUPERVISOR, notice, "\"3\"", about("")).getEntity());
    assertFalse(left.has("problem"));

    String change = planned("7").get("id").asText();
    ChangeEdit none = new ChangeEdit(null, null, null, null, null, null, null, null, "");
    room.changeRest.edit(SUPERVISOR, "mihon", change, "\"1\"", none);
    assertEquals(0, about(OPERATOR).get("changes").size());
    assertEquals(0, about(OPERATOR).get("notices").size());
  }

  private static Map<String, String> without(DomainException stale, String field) {
    JsonNode changed = json(stale.extensions()).at("/changed/" + field);
    return Map.of("theirs", changed.get("theirs").asText(), "yours", changed.get("yours").asText());
  }
}
