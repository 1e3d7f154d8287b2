package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.internal.ThreadReferences.Ours;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.TicketRef;

public class ThreadReferencesTest extends DatabaseMatrix {
  private static final TicketRef TICKET = new TicketRef(Room.MIHON, 2026, 4512);
  private Room room;

  @Before
  public void open() {
    room = new Room(database());
  }

  @After
  public void close() {
    room.close();
  }

  @Test
  public void ownReferenceFindsItsTicketHoweverItIsWrapped() {
    String reference = room.references.of(TICKET, "17");
    assertTrue("fits a header line: " + reference, reference.length() < 200);
    for (String seen :
        List.of(reference, reference + "@city.example", "<" + reference + "@city.example>")) {
      assertEquals(
          Optional.of(TICKET),
          room.references.messageOf(List.of("other@x", seen)).map(Ours::ticket));
    }
  }

  @Test
  public void everyNodeKnowsTheKey() {
    String reference = room.references.of(TICKET, "17");
    assertEquals(
        Optional.of(TICKET),
        room.secondNode().references.messageOf(List.of(reference)).map(Ours::ticket));
  }

  @Test
  public void changedTicketEntryOrSignatureIsForged() {
    String reference = room.references.of(TICKET, "17");
    String signature = reference.substring(reference.lastIndexOf('.') + 1);
    for (String forged :
        List.of(
            "md.mihon-2026-004513.17." + signature,
            "md.other-2026-004512.17." + signature,
            "md.mihon-2026-004512.18." + signature,
            "md.mihon-2026-004512.17." + signature.substring(1) + "0",
            "md.mihon-2026-004512.17." + "0".repeat(32),
            "md.mihon-2026-004512.17.",
            "md.mihon-2026-004512.17." + signature + "0",
            "xmd.mihon-2026-004512.17." + signature,
            "",
            "md." + "x".repeat(100_000))) {
      if (!forged.equals(reference)) {
        assertEquals(
            forged, Optional.empty(), room.references.messageOf(List.of(forged)).map(Ours::ticket));
      }
    }
  }

  @Test
  public void mailersThatChangeTheCaseOfTheSignatureDoNoHarm() {
    String reference = room.references.of(TICKET, "17");
    int dot = reference.lastIndexOf('.');
    String shouted =
        reference.substring(0, dot) + reference.substring(dot).toUpperCase(Locale.ROOT);
    assertEquals(
        Optional.of(TICKET), room.references.messageOf(List.of(shouted)).map(Ours::ticket));
  }

  @Test
  public void referenceOfAnotherMunicipalityDoesNotJoinHere() {
    TicketRef elsewhere = new TicketRef(new MunicipalityId("other"), 2026, 1);
    Conversations conversations = new Conversations(room.references, room.tickets, room.tickets);
    var message =
        FakeConnector.message(
            "m",
            org.madoguchi.tickets.InboundContact.Nature.PERSON,
            "Re:",
            List.of(room.references.of(elsewhere, "1")),
            "hanako@citizen.example");
    assertEquals(
        Conversations.Link.NONE,
        conversations.linkOf(message, Room.MIHON, java.time.Instant.EPOCH));
  }
}
