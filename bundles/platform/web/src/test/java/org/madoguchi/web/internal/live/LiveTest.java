package org.madoguchi.web.internal.live;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.kernel.testkit.Patience.await;
import static org.madoguchi.web.internal.InMemoryPorts.MIHON;
import static org.madoguchi.web.internal.InMemoryPorts.OTHER;
import static org.madoguchi.web.internal.WebServer.header;
import static org.madoguchi.web.internal.WebServer.problem;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.AccessTag;
import org.madoguchi.kernel.access.Permission;
import org.madoguchi.kernel.access.Role;
import org.madoguchi.kernel.access.SessionStore.Opened;
import org.madoguchi.kernel.event.CommittedEvent;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.web.internal.InMemoryPorts;
import org.madoguchi.web.internal.WebServer;

public class LiveTest {
  @Rule
  public final WebServer web =
      new WebServer() {
        @Override
        protected LiveHub createHub() {
          return new LiveHub(ports, settings, Clock.systemUTC(), Duration.ofMillis(200));
        }
      };

  /** Reads a stream on a thread of its own. */
  private static final class Reader {
    private final StringBuffer text = new StringBuffer();
    private final Thread thread;
    private final HttpResponse<InputStream> response;

    Reader(HttpResponse<InputStream> response) {
      this.response = response;
      this.thread = new Thread(this::read);
      thread.setDaemon(true);
      thread.start();
    }

    private void read() {
      try (InputStream in = response.body()) {
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        // the stream was broken off: the end as well
      }
    }

    Reader awaits(String expected) {
      await().untilAsserted(() -> assertTrue(text.toString(), text.toString().contains(expected)));
      return this;
    }

    Reader awaitsEnd() {
      await().until(() -> !thread.isAlive());
      return this;
    }

    String text() {
      return text.toString();
    }
  }

  private Reader open(HttpRequest.Builder request) {
    int before = web.hub().connections();
    HttpResponse<InputStream> response = web.send(request, BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    assertEquals("text/event-stream;charset=utf-8", header(response, "Content-Type").toLowerCase());
    await().until(() -> web.hub().connections() > 0 || before > 0);
    return new Reader(response).awaits("event: hello");
  }

  private void relay(CommittedEvent... events) {
    web.hub().follow(List.of(events));
  }

  @Test
  public void whatIsToldToOnePersonReachesThatPersonWhileTheyMaySeeTheRecord() {
    web.ports.employ("elsewhere", OTHER, Role.SUPERVISOR);
    Reader operator = open(web.as("suzuki", "/api/live"));
    Reader elsewhere = open(web.as("elsewhere", "/api/live"));
    StaffId suzuki = new StaffId("suzuki");
    AccessTag restricted = InMemoryPorts.restricted(MIHON);
    tell(suzuki, restricted, "restricted");
    tell(new StaffId("elsewhere"), AccessTag.of(OTHER), "there");
    tell(new StaffId("elsewhere"), AccessTag.of(MIHON), "foreign");
    tell(suzuki, AccessTag.of(MIHON), "here");
    tell(new StaffId("elsewhere"), AccessTag.of(OTHER), "last");
    operator.awaits("event: presence\ndata: {\"ticket\":\"here\"}\n\n");
    elsewhere.awaits("\"last\"").awaits("\"there\"");
    assertFalse(operator.text(), operator.text().matches("(?s).*(restricted|there|foreign).*"));
    assertFalse(elsewhere.text(), elsewhere.text().matches("(?s).*\"(foreign|here)\".*"));
  }

  private void tell(StaffId who, AccessTag record, String ticket) {
    web.hub().tell(who, Permission.TICKET_READ, record, "presence", Map.of("ticket", ticket));
  }

  @Test
  public void eventsReachWhoMaySeeThemAndNobodyElse() {
    web.ports.employ("elsewhere", OTHER, Role.SUPERVISOR);
    Reader operator = open(web.as("suzuki", "/api/live"));
    Reader elsewhere = open(web.as("elsewhere", "/api/live"));
    Reader administrator = open(web.as("kanri", "/api/live"));
    relay(
        web.ports.ticketOpened("mihon-2026-000001"),
        web.ports.happened("tickets", "mihon-2026-000002", InMemoryPorts.restricted(MIHON)),
        web.ports.happened("channels", "mail-mihon", AccessTag.of(MIHON)),
        web.ports.happened("unheard-of", "x-1", AccessTag.of(MIHON)),
        web.ports.happened("directory", "staff", AccessTag.of(MIHON)));
    operator.awaits("\"position\":5");
    assertTrue(
        operator.text(),
        operator
            .text()
            .contains(
                "id: 1\n"
                    + "event: event\n"
                    + "data:"
                    + " {\"position\":1,\"stream\":\"tickets\",\"type\":\"TicketOpened\",\"aggregate\":\"mihon-2026-000001\",\"municipality\":\"mihon\",\"actor\":\"#system\",\"at\":\"2026-11-21T00:00:00Z\"}\n\n"));
    assertFalse(operator.text().contains("000002"));
    assertFalse(operator.text().contains("unheard-of"));
    administrator.awaits("\"stream\":\"directory\"").awaits("\"stream\":\"channels\"");
    assertFalse(administrator.text().contains("\"stream\":\"tickets\""));
    // its heartbeat moves on past what it may not see
    elsewhere.awaits(": \nid: 5\n\n");
    assertFalse(elsewhere.text().contains("event: event"));
  }

  @Test
  @Covers("X6")
  public void pinnedAnswersReachEverybodyWhoWorksThereAndArticlesOnlyTheirAuthors() {
    web.ports.employ("elsewhere", OTHER, Role.SUPERVISOR);
    Reader operator = open(web.as("suzuki", "/api/live"));
    Reader administrator = open(web.as("kanri", "/api/live"));
    Reader elsewhere = open(web.as("elsewhere", "/api/live"));
    relay(
        web.ports.happened("knowledge", "article-7", AccessTag.of(MIHON)),
        web.ports.happened("knowledge", "pinned-mihon", AccessTag.of(MIHON)));
    operator.awaits("\"aggregate\":\"pinned-mihon\"");
    administrator.awaits("\"aggregate\":\"pinned-mihon\"");
    assertFalse(operator.text().contains("article-7"));
    elsewhere.awaits(": \nid: 2\n\n");
    assertFalse(elsewhere.text().contains("event: event"));
  }

  @Test
  public void changesOfCitizensReachWhoMaySeeThem() {
    web.ports.employ("elsewhere", OTHER, Role.SUPERVISOR);
    Reader operator = open(web.as("suzuki", "/api/live"));
    Reader elsewhere = open(web.as("elsewhere", "/api/live"));
    relay(
        // of a build that did not say who sees the citizen
        web.ports.happened(1, "citizens", "mihon/1", AccessTag.of(MIHON)),
        web.ports.happened(2, "citizens", "mihon/2", InMemoryPorts.restricted(MIHON)),
        web.ports.happened(2, "citizens", "mihon/3", AccessTag.of(MIHON)));
    operator.awaits("\"aggregate\":\"mihon/3\"");
    assertFalse(operator.text().contains("mihon/1"));
    assertFalse(operator.text().contains("mihon/2"));
    elsewhere.awaits(": \nid: 3\n\n");
    assertFalse(elsewhere.text().contains("event: event"));
  }

  @Test
  public void whatIsToldOnePersonReachesThemAlone() {
    web.ports.employ("colleague", MIHON, Role.OPERATOR);
    Reader operator = open(web.as("suzuki", "/api/live"));
    Reader colleague = open(web.as("colleague", "/api/live"));
    relay(
        web.ports.happened("alerts", "alerts-suzuki", AccessTag.of(MIHON)),
        web.ports.happened("views", "view-7", AccessTag.of(MIHON)));
    operator.awaits("view-7").awaits("alerts-suzuki");
    colleague.awaits("view-7");
    assertFalse(colleague.text().contains("alerts-suzuki"));
  }

  @Test
  public void whatIsRelayedTwiceOrWasBeforeTheClientIsNotToldAgain() {
    CommittedEvent old = web.ports.ticketOpened("mihon-2026-000001");
    Reader reader = open(web.as("suzuki", "/api/live"));
    CommittedEvent fresh = web.ports.ticketOpened("mihon-2026-000002");
    relay(old);
    relay(old, fresh);
    relay(old, fresh);
    CommittedEvent last = web.ports.ticketOpened("mihon-2026-000003");
    relay(fresh, last);
    reader.awaits("000003");
    assertFalse(reader.text().contains("000001"));
    assertEquals(1, count(reader.text(), "000002"));
  }

  @Test
  public void whatHappenedWhileTheRelayWasAwayIsNotLost() {
    Reader reader = open(web.as("suzuki", "/api/live"));
    web.ports.ticketOpened("mihon-2026-000001");
    web.ports.ticketOpened("mihon-2026-000002");
    relay(web.ports.ticketOpened("mihon-2026-000003"));
    reader.awaits("000003").awaits("000002").awaits("000001");
    IntStream.range(0, 1_200).forEach(i -> web.ports.ticketOpened("mihon-2026-100000"));
    relay(web.ports.ticketOpened("mihon-2026-200000"));
    reader.awaitsEnd();
    open(web.as("suzuki", "/api/live?after=3")).awaits("event: reset");
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @Test
  public void whatWasMissedIsReplayedInOrderAndOnce() {
    IntStream.rangeClosed(1, 900)
        .forEach(i -> web.ports.ticketOpened("mihon-2026-" + (100_000 + i)));
    Reader reader = open(web.as("suzuki", "/api/live").header("Last-Event-ID", "100"));
    relay(web.ports.log.after(0, 1_000).toArray(CommittedEvent[]::new));
    reader.awaits("100900");
    assertFalse(reader.text().contains("100100"));
    assertEquals(800, count(reader.text(), "event: event"));
    assertTrue(reader.text().indexOf("100101") < reader.text().indexOf("100500"));
    Reader byParameter = open(web.as("suzuki", "/api/live?after=899")).awaits("100900");
    assertEquals(1, count(byParameter.text(), "event: event"));
  }

  @Test
  public void whoMissedTooMuchOrComesFromAnotherTimeStartsOver() {
    IntStream.rangeClosed(1, 1_200)
        .forEach(i -> web.ports.ticketOpened("mihon-2026-" + (100_000 + i)));
    Reader behind =
        open(web.as("suzuki", "/api/live?after=199"))
            .awaits("id: 1200\nevent: reset\ndata: {}\n\n");
    assertFalse(behind.text().contains("event: event"));
    open(web.as("suzuki", "/api/live?after=5000")).awaits("event: reset");
    for (String nonsense : new String[] {"-1", "abc", "1e3", "99999999999999999999", "1'--"}) {
      Reader fresh = open(web.as("suzuki", "/api/live").header("Last-Event-ID", nonsense));
      assertFalse(fresh.text().contains("reset"));
    }
  }

  @Test
  public void strangersAndOtherMethodsAreRefused() {
    assertEquals("401 unauthenticated", problem(web.send(web.request("/api/live"))));
    assertEquals("405 method-not-allowed", problem(web.post("suzuki", "/api/live", "{}")));
    web.ports.away = true;
    assertEquals(
        "503 unavailable",
        problem(
            web.send(web.request("/api/live").header("Authorization", "Bearer 1234567890123456"))));
  }

  @Test
  public void whoIsWithdrawnIsCutAndAChangedRoleCountsAtOnce() {
    Reader reader = open(web.as("suzuki", "/api/live"));
    Reader other = open(web.as("kanri", "/api/live"));
    web.ports.employ("kanri", MIHON, Role.OPERATOR);
    web.ports.staff.remove(new StaffId("suzuki"));
    reader.awaits("event: bye").awaitsEnd();
    await()
        .until(
            () -> {
              relay(web.ports.ticketOpened("mihon-2026-000001"));
              return other.text().contains("\"stream\":\"tickets\"");
            });
    assertEquals(1, web.hub().connections());
  }

  @Test
  public void aLogoutClosesTheSessionsConnectionsOnly() {
    Opened session = web.ports.logIn("suzuki");
    var request =
        web.request("/api/live").header("Cookie", "madoguchi_session=" + session.secret());
    Reader leaving = open(request);
    Reader staying = open(web.as("suzuki", "/api/live"));
    web.send(
        web.request("/api/session")
            .header("Cookie", "madoguchi_session=" + session.secret())
            .header("X-CSRF-Token", session.csrfToken())
            .DELETE());
    leaving.awaits("event: bye").awaitsEnd();
    relay(web.ports.ticketOpened("mihon-2026-000001"));
    staying.awaits("000001");
  }

  @Test
  public void aSessionEndedElsewhereAndAWithdrawnTokenLoseTheirConnections() {
    Opened session = web.ports.logIn("suzuki");
    web.ports.tokens.put("1234567890123456", new StaffId("suzuki"));
    Reader ended =
        open(web.request("/api/live").header("Cookie", "madoguchi_session=" + session.secret()));
    Reader withdrawn =
        open(web.request("/api/live").header("Authorization", "Bearer 1234567890123456"));
    Reader staying = open(web.as("suzuki", "/api/live"));
    web.ports.sessions.remove(session.secret());
    web.ports.tokens.clear();
    ended.awaits("event: bye").awaitsEnd();
    withdrawn.awaits("event: bye").awaitsEnd();
    relay(web.ports.ticketOpened("mihon-2026-000001"));
    staying.awaits("000001");
  }

  @Test
  public void theOldestConnectionMakesRoom() {
    web.configure(Map.of("live.connectionsPerPerson", "2"));
    Reader first = open(web.as("suzuki", "/api/live"));
    Reader second = open(web.as("suzuki", "/api/live"));
    Reader colleague = open(web.as("kanri", "/api/live"));
    Reader third = open(web.as("suzuki", "/api/live"));
    first.awaits("retry: 60000\nevent: bye").awaitsEnd();
    web.hub().extensionsChanged();
    second.awaits("event: ui");
    third.awaits("event: ui");
    colleague.awaits("event: ui");
    assertEquals(3, web.hub().connections());
  }

  @Test
  public void aStateReachesWhoMaySeeItAndMovesNobodyInTheLog() {
    web.ports.employ("elsewhere", OTHER, Role.SUPERVISOR);
    web.ports.employ("madoguchi", MIHON, Role.SECTION_STAFF);
    Reader operator = open(web.as("suzuki", "/api/live"));
    Reader elsewhere = open(web.as("elsewhere", "/api/live"));
    Reader section = open(web.as("madoguchi", "/api/live"));
    web.hub().changed("channels", Permission.CHANNEL_READ, MIHON);
    operator.awaits("event: state\ndata: {\"municipality\":\"mihon\",\"topic\":\"channels\"}\n\n");
    web.hub().extensionsChanged();
    elsewhere.awaits("event: ui");
    section.awaits("event: ui");
    assertFalse(elsewhere.text().contains("event: state"));
    assertFalse(section.text().contains("event: state"));
  }

  @Test
  public void manyChangesOfTheUserInterfaceAreToldByFewMessages() {
    int many = 50;
    Reader reader = open(web.as("suzuki", "/api/live"));
    for (int i = 0; i < many; i++) {
      web.hub().extensionsChanged();
    }
    reader.awaits("event: ui");
    relay(web.ports.ticketOpened("mihon-2026-000001"));
    reader.awaits("000001");
    // one message, unless this thread stood still between two calls
    assertTrue(count(reader.text(), "event: ui") < many / 2);
  }

  @Test
  public void whoDoesNotReadIsLetGoWhileOthersAndTheRelayGoOn() throws Exception {
    Opened session = web.ports.logIn("suzuki");
    Reader reader = open(web.as("kanri", "/api/live"));
    web.ports.employ("kanri", MIHON, Role.OPERATOR);
    try (Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4_096);
      deaf.connect(new java.net.InetSocketAddress("127.0.0.1", web.port()));
      deaf.getOutputStream()
          .write(
              ("GET /api/live HTTP/1.1\r\nHost: x\r\nCookie: madoguchi_session="
                      + session.secret()
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> web.hub().connections() == 2);
      String name = "mihon-" + "x".repeat(3_000);
      CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 20_000 && web.hub().connections() == 2; i++) {
                  relay(web.ports.ticketOpened(name));
                }
              })
          .get(2, TimeUnit.MINUTES);
      await().until(() -> web.hub().connections() == 1);
    }
    await()
        .until(
            () -> {
              relay(web.ports.ticketOpened("mihon-2026-999999"));
              return reader.text().contains("999999");
            });
  }

  @Test
  public void aShutdownSaysGoodbye() {
    Reader reader = open(web.as("suzuki", "/api/live"));
    web.hub().stop();
    reader.awaits("event: bye").awaitsEnd();
  }
}
