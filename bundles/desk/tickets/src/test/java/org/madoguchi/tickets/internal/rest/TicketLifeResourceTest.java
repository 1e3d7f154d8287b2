package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class TicketLifeResourceTest extends RestTest {
  private static Requests.TicketEdit status(String status) {
    return new Requests.TicketEdit(
        null, null, status, null, null, null, null, null, null, null, null, null, null);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  public void viewTellsWhereTheTicketMayGo() {
    String ref = Tickets.open().at(desk).toString();
    JsonNode view = body(tickets.view(OPERATOR, ref));
    assertEquals(
        List.of(
            "open", "waiting-department", "waiting-citizen", "callback-due", "answered", "closed"),
        texts(view.get("nextStatuses")));
    assertFalse(view.has("requiredToClose"));
    JsonNode closed = body(tickets.edit(OPERATOR, ref, "\"1\"", status("closed")));
    assertEquals(List.of("open"), texts(closed.get("nextStatuses")));
  }

  @Test
  public void statusThatIsNotPossibleIsAConflictThatTellsWhatIs() {
    String ref = Tickets.open().at(desk).toString();
    tickets.edit(OPERATOR, ref, "\"1\"", status("open"));
    problem(Problems.STALE_VERSION, () -> tickets.edit(COLLEAGUE, ref, "\"1\"", status("new")));
    DomainException refused =
        problem(
            TicketProblems.STATUS_NOT_POSSIBLE,
            () -> tickets.edit(COLLEAGUE, ref, "\"2\"", status("new")));
    assertEquals(
        Map.of(
            "current",
            "open",
            "possible",
            List.of("waiting-department", "waiting-citizen", "callback-due", "answered", "closed")),
        refused.extensions());
    assertEquals("open", body(tickets.view(OPERATOR, ref)).get("status").asText());
  }

  @Test
  public void linkIsPutShownOnBothAndTakenBack() {
    String one = Tickets.open().at(desk).toString();
    String two = Tickets.open().subject("同じ件").at(desk).toString();
    JsonNode linked = json(tickets.link(OPERATOR, one, two, new Requests.NewLink("duplicates")));
    assertEquals(1, linked.size());
    assertEquals(two, linked.get(0).get("ref").asText());
    assertEquals("同じ件", linked.get(0).get("subject").asText());
    assertEquals("duplicates", linked.get(0).get("relation").asText());
    JsonNode other = body(tickets.view(OPERATOR, two)).get("linked").get(0);
    assertEquals(one, other.get("ref").asText());
    assertEquals("duplicated-by", other.get("relation").asText());
    JsonNode told = json(tickets.history(OPERATOR, two)).get(1);
    assertEquals("TicketLinked", told.get("type").asText());
    assertEquals(one, told.get("details").get("linked").asText());
    assertEquals("duplicated-by", told.get("details").get("relation").asText());
    assertEquals(0, tickets.unlink(OPERATOR, two, one).size());
    assertEquals(0, body(tickets.view(OPERATOR, one)).get("linked").size());
  }

  @Test
  public void linkIsCheckedAfterTheTicketWasFound() {
    String one = Tickets.open().at(desk).toString();
    String two = Tickets.open().at(desk).toString();
    assertEquals(
        Set.of("relation"),
        fields(() -> tickets.link(OPERATOR, one, two, new Requests.NewLink(null))));
    assertEquals(
        Set.of("relation"),
        fields(() -> tickets.link(OPERATOR, one, two, new Requests.NewLink("cousin"))));
    problem(Problems.MALFORMED_BODY, () -> tickets.link(OPERATOR, one, two, null));
    problem(
        TicketProblems.TICKET_NOT_FOUND,
        () -> tickets.link(PENSION_STAFF, one, two, new Requests.NewLink("cousin")));
    problem(
        TicketProblems.TICKET_NOT_FOUND,
        () -> tickets.link(OPERATOR, one, "nothing", new Requests.NewLink("related")));
  }

  private static Requests.TicketEdit tags(String... words) {
    return new Requests.TicketEdit(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Arrays.asList(words),
        null,
        null);
  }

  @Test
  public void tagsArePutSuggestedAndFilteredBy() {
    String ref = Tickets.open().at(desk).toString();
    JsonNode view =
        body(tickets.edit(OPERATOR, ref, "\"1\"", tags("ＬＩＮＥ  予約", " ", "台風", "LINE 予約")));
    assertEquals(List.of("LINE 予約", "台風"), texts(view.get("tags")));
    assertEquals(List.of("LINE 予約"), tickets.tags(OPERATOR, "mihon", "ＬＩ"));
    assertEquals(List.of(), tickets.tags(PENSION_STAFF, "mihon", null));
    problem(Problems.MUNICIPALITY_NOT_FOUND, () -> tickets.tags(PENSION_STAFF, "aoba", "台風"));
    ListQuery query = new ListQuery();
    query.tag = "台風";
    assertEquals(1, json(tickets.list(OPERATOR, query)).get("items").size());
    query.tag = "大雨";
    assertEquals(0, json(tickets.list(OPERATOR, query)).get("items").size());
    query.tag = "x".repeat(31);
    assertEquals(Set.of("tag"), fields(() -> tickets.list(OPERATOR, query)));
    JsonNode told = json(tickets.history(OPERATOR, ref)).get(1).get("changes").get("tags");
    assertEquals("LINE 予約, 台風", told.get("after").asText());
  }

  @Test
  public void tagsThatDoNotFitAreNamed() {
    String ref = Tickets.open().at(desk).toString();
    assertEquals(
        Set.of("tags[1]", "tags[2]"),
        fields(
            () ->
                tickets.edit(
                    OPERATOR,
                    ref,
                    "\"1\"",
                    tags("よい", "長".repeat(31), "半\ud83d", "𠮷".repeat(30)))));
    String[] many = new String[21];
    Arrays.setAll(many, i -> "札" + i);
    assertEquals(Set.of("tags"), fields(() -> tickets.edit(OPERATOR, ref, "\"1\"", tags(many))));
    String[] most = new String[20];
    Arrays.setAll(most, i -> "𠮷".repeat(28) + (10 + i));
    JsonNode view = body(tickets.edit(OPERATOR, ref, "\"1\"", tags(most)));
    assertEquals(List.of(most), texts(view.get("tags")));
    assertEquals(List.of(most), texts(body(tickets.view(OPERATOR, ref)).get("tags")));
  }
}
