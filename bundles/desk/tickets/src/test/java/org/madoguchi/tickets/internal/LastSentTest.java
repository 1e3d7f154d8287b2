package org.madoguchi.tickets.internal;

import static org.junit.Assert.assertEquals;
import static org.madoguchi.tickets.internal.People.AOBA;
import static org.madoguchi.tickets.internal.People.CITIZEN;
import static org.madoguchi.tickets.internal.People.MIHON;
import static org.madoguchi.tickets.internal.People.OPERATOR;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.ContactPoint;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.TicketRef;

/** What a report of non-delivery is probably about. */
public class LastSentTest extends DatabaseMatrix {
  private Desk desk;
  private TicketRef older;
  private TicketRef newer;

  @Before
  public void twoTicketsWereAnswered() {
    desk = new Desk(database());
    older = Tickets.open().at(desk);
    newer = Tickets.open().at(desk);
    sent(newer);
    desk.clock.pass(Duration.ofDays(1));
    sent(older);
    desk.clock.pass(Duration.ofDays(1));
    Tickets.open().at(desk);
    desk.reply(OPERATOR, newer, "まだ送られていない");
  }

  private void sent(TicketRef ticket) {
    String entry = Long.toString(desk.reply(OPERATOR, ticket, "回答です").id());
    desk.conversation.outbound(ticket, entry);
    desk.conversation.deliveryChanged(
        ticket, entry, DeliveryState.SENT, "r" + entry, "", desk.clock.instant());
  }

  private Optional<TicketRef> last(MunicipalityId where, Duration ago, ContactPoint... points) {
    return desk.conversation.lastSentTo(where, List.of(points), desk.clock.instant().minus(ago));
  }

  @Test
  public void theNewestThatLeftIsFound() {
    ContactPoint shouted =
        new ContactPoint(CITIZEN.kind(), CITIZEN.value().toUpperCase(Locale.ROOT));
    ContactPoint nobody = new ContactPoint(CITIZEN.kind(), "nobody@other.example");
    assertEquals(Optional.of(older), last(MIHON, Duration.ofDays(7), nobody, CITIZEN));
    assertEquals(Optional.of(older), last(MIHON, Duration.ofDays(7), shouted));
  }

  @Test
  public void nothingIsFoundOfOthersElsewhereAndLongAgo() {
    ContactPoint other = new ContactPoint(CITIZEN.kind(), "x@other.example");
    Tickets.answering(newer).from(other).at(desk);
    assertEquals(Optional.empty(), last(MIHON, Duration.ofDays(7), other));
    assertEquals(Optional.empty(), last(AOBA, Duration.ofDays(7), CITIZEN));
    assertEquals(Optional.empty(), last(MIHON, Duration.ofHours(20), CITIZEN));
    assertEquals(Optional.empty(), last(MIHON, Duration.ofDays(7)));
  }
}
