package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.tickets.internal.People.AOBA_OPERATOR;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.Test;
import org.madoguchi.tickets.internal.People;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class ReplyResourceTest extends RestTest {
  private static Requests.NewReply reply(String text) {
    return new Requests.NewReply("request-1", text, null, false, null, null, null);
  }

  @Test
  public void waitingReplyIsShownWithItsSecondsAndTakenBack() {
    String ref = Tickets.open().at(desk).toString();
    String id = body(tickets.reply(OPERATOR, ref, reply("回答"))).get("id").asText();
    desk.clock.pass(Duration.ofSeconds(3));
    JsonNode waiting = body(tickets.view(COLLEAGUE, ref)).get("waiting").get(0);
    assertEquals(id, waiting.get("entry").asText());
    assertEquals(7, waiting.get("seconds").asInt());
    assertEquals(false, waiting.get("own").asBoolean());
    JsonNode back = json(replies.takeBack(OPERATOR, ref, id));
    assertEquals("回答", back.get("draft").get("text").asText());
    assertEquals("reply", back.get("draft").get("kind").asText());
    assertEquals(0, back.get("attachments").size());
    JsonNode view = body(tickets.view(OPERATOR, ref));
    assertEquals(0, view.get("waiting").size());
    assertEquals(1, view.get("entries").size());
    problem(TicketProblems.REPLY_GONE, () -> replies.takeBack(OPERATOR, ref, id));
    problem(TicketProblems.ENTRY_NOT_FOUND, () -> replies.takeBack(OPERATOR, ref, "x"));
  }

  @Test
  public void signatureIsShownBeforeAnythingIsWritten() {
    desk.settle(Map.of("reply.signature", "{municipality} {section}"));
    String ref = Tickets.open().at(desk).toString();
    assertEquals("", replies.signature(OPERATOR, ref).text());
    tickets.edit(OPERATOR, ref, "\"1\"", section(People.PENSION.value()));
    assertEquals("みほん市 保険年金課", replies.signature(OPERATOR, ref).text());
    problem(TicketProblems.TICKET_NOT_FOUND, () -> replies.signature(AOBA_OPERATOR, ref));
  }

  private static Requests.TicketEdit section(String code) {
    return new Requests.TicketEdit(
        null, null, null, null, code, null, null, null, null, null, null, null, null);
  }
}
