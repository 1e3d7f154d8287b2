package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.Particulars;
import org.madoguchi.channels.spi.Particulars.NonDelivery;
import org.madoguchi.tickets.DeliveryState;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketRef;

/** What becomes of a message that was sent and came back. */
public class ReturnsTest extends RoomTest {
  private TicketRef ticket;
  private String reference;

  @Before
  public void aReplyWasSent() {
    room.connect(mail);
    room.startOutbox();
    room.startUpkeep();
    ticket = room.reply(1, "e1", "mail-mihon");
    room.awaitMessage(OutboxEntry.State.SENT);
    Room.eventually(() -> room.onlyMessage().reported());
    reference = room.references.of(ticket, "e1") + "@city.example";
  }

  private static InboundMessage report(String id, String original, NonDelivery returned) {
    InboundMessage plain =
        FakeConnector.message(
            id, Nature.BOUNCE, "Undelivered", List.of(original), "mailer-daemon@other.example");
    return new InboundMessage(
        plain.externalId(),
        "",
        plain.references(),
        plain.nature(),
        "",
        plain.senders(),
        plain.subject(),
        plain.text(),
        "",
        List.of(),
        "",
        Instant.EPOCH,
        new Particulars(Optional.empty(), Optional.of(returned), Set.of(), List.of()));
  }

  private void comes(
      String original, boolean permanent, boolean delayed, String status, String... recipients) {
    mail.reading =
        id ->
            List.of(
                report(
                    id,
                    original,
                    new NonDelivery(permanent, delayed, original, List.of(recipients), status)));
    int before = room.tickets.taken().size();
    room.startInbox();
    room.deliver("mail-mihon", "bounce");
    Room.eventually(() -> room.tickets.taken().size() > before);
    Room.eventually(() -> room.inbox().stream().allMatch(e -> e.state() == InboxEntry.State.DONE));
  }

  private FakeTickets.Told lastTold(DeliveryState state) {
    Room.eventually(() -> room.tickets.lastTold().filter(t -> t.state() == state).isPresent());
    return room.tickets.lastTold().orElseThrow();
  }

  @Test
  public void aDeadAddressTurnsTheReplyRedAndIsMarked() {
    comes(reference, true, false, "5.1.1");
    room.awaitMessage(OutboxEntry.State.FAILED);
    FakeTickets.Told told = lastTold(DeliveryState.FAILED);
    assertEquals("e1", told.entry());
    assertEquals(Reasons.text("#returned|5.1.1", java.util.Locale.JAPANESE), told.reason());
    assertEquals(List.of(ticket + "/e1 5.1.1"), room.tickets.undeliverable);
    assertEquals(ticket, room.tickets.taken().get(0).thread().orElseThrow());
  }

  @Test
  public void aFullMailboxTurnsTheReplyRedAndTheAddressStaysGood() {
    comes(reference, false, false, "5.2.2");
    room.awaitMessage(OutboxEntry.State.FAILED);
    assertEquals(
        Reasons.text("#returned-for-now|5.2.2", java.util.Locale.JAPANESE),
        lastTold(DeliveryState.FAILED).reason());
    assertEquals(List.of(), room.tickets.undeliverable);
  }

  @Test
  public void aDelayIsToldAndNothingHasFailed() {
    comes(reference, false, true, "4.4.1");
    Room.eventually(() -> room.tickets.lastTold().filter(t -> !t.reason().isEmpty()).isPresent());
    assertEquals(
        Reasons.text("#delayed|4.4.1", java.util.Locale.JAPANESE),
        lastTold(DeliveryState.SENT).reason());
    assertEquals(OutboxEntry.State.SENT, room.onlyMessage().state());
    assertEquals(List.of(), room.tickets.undeliverable);
  }

  @Test
  public void aReferenceNobodySignedMarksNobody() {
    String forged = "md." + ticket + ".e1." + "0".repeat(32) + "@city.example";
    comes(forged, true, false, "5.1.1");
    assertEquals(OutboxEntry.State.SENT, room.onlyMessage().state());
    assertEquals(List.of(), room.tickets.undeliverable);
  }

  @Test
  public void whatTellsOnlyWhomItDidNotReachJoinsTheTicketAndMarksNobody() {
    comes("", true, false, "5.1.1", "hanako@citizen.example");
    assertEquals(Optional.of(ticket), room.tickets.taken().get(0).thread());
    assertEquals(OutboxEntry.State.SENT, room.onlyMessage().state());
    assertEquals(List.of(), room.tickets.undeliverable);
  }

  @Test
  public void reportAboutSomebodyWeDidNotWriteToJoinsNothing() {
    comes("", true, false, "5.1.1", "taro@citizen.example");
    assertEquals(Optional.empty(), room.tickets.taken().get(0).thread());
    assertEquals(Optional.empty(), room.tickets.taken().get(0).mentioned());
  }

  @Test
  public void whatAStrangerWritesAsStatusIsNotTold() {
    comes(reference, true, false, "5.1.1 <b>");
    assertEquals(
        Reasons.text("#returned|-", java.util.Locale.JAPANESE),
        lastTold(DeliveryState.FAILED).reason());
    assertEquals(List.of(ticket + "/e1 "), room.tickets.undeliverable);
  }
}
