package org.madoguchi.channels.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.RawDelivery;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketRef;

public class AcknowledgerTest extends DatabaseMatrix {
  private Room room;
  private final FakeConnector mail = new FakeConnector("mail-mihon");
  private int opened;

  @Before
  public void open() {
    room = new Room(database());
  }

  @After
  public void close() {
    room.close();
  }

  private void startAll() {
    room.connect(mail);
    room.startInbox();
    room.startUpkeep();
  }

  /** A message comes in and its ticket's event is followed. */
  private TicketRef openTicket() {
    opened++;
    room.deliver("mail-mihon", "m" + opened);
    return followed();
  }

  private TicketRef followed() {
    Room.eventually(() -> room.tickets.taken().size() == opened);
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, opened);
    room.acknowledgementFollower()
        .follow(List.of(room.opened(ticket, "e" + opened, "PERSON", "mail-mihon")));
    return ticket;
  }

  private TicketRef openTicketOf(Map<String, String> headers) throws IOException {
    opened++;
    RawDelivery plain = room.raw("mail-mihon", "m" + opened, "m" + opened);
    room.intake.accept(
        new RawDelivery(
            plain.channel(), plain.sourceKey(), headers, plain.content(), plain.receivedAt()));
    return followed();
  }

  private Acknowledgement.State stateOf(TicketRef ticket) throws Exception {
    try (var connection = database().dataSource().getConnection();
        var query =
            connection.prepareStatement("SELECT STATE FROM ACKNOWLEDGEMENT WHERE TICKET = ?")) {
      query.setString(1, ticket.toString());
      try (var rows = query.executeQuery()) {
        return rows.next() ? Acknowledgement.State.valueOf(rows.getString(1)) : null;
      }
    }
  }

  private void awaitSkipped(TicketRef ticket) {
    Room.eventually(() -> stateOf(ticket) == Acknowledgement.State.SKIPPED);
  }

  @Test
  public void openedTicketIsAcknowledgedOnceInTheWritersLanguage() {
    startAll();
    TicketRef ticket = openTicket();
    Room.eventually(() -> room.tickets.acknowledged().size() == 1);
    var given = room.tickets.acknowledged().get(0);
    assertEquals(ticket, given.ticket());
    assertTrue(given.subject().contains("[2026-000001]"));
    assertTrue(given.text().contains("みほん市"));
    assertTrue(given.text().contains("令和8年11月28日"));
    room.acknowledgementFollower()
        .follow(List.of(room.opened(ticket, "e1", "PERSON", "mail-mihon")));
    await().during(Duration.ofMillis(300)).until(() -> room.tickets.acknowledged().size() == 1);
  }

  @Test
  public void ticketThatCannotBeAnsweredKeepsNoOtherWaiting() throws Exception {
    room.tickets.failAcknowledging(new TicketRef(Room.MIHON, 2026, 1));
    startAll();
    TicketRef first = openTicket();
    TicketRef second = openTicket();
    Room.eventually(() -> stateOf(second) == Acknowledgement.State.SENT);
    assertEquals(Acknowledgement.State.PENDING, stateOf(first));
  }

  @Test
  public void eventThatComesBeforeTheDeliveryIsDoneWaitsForIt() {
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 1);
    room.acknowledgementFollower()
        .follow(List.of(room.opened(ticket, "e1", "PERSON", "mail-mihon")));
    room.startUpkeep();
    await().during(Duration.ofMillis(300)).until(() -> room.tickets.acknowledged().isEmpty());
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    Room.eventually(() -> room.tickets.acknowledged().size() == 1);
  }

  @Test
  public void clockSetAheadBeforeTheDeliveryIsDoneMakesItNotOld() {
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 1);
    room.acknowledgementFollower()
        .follow(List.of(room.opened(ticket, "e1", "PERSON", "mail-mihon")));
    room.startUpkeep();
    room.clock.pass(Duration.ofDays(2));
    await().during(Duration.ofMillis(1_500)).until(() -> room.tickets.acknowledged().isEmpty());
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "m1");
    Room.eventually(() -> room.tickets.acknowledged().size() == 1);
  }

  @Test
  public void robotsAndTicketsMadeByHandAreNotNoted() throws Exception {
    TicketRef ticket = new TicketRef(Room.MIHON, 2026, 1);
    for (String nature : List.of("AUTO_REPLY", "BOUNCE", "BULK")) {
      room.acknowledgementFollower()
          .follow(List.of(room.opened(ticket, "e1", nature, "mail-mihon")));
    }
    room.acknowledgementFollower().follow(List.of(room.opened(ticket, "e1", "PERSON", "")));
    assertEquals(null, stateOf(ticket));
  }

  @Test
  public void addressesThatNobodyReadsAreNotAnswered() {
    for (String address :
        List.of(
            "no-reply@shop.example",
            "noreply-12@shop.example",
            "do_not_reply@x.example",
            "MAILER-DAEMON@mx.example",
            "postmaster@x.example",
            "news-bounces@list.example",
            "bounce+12@x.example",
            "owner-list@x.example",
            "mail-mihon@city.example",
            "no-at-sign")) {
      assertEquals(address, "", answerable(Nature.PERSON, address));
    }
    assertEquals("", answerable(Nature.BULK, "hanako@citizen.example"));
    assertEquals("", answerable(Nature.PERSON, "hanako@citizen.example", "noreply@x.example"));
    for (String address :
        List.of("hanako@citizen.example", "norio.reply@x.example", "root.taro@x.example")) {
      assertEquals(address, 64, answerable(Nature.PERSON, address).length());
    }
    assertEquals(
        "case does not matter",
        answerable(Nature.PERSON, "hanako@citizen.example"),
        answerable(Nature.PERSON, "Hanako@Citizen.example"));
  }

  private String answerable(Nature nature, String... senders) {
    room.connect(mail);
    return new Senders(room.keys, room.channels)
        .answerable(FakeConnector.message("m", nature, "", List.of(), senders));
  }

  @Test
  public void oneAddressGetsThreeAnHourAndTenADay() {
    startAll();
    for (int i = 0; i < 3; i++) {
      openTicket();
    }
    Room.eventually(() -> room.tickets.acknowledged().size() == 3);
    awaitSkipped(openTicket());
    int given = 3;
    while (given < 10) {
      room.clock.pass(Duration.ofMinutes(61));
      int more = Math.min(3, 10 - given);
      for (int i = 0; i < more; i++) {
        openTicket();
      }
      given += more;
      int expected = given;
      Room.eventually(() -> room.tickets.acknowledged().size() == expected);
    }
    room.clock.pass(Duration.ofMinutes(61));
    awaitSkipped(openTicket());
    assertEquals(10, room.tickets.acknowledged().size());
  }

  @Test
  public void threeAnHourHoldsForThoseThatAreDecidedTogether() throws Exception {
    room.connect(mail);
    room.startInbox();
    for (int i = 0; i < 5; i++) {
      openTicket();
    }
    room.startUpkeep();
    awaitSkipped(new TicketRef(Room.MIHON, 2026, 4));
    awaitSkipped(new TicketRef(Room.MIHON, 2026, 5));
    assertEquals(3, room.tickets.acknowledged().size());
  }

  @Test
  public void municipalityMaySwitchItOff() {
    room.settings.put("acknowledge", "false");
    startAll();
    awaitSkipped(openTicket());
    assertTrue(room.tickets.acknowledged().isEmpty());
  }

  @Test
  public void municipalitysOwnWordsReplaceOurs() {
    room.settings.put("acknowledge.subject.ja", "受付 {number}");
    room.settings.put("acknowledge.text.ja", "{municipality}\\n{number} {due}");
    room.settings.put("acknowledge.due.days", "3");
    startAll();
    openTicket();
    Room.eventually(() -> room.tickets.acknowledged().size() == 1);
    assertEquals("受付 2026-000001", room.tickets.acknowledged().get(0).subject());
    assertEquals("みほん市\n2026-000001 令和8年11月24日", room.tickets.acknowledged().get(0).text());
  }

  @Test
  public void messageTooLargeToBeTakenIsAnsweredWithTheLimit() throws Exception {
    room.settings.put("acknowledge.text.ja", "{number}");
    room.connect(mail);
    room.startInbox();
    room.startUpkeep();
    TicketRef large = openTicketOf(Map.of(RawDelivery.OVERSIZE_BYTES, "209715200"));
    Room.eventually(() -> room.tickets.acknowledged().size() == 1);
    String text = room.tickets.acknowledged().get(0).text();
    assertTrue(
        text, text.contains(" 200 MB ") && text.contains(" 50 MB") && text.contains(" 37 MB"));
    assertTrue("the municipality's own words follow", text.endsWith("\n\n" + large.number()));
    TicketRef usual = openTicketOf(Map.of("something", "else"));
    Room.eventually(() -> room.tickets.acknowledged().size() == 2);
    assertEquals(usual.number(), room.tickets.acknowledged().get(1).text());
  }

  @Test
  public void channelThatDoesNotSendIsNotAcknowledged() {
    room.connect(new FakeConnector("mail-mihon", "mail", "mihon", false));
    room.startInbox();
    room.startUpkeep();
    awaitSkipped(openTicket());
  }

  @Test
  public void oldNewsIsNotAcknowledged() {
    room.connect(mail);
    room.startInbox();
    TicketRef ticket = openTicket();
    room.clock.pass(Duration.ofDays(2));
    room.startUpkeep();
    awaitSkipped(ticket);
  }
}
