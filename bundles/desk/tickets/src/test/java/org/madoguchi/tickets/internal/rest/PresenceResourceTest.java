package org.madoguchi.tickets.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.tickets.internal.People.COLLEAGUE;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.tickets.internal.PresenceTest;
import org.madoguchi.tickets.internal.Tickets;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class PresenceResourceTest extends RestTest {
  private PresenceResource presence;
  private String ref;

  @Before
  public void announceHere() {
    presence = new PresenceResource(PresenceTest.node("a/1", desk).desk);
    ref = Tickets.open().at(desk).toString();
  }

  private JsonNode announce(AccessScope who, String tab, String doing) {
    return json(presence.announce(who, ref, new PresenceResource.Announcement(tab, doing)));
  }

  @Test
  public void othersAreAnsweredByNameAndWhenToSpeakAgain() {
    assertEquals("[]", announce(OPERATOR, "one", "replying").get("people").toString());
    JsonNode answer = announce(COLLEAGUE, "one", "viewing");
    assertEquals("suzuki", answer.at("/people/0/id").asText());
    assertEquals("鈴木 美咲", answer.at("/people/0/name").asText());
    assertEquals("replying", answer.at("/people/0/doing").asText());
    assertEquals(25, answer.get("again").asInt());
    announce(OPERATOR, "one", "gone");
    assertEquals("[]", announce(COLLEAGUE, "one", "viewing").get("people").toString());
    desk.settle(Map.of("presence", "false"));
    assertEquals(0, announce(COLLEAGUE, "one", "viewing").get("again").asInt());
  }

  @Test
  public void whatIsWrongIsNamed() {
    assertEquals(Set.of("tab", "doing"), fields(() -> announce(OPERATOR, "", null)));
    assertEquals(Set.of("doing"), fields(() -> announce(OPERATOR, "one", "sleeping")));
    assertEquals(Set.of("tab"), fields(() -> announce(OPERATOR, "'; --", "viewing")));
    assertEquals(Set.of("tab"), fields(() -> announce(OPERATOR, "x".repeat(41), "viewing")));
    problem(Problems.MALFORMED_BODY, () -> presence.announce(OPERATOR, ref, null));
    problem(
        TicketProblems.TICKET_NOT_FOUND,
        () ->
            presence.announce(
                OPERATOR, "no-ticket", new PresenceResource.Announcement("one", "viewing")));
  }
}
