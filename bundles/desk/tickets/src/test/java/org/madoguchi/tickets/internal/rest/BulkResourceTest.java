package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.internal.Tickets;

public class BulkResourceTest extends RestTest {
  private static Requests.Change change(String owner, String status) {
    return new Requests.Change(
        owner, null, status, null, null, null, null, null, null, null, null, null);
  }

  private static Requests.NewBulk bulk(
      List<Requests.Chosen> tickets, Requests.Selection selection, Requests.Change change) {
    return new Requests.NewBulk("r1", "mihon", tickets, selection, change);
  }

  private static Requests.Selection queue(String queue) {
    return new Requests.Selection(queue, null, null, null, null, null, null, null, null, null);
  }

  @Test
  public void progressAndReasonsAreTold() {
    String ref = Tickets.open().at(desk).toString();
    String other = Tickets.open().at(desk).toString();
    JsonNode made =
        body(
            desk.rest.bulk.order(
                OPERATOR,
                bulk(
                    List.of(new Requests.Chosen(ref, 1L), new Requests.Chosen(other, 7L)),
                    null,
                    change("takahashi", null))));
    assertEquals("running", made.get("state").asText());
    assertEquals(2, made.get("total").asInt());
    desk.bulkWorker.all();
    String id = made.get("id").asText();
    JsonNode now = json(desk.rest.bulk.view(OPERATOR, id));
    assertEquals("finished", now.get("state").asText());
    assertEquals(1, now.get("done").asInt());
    assertEquals(1, now.get("refused").asInt());
    JsonNode refused = json(desk.rest.bulk.refused(OPERATOR, id, null)).get("items").get(0);
    assertEquals(other, refused.get("ref").asText());
    assertEquals("changed", refused.get("reason").asText());
  }

  @Test
  public void selectionIsCountedBeforeItIsBegunWith() {
    Tickets.open().at(desk);
    Tickets.open().at(desk);
    JsonNode made =
        body(
            desk.rest.bulk.order(
                OPERATOR, bulk(null, queue("unassigned"), change("suzuki", "open"))));
    assertEquals("collecting", made.get("state").asText());
    desk.bulkWorker.all();
    String id = made.get("id").asText();
    JsonNode ready = json(desk.rest.bulk.view(OPERATOR, id));
    assertEquals("ready", ready.get("state").asText());
    assertEquals(2, ready.get("total").asInt());
    desk.rest.bulk.start(OPERATOR, id);
    desk.bulkWorker.all();
    assertEquals(2, json(desk.rest.bulk.own(OPERATOR)).get(0).get("done").asInt());
  }

  @Test
  public void wrongFieldsAreNamedAndForeignTownsAreNotThere() {
    String elsewhere = "aoba-2026-000001";
    assertEquals(
        Set.of("tickets[0]", "tickets[1]", "change.owner", "change.status"),
        fields(
            () ->
                desk.rest.bulk.order(
                    OPERATOR,
                    bulk(
                        List.of(
                            new Requests.Chosen(elsewhere, 1L),
                            new Requests.Chosen("mihon-2026-000001", null)),
                        null,
                        change("nobody", "lost")))));
    assertEquals(
        Set.of("tickets", "change"),
        fields(() -> desk.rest.bulk.order(OPERATOR, bulk(null, null, change(null, null)))));
    Requests.Change sections =
        new Requests.Change(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of("shiminzei", "nowhere"),
            Collections.nCopies(21, "shiminzei"),
            null,
            null);
    assertEquals(
        Set.of("change.addContributors[1]", "change.removeContributors"),
        fields(() -> desk.rest.bulk.order(OPERATOR, bulk(null, queue("mine"), sections))));
    assertEquals(
        Set.of("queue"),
        fields(
            () ->
                desk.rest.bulk.order(
                    OPERATOR, bulk(null, queue("everything"), change("suzuki", null)))));
    problem(
        Problems.MUNICIPALITY_NOT_FOUND,
        () -> desk.rest.bulk.order(AOBA_OPERATOR, bulk(null, queue("mine"), change("", null))));
  }
}
