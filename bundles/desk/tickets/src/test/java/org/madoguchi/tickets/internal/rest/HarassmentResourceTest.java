package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;
import org.madoguchi.tickets.internal.rest.HarassmentResource.NewHarassment;

public class HarassmentResourceTest extends RestTest {
  @Test
  @Covers("X7")
  public void theRecordIsAnsweredAndTheTicketSaysTakeCare() {
    String ref = Tickets.open().at(desk).toString();
    JsonNode known =
        body(
            desk.rest.harassment.record(
                OPERATOR,
                ref,
                new NewHarassment(
                    "r1", "unreasonable-demand", "土下座を求められた", true, null, "", "mori")));
    JsonNode record = known.at("/records/0");
    assertEquals("土下座を求められた", record.get("text").asText());
    assertEquals("unreasonable-demand", record.get("kind").asText());
    assertEquals(ref, record.get("ref").asText());
    assertEquals("mori", known.at("/supervisors/0/id").asText());
    JsonNode view = body(tickets.view(OPERATOR, ref));
    assertTrue(view.get("caution").asBoolean());
    assertEquals("mori", view.at("/owner/id").asText());
  }

  @Test
  @Covers("X7")
  public void wrongFieldsAreNamedAndForeignTicketsAreNotThere() {
    String ref = Tickets.open().at(desk).toString();
    assertEquals(
        Set.of("requestId", "kind", "text", "happenedAt", "corrects", "handOver"),
        fields(
            () ->
                desk.rest.harassment.record(
                    OPERATOR, ref, new NewHarassment(null, "", " ", null, "昨日", "x", "a b"))));
    assertEquals(
        Set.of("kind"),
        fields(
            () ->
                desk.rest.harassment.record(
                    OPERATOR, ref, new NewHarassment("r1", "rude", "無礼", null, null, null, null))));
    NewHarassment sound = new NewHarassment("r1", "abuse", "暴言", null, null, null, null);
    problem(
        TicketProblems.TICKET_NOT_FOUND,
        () -> desk.rest.harassment.record(AOBA_OPERATOR, ref, sound));
    problem(TicketProblems.TICKET_NOT_FOUND, () -> desk.rest.harassment.known(AOBA_OPERATOR, ref));
  }
}
