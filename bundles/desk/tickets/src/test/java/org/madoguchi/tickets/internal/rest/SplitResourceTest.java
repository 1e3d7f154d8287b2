package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.PENSION_STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.ws.rs.core.Response;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class SplitResourceTest extends RestTest {
  private SplitResource splits;
  private String ref;
  private List<String> entries;

  @Before
  public void openTicket() {
    splits = desk.rest.splits;
    TicketRef opened = Tickets.open().subject("二つの件").at(desk);
    Tickets.answering(opened).text("もう一つの件").at(desk);
    ref = opened.toString();
    JsonNode view = body(tickets.view(OPERATOR, ref));
    entries = view.get("entries").findValuesAsText("id");
    assertFalse(view.has("splits"));
  }

  private SplitResource.NewSplit order(List<String> chosen, String subject) {
    return new SplitResource.NewSplit(
        UUID.randomUUID().toString(), chosen, subject, null, null, null, null);
  }

  @Test
  public void splitIsShownOnBothAndTakenBack() {
    SplitResource.NewSplit order = order(List.of(entries.get(1)), "もう一つ");
    Response created = splits.split(OPERATOR, ref, "\"1\"", order);
    assertEquals(201, created.getStatus());
    JsonNode part = body(created);
    String other = part.get("ref").asText();
    assertEquals(ref + "/" + other, created.getLocation().toString());
    assertEquals("もう一つ", part.get("subject").asText());
    assertEquals("inquiry", part.get("kind").asText());
    assertEquals(List.of(entries.get(1)), part.get("entries").findValuesAsText("id"));
    JsonNode from = part.get("splits").get(0);
    assertEquals(ref, from.get("ref").asText());
    assertEquals("split-from", from.get("relation").asText());

    JsonNode into = body(tickets.view(COLLEAGUE, ref)).get("splits").get(0);
    assertEquals(other, into.get("ref").asText());
    assertEquals("split-into", into.get("relation").asText());
    assertEquals(1, into.get("entries").asInt());
    assertEquals(OPERATOR.who().value(), into.get("by").get("id").asText());

    assertEquals(200, splits.split(OPERATOR, ref, "\"1\"", order).getStatus());
    assertEquals(other, body(splits.split(OPERATOR, ref, "\"9\"", order)).get("ref").asText());
    JsonNode back = body(splits.takeBack(COLLEAGUE, ref, other));
    assertEquals(2, back.get("entries").size());
    assertFalse(back.has("splits"));
    assertEquals(other, back.get("merged").get(0).get("ref").asText());
    problem(TicketProblems.NOT_SPLIT, () -> splits.takeBack(COLLEAGUE, ref, other));
  }

  @Test
  public void whatCannotBeSplitIsNamed() {
    assertEquals(
        Set.of("requestId", "entries"),
        fields(
            () ->
                splits.split(
                    OPERATOR,
                    ref,
                    "\"1\"",
                    new SplitResource.NewSplit(null, List.of(), null, null, null, null, null))));
    assertEquals(
        Set.of("entries[1]"),
        fields(
            () ->
                splits.split(OPERATOR, ref, "\"1\"", order(List.of(entries.get(0), "一つ目"), null))));
    assertEquals(
        Set.of("entries"),
        fields(
            () ->
                splits.split(OPERATOR, ref, "\"1\"", order(Collections.nCopies(201, "1"), null))));
    assertEquals(
        Set.of("subject", "section", "category", "priority", "kind"),
        fields(
            () ->
                splits.split(
                    OPERATOR,
                    ref,
                    "\"1\"",
                    new SplitResource.NewSplit(
                        "r", entries.subList(0, 1), " ", "nothing", "nowhere", "no", "most"))));
    SplitResource.NewSplit order = order(entries.subList(0, 1), null);
    problem(Problems.VERSION_REQUIRED, () -> splits.split(OPERATOR, ref, null, order));
    problem(Problems.MALFORMED_BODY, () -> splits.split(OPERATOR, ref, "\"1\"", null));
    problem(
        TicketProblems.SPLIT_TAKES_ALL,
        () -> splits.split(OPERATOR, ref, "\"1\"", order(entries, null)));
    problem(
        TicketProblems.TICKET_NOT_FOUND,
        () -> splits.split(PENSION_STAFF, ref, "\"1\"", order(List.of(), null)));
    DomainException stale =
        problem(Problems.STALE_VERSION, () -> splits.split(OPERATOR, ref, "\"7\"", order));
    assertEquals(ref, json(stale.extensions().get("current")).get("ref").asText());
  }
}
