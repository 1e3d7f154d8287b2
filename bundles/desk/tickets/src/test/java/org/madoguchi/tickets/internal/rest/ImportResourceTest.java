package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.ADMINISTRATOR;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class ImportResourceTest extends RestTest {
  private static final String FILE = "番号,受付日,件名,状態\n1,R5.4.1,=昔の件,止め\n2,いつか,二,完了\n";

  private static ImportForms.Meaning guessed() {
    return new ImportForms.Meaning(null, null, null, null, null, null, null, null);
  }

  private static ImportForms.Meaning meaning(List<String> fields, String kind, String section) {
    return new ImportForms.Meaning("旧", fields, Map.of(), List.of(), kind, null, null, section);
  }

  private String uploaded() throws IOException {
    byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
    return body(desk.rest.imports.upload(
            ADMINISTRATOR, "mihon", "台帳.csv", new ByteArrayInputStream(file)))
        .get("id")
        .asText();
  }

  @Test
  @Covers("X1")
  public void whatTheFileMeansIsGuessedShownAndKept() throws IOException {
    String id = uploaded();
    JsonNode preview =
        json(desk.rest.imports.preview(ADMINISTRATOR, Locale.JAPANESE, id, guessed()));
    assertEquals("received-at", preview.at("/columns/1/field").asText());
    assertEquals("=昔の件", preview.at("/columns/2/samples/0").asText());
    assertEquals("unknown", preview.at("/wrong/0/code").asText());
    assertEquals("uploaded", json(desk.rest.imports.view(ADMINISTRATOR, id)).at("/state").asText());

    desk.rest.imports.check(ADMINISTRATOR, id, guessed());
    desk.imports.all();
    JsonNode checked = json(desk.rest.imports.view(ADMINISTRATOR, id));
    assertEquals("checked", checked.at("/state").asText());
    assertEquals(2, checked.at("/bad").asInt());
    JsonNode wrong = json(desk.rest.imports.problems(ADMINISTRATOR, Locale.JAPANESE, id));
    assertEquals(2, wrong.at("/total").asInt());
    assertEquals(2, wrong.at("/items/0/line").asInt());
    byte[] file = (byte[]) desk.rest.imports.file(ADMINISTRATOR, Locale.ENGLISH, id).getEntity();
    assertTrue(new String(file, StandardCharsets.UTF_8).contains("いつか"));
    assertEquals(1, json(desk.rest.imports.list(ADMINISTRATOR)).size());
  }

  @Test
  public void wrongMeaningsAreNamedAndNothingIsBegun() throws IOException {
    String id = uploaded();
    assertEquals(Set.of("fields"), fields(() -> check(id, meaning(List.of("number"), null, null))));
    assertEquals(
        Set.of("fields", "fields[1]", "fields[3]", "kind", "section"),
        fields(
            () ->
                check(id, meaning(List.of("number", "number", "subject", "no"), "no", "no-such"))));
    assertEquals(
        Set.of("fields"),
        fields(() -> check(id, meaning(List.of("keep", "keep", "keep", "keep"), null, null))));
    assertEquals("uploaded", json(desk.rest.imports.view(ADMINISTRATOR, id)).at("/state").asText());
  }

  private void check(String id, ImportForms.Meaning meaning) throws IOException {
    desk.rest.imports.check(ADMINISTRATOR, id, meaning);
  }

  @Test
  public void foreignTownsAndImportsAreNotThere() throws IOException {
    String id = uploaded();
    problem(TicketProblems.IMPORT_NOT_FOUND, () -> desk.rest.imports.view(OPERATOR, id));
    problem(TicketProblems.IMPORT_NOT_FOUND, () -> desk.rest.imports.undo(OPERATOR, id));
    problem(TicketProblems.IMPORT_NOT_FOUND, () -> desk.rest.imports.view(ADMINISTRATOR, "x"));
    problem(
        Problems.MUNICIPALITY_NOT_FOUND,
        () ->
            desk.rest.imports.upload(
                OPERATOR, "mihon", "x", new ByteArrayInputStream(new byte[] {65})));
    problem(
        Problems.MUNICIPALITY_NOT_FOUND,
        () ->
            desk.rest.imports.upload(
                ADMINISTRATOR, "nirvana", "x", new ByteArrayInputStream(new byte[] {65})));
  }
}
