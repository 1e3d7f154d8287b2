package org.madoguchi.notices.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.notices.internal.Room.OPERATOR;
import static org.madoguchi.notices.internal.Room.PENSION;
import static org.madoguchi.notices.internal.Room.SUPERVISOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
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
import org.madoguchi.notices.internal.rest.Views.NewNotice;
import org.madoguchi.notices.internal.rest.Views.NoticeEdit;
import org.madoguchi.notices.internal.rest.Views.ReadMark;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.web.internal.json.Json;

public class NoticeResourceTest extends DatabaseMatrix {
  private static final String TO = "2026-11-02T09:00:00Z";

  private NoticeResource rest;

  @Before
  public void openRoom() {
    rest = new Room(database()).rest;
  }

  private static JsonNode json(Object entity) {
    return Json.mapper().valueToTree(entity);
  }

  private static DomainException problem(ProblemType type, ThrowingRunnable attempt) {
    DomainException thrown = assertThrows(DomainException.class, attempt);
    assertEquals(type, thrown.type());
    return thrown;
  }

  private static NewNotice written(String section, String title) {
    String request = UUID.randomUUID().toString();
    return new NewNotice(
        request, "mihon", section, title, "文\r\n次の行", "urgent", true, null, TO, null);
  }

  private static NoticeEdit edit(String title, Boolean ended) {
    return new NoticeEdit(null, title, null, null, null, null, null, ended, null);
  }

  private JsonNode today() {
    return json(rest.today(OPERATOR, "mihon"));
  }

  @Test
  @Covers("X5")
  public void noticeIsPublishedReadEditedAndEnded() {
    Response made = rest.publish(SUPERVISOR, written(PENSION.value(), "断水"));
    assertEquals(201, made.getStatus());
    JsonNode notice = json(made.getEntity());
    String id = notice.get("id").asText();
    assertEquals(id, made.getLocation().toString());
    assertEquals("current", notice.get("state").asText());
    assertEquals("urgent", notice.get("importance").asText());
    assertEquals("文\n次の行", notice.get("text").asText());
    assertEquals("保険年金課", notice.at("/section/name").asText());
    assertEquals("森 京子", notice.at("/author/name").asText());
    assertEquals(1, today().get("unread").asInt());
    assertEquals(0, today().at("/items/0/read").asInt());
    assertFalse(today().at("/items/0/editable").asBoolean());
    rest.read(OPERATOR, id, new ReadMark(1));
    assertEquals(0, today().get("unread").asInt());
    JsonNode readers = json(rest.readers(SUPERVISOR, id));
    assertEquals(2, readers.get("read").asInt());
    assertEquals(List.of("森 京子", "鈴木 美咲"), readers.at("/readings").findValuesAsText("name"));
    assertEquals("加藤 学", readers.at("/unread/0/name").asText());

    Response edited = rest.edit(SUPERVISOR, id, "\"1\"", edit("断水（延長）", null));
    assertEquals("\"2\"", edited.getHeaderString("ETag"));
    assertEquals(2, json(edited.getEntity()).get("edition").asInt());
    JsonNode ended = json(rest.edit(SUPERVISOR, id, "\"2\"", edit(null, true)).getEntity());
    assertEquals("expired", ended.get("state").asText());
    assertEquals(0, today().get("items").size());
    JsonNode archive = json(rest.list(OPERATOR, "mihon", "expired", "延長", null, null));
    assertEquals(id, archive.at("/items/0/id").asText());
  }

  @Test
  public void everyBadFieldIsToldAtOnce() {
    NewNotice bad =
        new NewNotice(
            "r", "mihon", "no such!", " ", "あ".repeat(4_001), "huge", null, "tomorrow", "x", "7x");
    assertEquals(
        Set.of("section", "title", "text", "importance", "from", "to", "problem"),
        fields(() -> rest.publish(SUPERVISOR, bad)));
    NewNotice empty = new NewNotice("r", "mihon", null, null, null, null, null, null, null, null);
    assertEquals(Set.of("title", "text", "to"), fields(() -> rest.publish(SUPERVISOR, empty)));
    NewNotice backwards =
        new NewNotice("r", "mihon", "", "題", "文", null, null, TO, "2026-11-02T08:00:00Z", null);
    assertEquals(Set.of("to"), fields(() -> rest.publish(SUPERVISOR, backwards)));
    NewNotice years =
        new NewNotice("r", "mihon", "", "題", "文", null, null, null, "2028-11-02T08:00:00Z", null);
    assertEquals(Set.of("to"), fields(() -> rest.publish(SUPERVISOR, years)));
    assertEquals(
        Set.of("shelf", "after", "limit", "q"),
        fields(() -> rest.list(OPERATOR, "", "attic", "x".repeat(101), "1-1", "201")));
    problem(Problems.MALFORMED_BODY, () -> rest.publish(SUPERVISOR, null));
    problem(Problems.MUNICIPALITY_NOT_FOUND, () -> rest.today(OPERATOR, "aoba"));
    problem(NoticeProblems.NOTICE_NOT_FOUND, () -> rest.view(OPERATOR, "x"));
    problem(NoticeProblems.NOTICE_NOT_FOUND, () -> rest.view(OPERATOR, "123"));
  }

  private static Set<String> fields(ThrowingRunnable attempt) {
    Set<String> fields = new TreeSet<>();
    problem(Problems.INVALID_FIELDS, attempt).fields().stream()
        .map(FieldProblem::field)
        .forEach(fields::add);
    return fields;
  }

  @Test
  public void editNeedsTheVersionItBeganWithAndTellsWhatOthersChanged() {
    String id = json(rest.publish(SUPERVISOR, written("", "断水")).getEntity()).get("id").asText();
    problem(Problems.VERSION_REQUIRED, () -> rest.edit(SUPERVISOR, id, null, edit("題", null)));
    rest.edit(SUPERVISOR, id, "\"1\"", edit("先", null));
    DomainException stale =
        problem(Problems.STALE_VERSION, () -> rest.edit(SUPERVISOR, id, "\"1\"", edit("後", null)));
    JsonNode members = json(stale.extensions());
    assertEquals("先", members.at("/changed/title/theirs").asText());
    assertEquals("後", members.at("/changed/title/yours").asText());
    assertEquals(2, members.at("/current/version").asInt());
    assertTrue(members.at("/changed").size() == 1);
  }
}
