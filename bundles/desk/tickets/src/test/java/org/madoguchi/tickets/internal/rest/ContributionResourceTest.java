package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.TAX_STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;

@Covers("I3")
public class ContributionResourceTest extends RestTest {
  private static Requests.TicketEdit sections(String section, String... contributors) {
    return new Requests.TicketEdit(
        null,
        null,
        null,
        null,
        section,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(contributors),
        null);
  }

  @Test
  public void contributorsAreEditedAndTheirPartsTold() {
    String ref = Tickets.open().at(desk).toString();
    assertFalse(body(tickets.view(OPERATOR, ref)).has("contributors"));
    assertFalse(body(tickets.view(OPERATOR, ref)).has("parts"));
    JsonNode view =
        body(tickets.edit(OPERATOR, ref, "\"1\"", sections("hoken-nenkin", "shiminzei")));
    assertEquals("市民税課", view.at("/contributors/0/name").asText());
    assertEquals("open", view.at("/parts/0/progress").asText());
    assertTrue(view.at("/parts/0/own").asBoolean());
    assertFalse(view.get("parts").get(0).has("by"));

    JsonNode told =
        body(
            desk.rest.contributions.tell(
                TAX_STAFF, ref, "shiminzei", new Requests.Contribution("answered")));
    assertEquals("answered", told.at("/parts/0/progress").asText());
    assertEquals("ito", told.at("/parts/0/by/id").asText());
    JsonNode history = json(tickets.history(OPERATOR, ref));
    assertEquals("TicketContributionChanged", history.get(history.size() - 1).get("type").asText());
  }

  @Test
  public void whatIsWrongIsNamedAfterTheTicketWasFound() {
    String ref = Tickets.open().at(desk).toString();
    assertEquals(
        Set.of("contributors[1]"),
        fields(() -> tickets.edit(OPERATOR, ref, "\"1\"", sections(null, "shiminzei", "nowhere"))));
    String[] many = Collections.nCopies(21, "shiminzei").toArray(String[]::new);
    assertEquals(
        Set.of("contributors"),
        fields(() -> tickets.edit(OPERATOR, ref, "\"1\"", sections(null, many))));
    problem(
        TicketProblems.TICKET_NOT_FOUND,
        () -> desk.rest.contributions.tell(TAX_STAFF, ref, "shiminzei", null));
    problem(
        Problems.MALFORMED_BODY,
        () -> desk.rest.contributions.tell(OPERATOR, ref, "shiminzei", null));
    assertEquals(
        Set.of("progress"),
        fields(
            () ->
                desk.rest.contributions.tell(
                    OPERATOR, ref, "shiminzei", new Requests.Contribution("soon"))));
    for (String section : List.of("shiminzei", "市民税課")) {
      problem(
          TicketProblems.SECTION_NOT_CONTRIBUTING,
          () ->
              desk.rest.contributions.tell(
                  OPERATOR, ref, section, new Requests.Contribution("done")));
    }
  }

  @Test
  public void anotherEditMeanwhileIsShownAsAConflict() {
    String ref = Tickets.open().at(desk).toString();
    tickets.edit(OPERATOR, ref, "\"1\"", sections(null, "shiminzei"));
    DomainException stale =
        problem(
            Problems.STALE_VERSION,
            () -> tickets.edit(COLLEAGUE, ref, "\"1\"", sections(null, "hoken-nenkin")));
    assertTrue(((Map<?, ?>) stale.extensions().get("changed")).containsKey("contributors"));
  }
}
