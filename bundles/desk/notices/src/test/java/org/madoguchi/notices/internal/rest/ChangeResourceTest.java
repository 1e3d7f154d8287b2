package org.madoguchi.notices.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.notices.internal.Room.OPERATOR;
import static org.madoguchi.notices.internal.Room.PENSION;
import static org.madoguchi.notices.internal.Room.SUPERVISOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.ws.rs.core.Response;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.notices.internal.NoticeProblems;
import org.madoguchi.notices.internal.Room;
import org.madoguchi.notices.internal.rest.ChangeViews.ChangeEdit;
import org.madoguchi.notices.internal.rest.ChangeViews.NewChange;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.web.internal.json.Json;

public class ChangeResourceTest extends DatabaseMatrix {
  private static final String FROM = "2026-11-02T03:00:00Z";
  private static final String TO = "2026-11-02T05:00:00Z";

  private Room room;
  private ChangeResource rest;

  @Before
  public void openRoom() {
    room = new Room(database());
    rest = room.changeRest;
  }

  private static JsonNode json(Object entity) {
    return Json.mapper().valueToTree(entity);
  }

  private static DomainException problem(ProblemType type, ThrowingRunnable attempt) {
    DomainException thrown = assertThrows(DomainException.class, attempt);
    assertEquals(type, thrown.type());
    return thrown;
  }

  private static Set<String> fields(ThrowingRunnable attempt) {
    Set<String> fields = new TreeSet<>();
    problem(Problems.INVALID_FIELDS, attempt).fields().stream()
        .map(FieldProblem::field)
        .forEach(fields::add);
    return fields;
  }

  private static NewChange written(String from, String to) {
    String request = UUID.randomUUID().toString();
    return new NewChange(request, PENSION.value(), "年金端末", "保守", "止まります。", "内線1", from, to, null);
  }

  private static ChangeEdit calledOff(boolean off) {
    return new ChangeEdit(null, null, null, null, null, null, null, off, null);
  }

  @Test
  @Covers("X15")
  public void changeIsEnteredShownOnItsDayAndCalledOff() {
    Response made = rest.enter(SUPERVISOR, "mihon", written(FROM, TO));
    assertEquals(201, made.getStatus());
    JsonNode change = json(made.getEntity());
    String id = change.get("id").asText();
    assertEquals("mihon/" + id, made.getLocation().toString());
    assertEquals("保険年金課", change.at("/section/name").asText());
    JsonNode listed = json(rest.list(OPERATOR, "mihon", "2026-11-02", "2026-11-02"));
    assertEquals("年金端末", listed.at("/0/service").asText());
    JsonNode today = json(room.rest.today(OPERATOR, "mihon"));
    assertEquals(id, today.at("/changes/0/id").asText());
    assertEquals("2026-11-02T15:00:00Z", today.get("nextTurn").asText());
    rest.edit(SUPERVISOR, "mihon", id, "\"1\"", calledOff(true));
    JsonNode view = json(rest.view(OPERATOR, "mihon", id).getEntity());
    assertTrue(view.get("calledOff").asBoolean());
    assertEquals("保守", view.get("title").asText());
    DomainException stale =
        problem(
            Problems.STALE_VERSION,
            () -> rest.edit(SUPERVISOR, "mihon", id, "\"1\"", calledOff(false)));
    assertTrue(json(stale.extensions()).at("/changed/calledOff/theirs").asBoolean());
  }

  @Test
  public void everyBadFieldIsToldAtOnce() {
    assertEquals(Set.of("to"), fields(() -> rest.enter(SUPERVISOR, "mihon", written(TO, FROM))));
    NewChange bad =
        new NewChange(
            "r", "no such!", "x\ny", " ", "あ".repeat(2_001), "x".repeat(201), "", "x", null);
    assertEquals(
        Set.of("section", "service", "title", "text", "contact", "from", "to"),
        fields(() -> rest.enter(SUPERVISOR, "mihon", bad)));
    assertEquals(Set.of("from", "to"), fields(() -> rest.list(OPERATOR, "mihon", null, "soon")));
    assertEquals(
        Set.of("to"), fields(() -> rest.list(OPERATOR, "mihon", "2026-01-01", "2028-01-01")));
    problem(Problems.MALFORMED_BODY, () -> rest.enter(SUPERVISOR, "mihon", null));
    problem(Problems.VERSION_REQUIRED, () -> rest.edit(SUPERVISOR, "mihon", "1", null, null));
    problem(NoticeProblems.CHANGE_NOT_FOUND, () -> rest.view(OPERATOR, "mihon", "x"));
    problem(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> rest.list(OPERATOR, "aoba", "2026-01-01", "2026-01-02"));
  }
}
