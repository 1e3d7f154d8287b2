package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class ProblemResourceTest extends RestTest {
  private JsonNode registered(String title) {
    return body(
        desk.rest.problems.register(
            OPERATOR,
            "mihon",
            new ProblemJson.New(
                UUID.randomUUID().toString(),
                title,
                null,
                null,
                "suzuki",
                null,
                "窓口へ案内する",
                null,
                null)));
  }

  private static ProblemJson.Edit status(String status) {
    return new ProblemJson.Edit(null, status, null, null, null, null, null, null);
  }

  @Test
  @Covers("X15")
  public void aTicketIsTiedAndShowsTheWorkaround() {
    String id = registered("断水").get("id").asText();
    String ref = Tickets.open().at(desk).toString();
    JsonNode tied =
        body(
            desk.rest.tickets.edit(
                OPERATOR,
                ref,
                "1",
                new Requests.TicketEdit(
                    null, null, null, null, null, null, null, null, null, null, null, null, id)));
    assertEquals("断水", tied.at("/problem/title").asText());
    assertEquals("窓口へ案内する", tied.at("/problem/workaround").asText());
    JsonNode seen = body(desk.rest.problems.view(OPERATOR, "mihon", id));
    assertEquals(1, seen.at("/tied/new").asInt());
    assertTrue(seen.get("editable").asBoolean());
    assertEquals(
        Set.of("problem"),
        fields(
            () ->
                desk.rest.tickets.edit(
                    OPERATOR,
                    ref,
                    "2",
                    new Requests.TicketEdit(
                        null, null, null, null, null, null, null, null, null, null, null, null,
                        "99999"))));
  }

  @Test
  @Covers("X15")
  public void staleEditsTellWhatOthersDid() {
    String id = registered("断水").get("id").asText();
    desk.rest.problems.edit(OPERATOR, "mihon", id, "\"1\"", status("known-error"));
    DomainException stale =
        problem(
            Problems.STALE_VERSION,
            () -> desk.rest.problems.edit(OPERATOR, "mihon", id, "\"1\"", status("solved")));
    JsonNode told = json(stale.extensions());
    assertEquals("known-error", told.at("/changed/status/theirs").asText());
    assertEquals("solved", told.at("/changed/status/yours").asText());
    assertEquals(2, told.at("/current/version").asInt());
    JsonNode history = json(desk.rest.problems.history(OPERATOR, "mihon", id));
    assertEquals("open", history.at("/0/changes/status/before").asText());
  }

  @Test
  @Covers("X15")
  public void wrongFieldsAreNamedAndForeignTownsAreNotThere() {
    assertEquals(
        Set.of("requestId", "title", "status", "owner", "fix"),
        fields(
            () ->
                desk.rest.problems.register(
                    OPERATOR,
                    "mihon",
                    new ProblemJson.New(
                        null, " ", "gone", null, "nobody", null, null, null, "長".repeat(2_001)))));
    String id = registered("断水").get("id").asText();
    problem(
        Problems.MUNICIPALITY_NOT_FOUND, () -> desk.rest.problems.view(AOBA_OPERATOR, "mihon", id));
    problem(
        TicketProblems.PROBLEM_NOT_FOUND, () -> desk.rest.problems.view(AOBA_OPERATOR, "aoba", id));
    problem(
        TicketProblems.PROBLEM_NOT_FOUND, () -> desk.rest.problems.view(OPERATOR, "mihon", "x"));
  }

  @Test
  @Covers("X15")
  public void nobodyWritesToEverybodyByMistake() {
    Requests.Change reply =
        new Requests.Change(
            null, null, "closed", null, null, null, null, null, null, null, null, "復旧しました");
    Requests.Selection everything =
        new Requests.Selection("all-open", null, null, null, null, null, null, null, null, null);
    assertEquals(
        Set.of("change.reply"),
        fields(
            () ->
                desk.rest.bulk.order(
                    OPERATOR, new Requests.NewBulk("r1", "mihon", null, everything, reply))));
  }

  @Test
  @Covers("X15")
  public void theListGoesOnWhereItEnded() {
    registered("一");
    registered("二");
    JsonNode first = json(desk.rest.problems.list(OPERATOR, "mihon", null, null, "1"));
    assertEquals("二", first.at("/items/0/title").asText());
    JsonNode rest =
        json(desk.rest.problems.list(OPERATOR, "mihon", "open", first.get("next").asText(), "1"));
    assertEquals("一", rest.at("/items/0/title").asText());
    assertTrue(rest.path("next").isMissingNode() || rest.get("next").isNull());
  }
}
