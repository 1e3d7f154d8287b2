package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.madoguchi.tickets.internal.People.OPERATOR;
import static org.madoguchi.tickets.internal.People.TAX;

import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.Noticed;
import org.madoguchi.tickets.Noticed.Fold;
import org.madoguchi.tickets.Noticed.Forwarded;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;
import org.madoguchi.tickets.internal.domain.Entry;
import org.madoguchi.tickets.internal.domain.TicketProblems;

public class ForwardedMessagesTest extends DatabaseMatrix {
  private static final ContactPoint SECTION =
      new ContactPoint(ContactPoint.Kind.MAIL, "zeimu@city.mihon.example");
  private static final ContactPoint WRITER =
      new ContactPoint(ContactPoint.Kind.MAIL, "hanako@writer.example");
  private static final Noticed FORWARDED =
      new Noticed(Optional.of(new Forwarded("山田 花子", WRITER.value())), List.of());

  private Desk desk;
  private TicketRef ticket;
  private long entry;

  @Before
  public void aSectionForwardsAMail() {
    desk = new Desk(database());
    ticket = Tickets.open().from(SECTION).named("税務課").text("転送します").noticed(FORWARDED).at(desk);
    entry = desk.entries(ticket).get(0).id();
  }

  private ContactPoint answered(String text) {
    return desk.reply(OPERATOR, ticket, text).address().orElseThrow();
  }

  @Test
  public void theTicketIsTheWritersAndAnswersGoToThem() {
    assertEquals(SECTION, answered("受け付けました"));
    assertEquals("山田 花子", desk.forwarded.putDown(OPERATOR, ticket, entry).citizen().name());
    assertEquals("山田 花子", desk.ticket(ticket).citizen().name());
    assertEquals(List.of(WRITER), desk.view(OPERATOR, ticket).citizen().contacts());
    assertEquals(WRITER, answered("お答えします"));
    assertEquals(SECTION.value(), attribution().orElseThrow().forwarder());
  }

  private Optional<Entry.Attribution> attribution() {
    return desk.entries(ticket).get(0).attribution();
  }

  @Test
  public void takenBackItIsAsBefore() {
    desk.forwarded.putDown(OPERATOR, ticket, entry);
    assertEquals("税務課", desk.forwarded.takeBack(OPERATOR, ticket, entry).citizen().name());
    assertEquals("税務課", desk.ticket(ticket).citizen().name());
    assertEquals(SECTION, answered("折り返します"));
    assertEquals(Optional.empty(), attribution());
  }

  @Test
  public void againIsNothingNew() {
    desk.forwarded.putDown(OPERATOR, ticket, entry);
    desk.forwarded.putDown(OPERATOR, ticket, entry);
    desk.forwarded.takeBack(OPERATOR, ticket, entry);
    desk.forwarded.takeBack(OPERATOR, ticket, entry);
    assertEquals(
        List.of(
            TicketEvents.OPENED, TicketEvents.REQUESTER_CHANGED, TicketEvents.REQUESTER_CHANGED),
        desk.events(ticket));
  }

  @Test
  public void whoIsKnownAlreadyIsNotMadeAnew() {
    TicketRef earlier = Tickets.open().from(WRITER).named("山田").at(desk);
    desk.forwarded.putDown(OPERATOR, ticket, entry);
    assertEquals(desk.ticket(earlier).citizen(), desk.ticket(ticket).citizen());
  }

  @Test
  public void whatNobodyForwardedIsNotPutDownToAnyone() {
    TicketRef plain = Tickets.open().at(desk);
    long message = desk.entries(plain).get(0).id();
    assertEquals(
        TicketProblems.ENTRY_NOT_FOUND,
        assertThrows(DomainException.class, () -> desk.forwarded.putDown(OPERATOR, plain, message))
            .type());
    assertEquals(
        TicketProblems.ENTRY_NOT_FOUND,
        assertThrows(DomainException.class, () -> desk.forwarded.putDown(OPERATOR, plain, entry))
            .type());
  }

  @Test
  public void foldsAreKeptWithTheMessage() {
    Noticed noticed =
        new Noticed(
            Optional.empty(),
            List.of(new Fold(Fold.Kind.QUOTE, 1, 3), new Fold(Fold.Kind.SIGNATURE, 3, 5)));
    TicketRef folded = Tickets.open().noticed(noticed).at(desk);
    assertEquals(noticed, desk.entries(folded).get(0).noticed());
  }

  @Test
  public void mailToASectionsMailboxIsTheSections() {
    TicketRef taxes = Tickets.open().forSection(TAX).at(desk);
    assertEquals(TAX, desk.ticket(taxes).details().section());
    TicketRef unknown = Tickets.open().forSection(new SectionId("no-such")).at(desk);
    assertEquals(SectionId.NONE, desk.ticket(unknown).details().section());
  }
}
