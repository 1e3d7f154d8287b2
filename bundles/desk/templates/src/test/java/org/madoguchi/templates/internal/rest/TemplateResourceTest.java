package org.madoguchi.templates.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.templates.internal.Room.OPERATOR;
import static org.madoguchi.templates.internal.Room.PENSION;
import static org.madoguchi.templates.internal.Room.PENSION_STAFF;
import static org.madoguchi.templates.internal.Room.SUPERVISOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.ws.rs.core.Response;
import org.junit.Before;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.FieldProblem;
import org.madoguchi.kernel.problem.ProblemType;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.templates.internal.Room;
import org.madoguchi.templates.internal.TemplateProblems;
import org.madoguchi.templates.internal.rest.Views.NewTemplate;
import org.madoguchi.templates.internal.rest.Views.TemplateEdit;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.web.internal.json.Json;

public class TemplateResourceTest extends DatabaseMatrix {
  private static final String CSV =
      "section,shortcut,title,text,language,order,active\r\n,orei,お礼①,髙島様,,,\r\n";

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

  private static DomainException problem(ProblemType type, ThrowingRunnable attempt) {
    DomainException thrown = assertThrows(DomainException.class, attempt);
    assertEquals(type, thrown.type());
    return thrown;
  }

  private static NewTemplate written(String section, String shortcut) {
    return new NewTemplate("mihon", section, shortcut, "題", "文", null, null, null, null);
  }

  private static TemplateEdit title(String title) {
    return new TemplateEdit(null, null, title, null, null, null, null, null);
  }

  private JsonNode page(String q, String after, String limit) {
    return json(rest.list(OPERATOR, "mihon", null, q, "true", "", after, limit));
  }

  @Test
  public void moduleIsWrittenReadEditedAndWithdrawn() {
    Response made = rest.create(SUPERVISOR, written("", "Orei"));
    assertEquals(201, made.getStatus());
    assertEquals("\"1\"", made.getHeaderString("ETag"));
    JsonNode module = json(made.getEntity());
    String id = module.get("id").asText();
    // the container puts its address before it
    assertEquals(id, made.getLocation().toString());
    assertEquals("orei", module.get("shortcut").asText());
    assertEquals("ja", module.get("language").asText());
    assertTrue(module.get("active").asBoolean() && module.get("editable").asBoolean());
    assertFalse(module.has("section"));
    assertFalse(json(rest.view(OPERATOR, id).getEntity()).get("editable").asBoolean());

    Response edited = rest.edit(SUPERVISOR, id, "\"1\"", title("お礼"));
    assertEquals("\"2\"", edited.getHeaderString("ETag"));
    assertEquals("文", json(edited.getEntity()).get("text").asText());
    TemplateEdit withdrawn = new TemplateEdit(null, null, null, null, null, null, false, null);
    rest.edit(SUPERVISOR, id, "\"2\"", withdrawn);
    assertEquals(0, page("", "", "").get("items").size());
  }

  @Test
  public void sectionIsToldByName() {
    JsonNode module = json(rest.create(PENSION_STAFF, written(PENSION.value(), "a")).getEntity());
    assertEquals("保険年金課", module.at("/section/name").asText());
    JsonNode list = json(rest.list(PENSION_STAFF, "mihon", PENSION.value(), "", "", "", "", ""));
    assertEquals(1, list.get("items").size());
  }

  @Test
  public void everyBadFieldIsToldAtOnce() {
    NewTemplate bad =
        new NewTemplate("mihon", "no such!", "a b", " ", "あ".repeat(10_001), "日本語", -1, null, null);
    assertEquals(
        Set.of("section", "shortcut", "title", "text", "language", "order"),
        fields(() -> rest.create(SUPERVISOR, bad)));
    NewTemplate empty = new NewTemplate("mihon", null, null, null, null, null, null, null, null);
    assertEquals(Set.of("shortcut", "title", "text"), fields(() -> rest.create(SUPERVISOR, empty)));
    assertEquals(
        Set.of("active", "after", "limit", "macros", "q", "section"),
        fields(
            () ->
                rest.list(
                    OPERATOR, "mihon", "no such!", "x".repeat(101), "yes", "no", "9-1-1", "201")));
    problem(Problems.MALFORMED_BODY, () -> rest.create(SUPERVISOR, null));
    problem(
        Problems.MUNICIPALITY_NOT_FOUND, () -> rest.list(OPERATOR, "aoba", "", "", "", "", "", ""));
    problem(TemplateProblems.TEMPLATE_NOT_FOUND, () -> rest.view(OPERATOR, "x"));
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
    String id = json(rest.create(SUPERVISOR, written("", "a")).getEntity()).get("id").asText();
    problem(Problems.VERSION_REQUIRED, () -> rest.edit(SUPERVISOR, id, null, title("x")));
    assertEquals(Set.of("If-Match"), fields(() -> rest.edit(SUPERVISOR, id, "x", title("x"))));
    rest.edit(SUPERVISOR, id, "\"1\"", title("先の題"));
    DomainException stale =
        problem(Problems.STALE_VERSION, () -> rest.edit(SUPERVISOR, id, "\"1\"", title("後の題")));
    JsonNode told = json(stale.extensions());
    assertEquals("先の題", told.at("/changed/title/theirs").asText());
    assertEquals("後の題", told.at("/changed/title/yours").asText());
    assertEquals("森 京子", told.at("/changed/title/by/name").asText());
    assertEquals("2", told.at("/current/version").asText());
  }

  @Test
  public void pagesFollowEachOther() {
    for (String shortcut : List.of("a", "b", "c")) {
      room.whole(shortcut);
    }
    JsonNode first = page("", "", "2");
    assertEquals(2, first.get("items").size());
    JsonNode second = page("", first.get("next").asText(), "2");
    assertEquals("c", second.at("/items/0/shortcut").asText());
    assertFalse(second.has("next"));
  }

  @Test
  public void filesAreReadInEitherEncoding() throws IOException {
    Charset shiftJis = Charset.forName("windows-31j");
    assertEquals("お礼①", imported(CSV.getBytes(StandardCharsets.UTF_8), "text/csv"));
    assertEquals("お礼①", imported(("\ufeff" + CSV).getBytes(StandardCharsets.UTF_8), "text/csv"));
    assertEquals("お礼①", imported(CSV.getBytes(shiftJis), "text/csv"));
    assertEquals("お礼①", imported(CSV.getBytes(shiftJis), "text/csv; charset=Shift_JIS"));
    problem(
        Problems.MALFORMED_BODY, () -> imported(CSV.getBytes(shiftJis), "text/csv;charset=UTF-8"));
    problem(
        Problems.UNSUPPORTED_MEDIA_TYPE, () -> imported(new byte[0], "text/csv;charset=latin1"));
    problem(
        Problems.BODY_TOO_LARGE,
        () -> imported(new byte[TemplateResource.LARGEST_FILE + 1], "text/csv"));
  }

  private String imported(byte[] csv, String type) throws IOException {
    JsonNode outcome =
        json(
            rest.importFile(
                SUPERVISOR, Locale.JAPANESE, "mihon", "", type, new ByteArrayInputStream(csv)));
    assertTrue(outcome.toString(), outcome.get("taken").asBoolean());
    return page("orei", "", "").at("/items/0/title").asText();
  }

  @Test
  public void badLinesAreToldInTheCallersLanguage() throws IOException {
    byte[] csv = CSV.replace(",orei", ",").getBytes(StandardCharsets.UTF_8);
    JsonNode outcome =
        json(
            rest.importFile(
                SUPERVISOR,
                Locale.JAPANESE,
                "mihon",
                "true",
                "text/csv",
                new ByteArrayInputStream(csv)));
    assertFalse(outcome.get("taken").asBoolean());
    assertEquals(2, outcome.at("/badLines/0/line").asInt());
    assertEquals("値がありません。", outcome.at("/badLines/0/message").asText());
  }

  @Test
  public void exportIsAFileForSpreadsheets() {
    room.whole("orei");
    Response answer = rest.export(SUPERVISOR, "mihon");
    assertTrue(answer.getHeaderString("Content-Disposition").contains("templates-mihon.csv"));
    String csv = new String((byte[]) answer.getEntity(), StandardCharsets.UTF_8);
    assertTrue(csv, csv.startsWith("\ufeff") && csv.contains("orei"));
  }
}
