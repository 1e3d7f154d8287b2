package org.madoguchi.channels.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.madoguchi.channels.internal.rest.ChannelResource;
import org.madoguchi.channels.spi.ChannelStatus;
import org.madoguchi.channels.spi.InboundMessage;
import org.madoguchi.channels.spi.UnreadableDelivery;
import org.madoguchi.kernel.MunicipalityId;
import org.madoguchi.kernel.SectionId;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessScope;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Confidentiality;
import org.madoguchi.kernel.access.Grant;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.testing.database.DatabaseMatrix;
import org.madoguchi.tickets.InboundContact.Nature;
import org.madoguchi.tickets.TicketEvents;
import org.madoguchi.tickets.TicketRef;

public class ChannelDeskTest extends DatabaseMatrix {
  private static final AccessScope SUPERVISOR = scope(Role.SUPERVISOR, "mihon");
  private static final AccessScope OPERATOR = scope(Role.OPERATOR, "mihon");
  private static final AccessScope STRANGER = scope(Role.SUPERVISOR, "other");
  private static final AccessScope SECTION = scope(Role.SECTION_STAFF, "mihon");
  private Room room;
  private ChannelResource rest;
  private final FakeConnector mail = new FakeConnector("mail-mihon");

  private static AccessScope scope(Role role, String municipality) {
    return AccessScope.of(
        new StaffId("sato"),
        List.of(new Grant(new MunicipalityId(municipality), role, SectionId.NONE)));
  }

  @Before
  public void open() {
    room = new Room(database());
    rest = new ChannelResource(room.desk, room.overview);
    mail.reading =
        content -> {
          throw new UnreadableDelivery("bad");
        };
  }

  @After
  public void close() {
    room.close();
  }

  private void quarantine(int deliveries) {
    room.connect(mail);
    room.startInbox();
    for (int i = 0; i < deliveries; i++) {
      room.deliver("mail-mihon", "m" + i);
    }
    Room.eventually(
        () -> room.inbox().stream().allMatch(e -> e.state() == InboxEntry.State.QUARANTINED));
  }

  private static void assertProblem(String name, Runnable call) {
    DomainException problem = assertThrows(DomainException.class, call::run);
    assertEquals(name, problem.type().name());
  }

  @Test
  public void listsArePagedByKeyNewestFirst() {
    quarantine(5);
    List<String> seen = new ArrayList<>();
    String after = null;
    int pages = 0;
    do {
      var page = rest.inbox("quarantined", "mail-mihon", after, "2", OPERATOR, Locale.JAPANESE);
      page.items().forEach(d -> seen.add(d.id()));
      after = page.next();
      pages++;
    } while (after != null);
    assertEquals(3, pages);
    assertEquals(5, seen.stream().distinct().count());
    assertEquals(
        seen.stream().map(Long::valueOf).sorted(Comparator.reverseOrder()).toList(),
        seen.stream().map(Long::valueOf).toList());
  }

  @Test
  public void othersSeeNothingAndLearnNothing() throws Exception {
    quarantine(1);
    room.reply(1, "e1", "mail-mihon");
    String id = Long.toString(room.onlyDelivery().id());
    String message = Long.toString(room.onlyMessage().id());
    for (AccessScope scope : List.of(STRANGER, SECTION)) {
      assertTrue(rest.channels(scope, Locale.JAPANESE).isEmpty());
      assertTrue(
          rest.inbox("quarantined", null, null, null, scope, Locale.JAPANESE).items().isEmpty());
      assertTrue(rest.outbox("queued", null, null, null, scope, Locale.JAPANESE).items().isEmpty());
      assertProblem("not-found", () -> rest.retryDelivery(id, scope));
      assertProblem("not-found", () -> rest.retryMessage(message, scope));
      assertProblem("not-found", () -> room.desk.downloadable(scope, Long.parseLong(id)));
    }
    assertProblem("forbidden", () -> rest.retryDelivery(id, OPERATOR));
    assertProblem("forbidden", () -> room.desk.downloadable(OPERATOR, Long.parseLong(id)));
    assertProblem("forbidden", () -> rest.retryMessage(message, OPERATOR));
  }

  @Test
  public void confidentialTicketsMessageIsSeenByFewerAfterItsTicketWasRestricted() {
    TicketRef ticket = room.reply(1, "e1", "mail-mihon");
    assertEquals(1, messages(OPERATOR));
    AccessTag restricted =
        new AccessTag(Room.MIHON, new SectionId("shimin"), Confidentiality.RESTRICTED);
    room.outboxFollower()
        .follow(List.of(room.event(ticket, TicketEvents.EDITED, "{}", restricted)));
    assertEquals(0, messages(OPERATOR));
    assertEquals(1, messages(SUPERVISOR));
    assertTrue(
        "not even a count",
        rest.channels(OPERATOR, Locale.JAPANESE).stream().noneMatch(c -> c.outbox().queued() > 0));
  }

  private int messages(AccessScope scope) {
    return rest.outbox("queued", null, null, null, scope, Locale.JAPANESE).items().size();
  }

  @Test
  public void deliveryOfARestrictedTicketIsRestrictedToo() {
    mail.reading = content -> List.of(FakeConnector.message(content));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "secret");
    room.awaitDelivery(InboxEntry.State.DONE);
    AccessTag restricted = new AccessTag(Room.MIHON, SectionId.NONE, Confidentiality.RESTRICTED);
    room.outboxFollower()
        .follow(
            List.of(
                room.event(
                    new TicketRef(Room.MIHON, 2026, 1), TicketEvents.EDITED, "{}", restricted)));
    assertTrue(rest.inbox("done", null, null, null, OPERATOR, Locale.JAPANESE).items().isEmpty());
    assertEquals(
        1, rest.inbox("done", null, null, null, SUPERVISOR, Locale.JAPANESE).items().size());
  }

  @Test
  public void deliveryThatJoinsARestrictedTicketIsRestrictedAtOnce() {
    TicketRef open = new TicketRef(Room.MIHON, 2026, 7);
    TicketRef secret = new TicketRef(Room.MIHON, 2026, 8);
    room.tickets.restrict(secret);
    mail.reading =
        content ->
            List.of(
                joining(content + "-1", content.equals("mixed") ? open : secret),
                joining(content + "-2", secret));
    room.connect(mail);
    room.startInbox();
    room.deliver("mail-mihon", "mixed");
    room.awaitDelivery(InboxEntry.State.DONE);
    assertEquals(Confidentiality.RESTRICTED, room.onlyDelivery().access().confidentiality());
    assertTrue(rest.inbox("done", null, null, null, OPERATOR, Locale.JAPANESE).items().isEmpty());
    assertEquals(
        List.of(open.toString(), secret.toString()),
        rest.inbox("done", null, null, null, SUPERVISOR, Locale.JAPANESE).items().get(0).tickets());
    var read = database().eventLog().of("channels", room.onlyDelivery().aggregate()).get(1);
    assertEquals(Confidentiality.RESTRICTED, read.access().confidentiality());
  }

  private InboundMessage joining(String id, TicketRef ticket) {
    return FakeConnector.message(
        id,
        Nature.PERSON,
        "Re",
        List.of(room.references.of(ticket, "e1") + "@city.example"),
        "hanako@citizen.example");
  }

  @Test
  public void overviewShowsInstancesAndWorkLeftBehindByAbsentOnes() {
    long registration = room.connect(mail);
    quarantine(1);
    room.disconnect(registration);
    room.disconnect(registration + 1);
    room.reply(1, "e1", "mail-mihon");
    var channel = rest.channels(OPERATOR, Locale.ENGLISH).get(0);
    assertEquals("mail-mihon", channel.name());
    assertEquals("mihon", channel.municipality());
    assertEquals(ChannelStatus.State.NOT_INSTALLED, channel.status().state());
    assertFalse(channel.status().reason().isBlank());
    assertEquals(1, channel.inbox().quarantined());
    assertEquals(1, channel.outbox().queued());
    room.connect(mail);
    assertEquals(
        ChannelStatus.State.ONLINE,
        rest.channels(OPERATOR, Locale.ENGLISH).get(0).status().state());
  }

  @Test
  public void rawDownloadIsInert() throws Exception {
    quarantine(1);
    var response = rest.raw(Long.toString(room.onlyDelivery().id()), SUPERVISOR);
    assertEquals("message/rfc822", response.getMediaType().toString());
    assertTrue(response.getHeaderString("Content-Disposition").startsWith("attachment"));
    assertEquals("nosniff", response.getHeaderString("X-Content-Type-Options"));
    try (InputStream content = (InputStream) response.getEntity()) {
      assertEquals("m0", new String(content.readAllBytes()));
    }
  }

  @Test
  public void discardedIsGoneFromTheQuarantineWithItsReasonAndActor() {
    quarantine(1);
    String id = Long.toString(room.onlyDelivery().id());
    assertProblem("invalid-fields", () -> room.desk.discard(SUPERVISOR, Long.parseLong(id), " "));
    room.desk.discard(SUPERVISOR, Long.parseLong(id), "広告");
    assertEquals(InboxEntry.State.DISCARDED, room.onlyDelivery().state());
    var event = database().eventLog().of("channels", room.onlyDelivery().aggregate()).get(2);
    assertEquals("DeliveryDiscarded", event.type());
    assertEquals(new StaffId("sato"), event.actor());
    assertProblem("delivery-finished", () -> rest.retryDelivery(id, SUPERVISOR));
  }

  @Test
  public void settlingNeedsADoubtAndAnAnswer() {
    room.reply(1, "e1", "mail-mihon");
    String id = Long.toString(room.onlyMessage().id());
    assertProblem("invalid-fields", () -> rest.settle(id, null, SUPERVISOR));
    assertProblem(
        "delivery-not-in-doubt", () -> room.desk.settle(SUPERVISOR, Long.parseLong(id), true));
  }

  @Test
  public void badParametersAreNamedTogether() {
    DomainException problem =
        assertThrows(
            DomainException.class,
            () -> rest.inbox("odd", null, "x", "0", OPERATOR, Locale.JAPANESE));
    assertEquals(3, problem.fields().size());
    assertProblem(
        "invalid-fields", () -> rest.outbox("odd", null, null, null, OPERATOR, Locale.JAPANESE));
    assertProblem("not-found", () -> rest.retryDelivery("x", OPERATOR));
  }

  @Test
  public void lastPageHasNoCursor() {
    quarantine(1);
    assertNull(rest.inbox("quarantined", null, null, "1", OPERATOR, Locale.JAPANESE).next());
  }

  @Test
  public void timesAreUtcWhateverTheZoneOfTheJvm() {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      room.deliver("mail-mihon", "m");
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      assertEquals(room.clock.instant(), room.onlyDelivery().receivedAt());
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
