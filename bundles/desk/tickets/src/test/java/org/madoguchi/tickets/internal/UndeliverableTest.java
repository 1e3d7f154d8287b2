package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Citizen;
import org.madoguchi.tickets.internal.domain.Citizen.Undeliverable;
import org.madoguchi.tickets.internal.domain.Entry;

public class UndeliverableTest extends DatabaseMatrix {
  private Desk desk;
  private TicketRef ticket;
  private Instant at;

  @Before
  public void aReplyCameBack() {
    desk = new Desk(database());
    ticket = Tickets.open().at(desk);
    Entry reply = desk.reply(OPERATOR, ticket, "回答です");
    desk.clock.pass(Duration.ofMinutes(3));
    at = desk.clock.instant();
    told(reply, "5.1.1");
    desk.clock.pass(Duration.ofHours(1));
  }

  private void told(Entry reply, String status) {
    desk.conversation.undeliverable(
        ticket, Long.toString(reply.id()), status, desk.clock.instant());
  }

  private Citizen citizen() {
    return desk.view(OPERATOR, ticket).citizen();
  }

  private Citizen edit(UnaryOperator<Citizen> change) {
    Citizen now = citizen();
    return desk.citizens.edit(OPERATOR, MIHON, now.id(), now.version(), change).citizen();
  }

  @Test
  public void theAddressIsMarkedSinceThen() {
    assertEquals(List.of(new Undeliverable(CITIZEN, "5.1.1", at)), citizen().undeliverable());
  }

  @Test
  public void toldAgainNothingChanges() {
    Citizen before = citizen();
    told(desk.reply(OPERATOR, ticket, "もう一度"), "5.4.4");
    assertEquals(before, citizen());
  }

  @Test
  public void whatTheCitizenWritesFromThereTakesTheMarkAway() {
    Tickets.answering(ticket).from(new ContactPoint(CITIZEN.kind(), "x@other.example")).at(desk);
    assertEquals(1, citizen().undeliverable().size());
    Tickets.answering(ticket).nature(Nature.AUTO_REPLY).at(desk);
    assertEquals("a machine answered", 1, citizen().undeliverable().size());
    Tickets.answering(ticket).at(desk);
    assertEquals(List.of(), citizen().undeliverable());
  }

  @Test
  public void severalMessagesAtOnceTakeItAwayOnce() {
    long before = citizen().version();
    desk.intake.receiveAll(
        List.of(
            Tickets.answering(ticket).contact(desk),
            Tickets.open().contact(desk),
            Tickets.answering(ticket).contact(desk)));
    assertEquals(List.of(), citizen().undeliverable());
    assertEquals(before + 1, citizen().version());
  }

  @Test
  public void aPersonMayTakeItAway() {
    Citizen reached = desk.citizens.reachable(OPERATOR, MIHON, citizen().id(), CITIZEN).citizen();
    assertEquals(List.of(), reached.undeliverable());
    assertEquals(reached, citizen());
    assertEquals(
        "again",
        reached,
        desk.citizens.reachable(OPERATOR, MIHON, reached.id(), CITIZEN).citizen());
  }

  @Test
  public void editsOfOtherThingsKeepItAndItGoesWithItsAddress() {
    Citizen named =
        edit(
            c -> {
              Citizen.Contents now = c.contents();
              return c.with(
                  new Citizen.Contents(
                      "新しい名",
                      now.kana(),
                      now.language(),
                      now.notes(),
                      now.contacts(),
                      now.remarks()));
            });
    assertEquals(1, named.undeliverable().size());
    ContactPoint other = new ContactPoint(ContactPoint.Kind.MAIL, "hanako.new@mail.example");
    Citizen moved = edit(c -> c.with(c.contents().withContacts(List.of(other))));
    assertEquals(List.of(), moved.undeliverable());
    assertEquals(List.of(), citizen().undeliverable());
  }
}
