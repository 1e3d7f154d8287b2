package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.itests.container.Waiting.await;
import static org.madoguchi.itests.instance.Calls.openByHand;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.inject.Inject;
import org.junit.Test;
import org.madoguchi.itests.container.LiveStream.Heard;
import org.madoguchi.testing.covers.Covers;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Who gets in, how long, and what is told to whom while it happens: sessions, API tokens and the
 * live stream, which is theirs.
 */
public class SessionsAndLiveStreamIT extends ContainerTest {
  private static final int PERMITTED_FAILURES = 5;
  private static final int REPLAYED = 1_000;

  @Inject private ConfigurationAdmin configurations;

  @Test
  @Covers("K7")
  public void whoeverGuessesAPasswordHasToWaitAndNobodyElse() throws Exception {
    for (int i = 0; i < PERMITTED_FAILURES; i++) {
      assertProblem(login("ogawa", "guess-number-" + i), 401, "login-failed");
    }
    HttpResponse<String> refused = login("ogawa", PASSWORD);
    assertProblem(refused, 429, "too-many-requests");
    int seconds = Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
    assertTrue("Retry-After: " + seconds, seconds >= 1 && seconds <= 11);
    assertEquals(200, login("suzuki", PASSWORD).statusCode());

    Configuration web = configurations.getConfiguration("org.madoguchi.web", "?");
    web.update(new Hashtable<>(Map.of("login.firstWaitSeconds", 1)));
    try {
      await("an end of the wait").until(() -> login("ogawa", PASSWORD).statusCode() == 200);
    } finally {
      web.delete();
    }
    assertProblem(login("ogawa", "a-slip-of-the-finger"), 401, "login-failed");
    assertEquals("forgiven", 200, login("ogawa", PASSWORD).statusCode());
  }

  @Test
  @Covers("K7")
  public void theCookieIsKeptFromScriptsAndFromOtherSites() throws Exception {
    String header = login("suzuki", PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();
    List<String> parts = List.of(header.split("; "));
    assertTrue(header, parts.get(0).matches("madoguchi_session=[A-Za-z0-9._~+/=-]{32,}"));
    assertTrue(header, parts.containsAll(List.of("HttpOnly", "SameSite=Strict", "Path=/")));
    assertFalse(header, header.contains("Domain") || header.contains("Max-Age"));
  }

  @Test
  @Covers("K7")
  public void tamperedCookieAndTheCookieOfAnEndedSessionOpenNothing() throws Exception {
    HttpResponse<String> in = login("suzuki", PASSWORD);
    String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    assertEquals(200, withCookie(cookie, "GET", "/api/session").statusCode());

    char last = cookie.charAt(cookie.length() - 1);
    String tampered = cookie.substring(0, cookie.length() - 1) + (last == 'A' ? 'B' : 'A');
    assertProblem(withCookie(tampered, "GET", "/api/session"), 401, "unauthenticated");
    assertProblem(withCookie(tampered, "GET", "/api/tickets"), 401, "unauthenticated");
    assertProblem(withCookie(tampered, "GET", "/api/live"), 401, "unauthenticated");
    assertEquals(200, withCookie(cookie, "GET", "/api/session").statusCode());

    String csrfToken = Api.json(in.body()).get("csrfToken").asText();
    HttpResponse<String> out =
        withCookie(cookie, "DELETE", "/api/session", "X-CSRF-Token", csrfToken);
    assertEquals(out.body(), 204, out.statusCode());
    assertTrue(out.headers().firstValue("Set-Cookie").orElse("").contains("Max-Age=0"));
    assertProblem(withCookie(cookie, "GET", "/api/session"), 401, "unauthenticated");
    assertProblem(withCookie(cookie, "GET", "/api/tickets"), 401, "unauthenticated");
    assertEquals("the other session", 200, suzuki.get("/api/session").statusCode());
  }

  @Test
  @Covers("K7")
  public void everyAnswerTellsTheBrowserToBeCareful() throws Exception {
    for (String path : List.of("/console/", "/api/directory/me", "/api/nothing", "/nowhere")) {
      HttpResponse<String> answer = suzuki.get(path);
      assertHardened(path, answer);
      String policy = only(answer, "Content-Security-Policy");
      assertTrue(path + ": " + policy, policy.contains("default-src 'none'"));
      assertTrue(path + ": " + policy, policy.contains("frame-ancestors 'none'"));
      assertFalse(path + ": " + policy, policy.contains("unsafe"));
    }
    assertEquals("no-store", only(suzuki.get("/api/directory/me"), "Cache-Control"));
  }

  @Test
  @Covers("K7")
  public void attachmentsAreSavedAndNeverShown() throws Exception {
    String ref = openByHand(suzuki, "mihon", "添付 " + UUID.randomUUID());
    String path = "/api/tickets/" + ref + "/attachments";
    HttpResponse<String> kept =
        suzuki.sendText(
            "POST",
            path + "?fileName=%E8%A6%8B%E7%A9%8D.html",
            "<script>alert(1)</script>",
            "Content-Type",
            "text/html");
    assertEquals(kept.body(), 201, kept.statusCode());
    HttpResponse<String> file = suzuki.get(path + "/" + Api.json(kept.body()).get("id").asText());
    assertEquals("<script>alert(1)</script>", file.body());
    assertHardened(path, file);
    assertEquals("application/octet-stream", only(file, "Content-Type"));
    String disposition = only(file, "Content-Disposition");
    assertTrue(disposition, disposition.startsWith("attachment; "));
    assertTrue(disposition, disposition.endsWith("filename*=UTF-8''%E8%A6%8B%E7%A9%8D.html"));
    String policy = only(file, "Content-Security-Policy");
    assertTrue(policy, policy.contains("sandbox") && policy.contains("default-src 'none'"));
    assertFalse(policy, policy.contains("allow-scripts"));
  }

  @Test
  @Covers("K7")
  public void apiTokenReadsAndWritesUntilItIsWithdrawn() throws Exception {
    HttpResponse<String> issued =
        suzuki.send(
            "POST",
            "/api/directory/tokens",
            Map.of(
                "name",
                "集計 " + UUID.randomUUID(),
                "expiresAt",
                Instant.now().plus(Duration.ofDays(2)).toString()));
    assertTrue(issued.body(), issued.statusCode() < 300);
    String id = Api.json(issued.body()).get("id").asText();
    String token = Api.json(issued.body()).get("token").asText();
    Api program = new Api().withToken(token);

    assertEquals("suzuki", program.read("/api/directory/me").get("id").asText());
    String ref = openByHand(program, "mihon", "プログラムから " + UUID.randomUUID());
    assertEquals(200, suzuki.get("/api/tickets/" + ref).statusCode());
    JsonNode listed = suzuki.read("/api/directory/tokens");
    assertTrue(listed.toString(), listed.findValuesAsText("id").contains(id));
    assertFalse("shown once only", listed.toString().contains(token));

    HttpResponse<String> withdrawn = suzuki.send("DELETE", "/api/directory/tokens/" + id, null);
    assertEquals(withdrawn.body(), 204, withdrawn.statusCode());
    assertProblem(program.get("/api/directory/me"), 401, "unauthenticated");
    assertProblem(program.send("POST", "/api/tickets", Map.of()), 401, "unauthenticated");
    assertProblem(program.get("/api/live"), 401, "unauthenticated");
  }

  @Test
  @Covers("K7")
  public void whoLogsOutEverywhereIsOutEverywhereAndTheirProgramsGoOn() throws Exception {
    Api here = new Api().login("ogawa", PASSWORD);
    Api lost = new Api().login("ogawa", PASSWORD);
    HttpResponse<String> issued =
        here.send(
            "POST",
            "/api/directory/tokens",
            Map.of(
                "name",
                "集計 " + UUID.randomUUID(),
                "expiresAt",
                Instant.now().plus(Duration.ofDays(2)).toString()));
    Api program = new Api().withToken(Api.json(issued.body()).get("token").asText());
    try (LiveStream one = LiveStream.open(here);
        LiveStream other = LiveStream.open(lost);
        LiveStream programs = LiveStream.open(program);
        LiveStream others = LiveStream.open(suzuki)) {
      assertProblem(program.send("DELETE", "/api/sessions", null), 403, "forbidden");
      HttpResponse<String> ended = here.send("DELETE", "/api/sessions", null);
      assertEquals(ended.body(), 200, ended.statusCode());
      assertTrue(ended.body(), Api.json(ended.body()).get("sessions").asInt() >= 2);
      assertTrue(ended.body(), Api.json(ended.body()).get("tokens").asInt() >= 1);
      one.awaitNamed("bye");
      other.awaitNamed("bye");
      one.awaitEnd();
      other.awaitEnd();
      assertFalse(others.hasEnded() || programs.hasEnded());
    }
    assertProblem(here.get("/api/session"), 401, "unauthenticated");
    assertProblem(lost.get("/api/tickets"), 401, "unauthenticated");
    assertEquals(200, program.get("/api/directory/me").statusCode());
    assertEquals(200, suzuki.get("/api/session").statusCode());
  }

  @Test
  @Covers("K7")
  public void anAdministratorEndsSomebodysSessionsAndANewPasswordDoesToo() throws Exception {
    Api admin = new Api().login("admin", PASSWORD);
    Api ogawa = new Api().login("ogawa", PASSWORD);
    try (LiveStream stream = LiveStream.open(ogawa)) {
      assertProblem(suzuki.send("DELETE", "/api/sessions/ogawa", null), 403, "forbidden");
      assertProblem(admin.send("DELETE", "/api/sessions/nobody-here", null), 400, "invalid-fields");
      HttpResponse<String> ended = admin.send("DELETE", "/api/sessions/ogawa", null);
      assertEquals(ended.body(), 200, ended.statusCode());
      stream.awaitEnd();
    }
    assertProblem(ogawa.get("/api/session"), 401, "unauthenticated");
    Api again = new Api().login("ogawa", PASSWORD);
    try (LiveStream stream = LiveStream.open(again)) {
      HttpResponse<String> set =
          admin.send("PUT", "/api/directory/staff/ogawa/password", Map.of("password", PASSWORD));
      assertEquals(set.body(), 204, set.statusCode());
      stream.awaitEnd();
    }
    assertProblem(again.get("/api/session"), 401, "unauthenticated");
    Api given = new Api().login("ogawa", PASSWORD);
    assertEquals("[\"change-password\"]", given.read("/api/session").get("duties").toString());
    assertProblem(given.get("/api/tickets"), 403, "duties-open");
    assertProblem(given.get("/api/live"), 403, "duties-open");
    new Api().changed("ogawa", PASSWORD, PASSWORD).read("/api/tickets");
  }

  @Test
  @Covers("K7")
  public void anotherSitesPageChangesNothingEvenWithTheToken() throws Exception {
    for (String[] from :
        List.of(
            new String[] {"Origin", "https://evil.example"},
            new String[] {"Sec-Fetch-Site", "cross-site"})) {
      assertProblem(suzuki.send("POST", "/api/tickets", Map.of(), from), 403, "foreign-page");
      assertProblem(suzuki.send("DELETE", "/api/sessions", null, from), 403, "foreign-page");
      assertEquals(200, suzuki.send("GET", "/api/session", null, from).statusCode());
    }
  }

  @Test
  public void whatWasMissedIsToldOnceAndInOrder() throws Exception {
    Api mori = new Api().login("mori", PASSWORD);
    try (LiveStream witness = LiveStream.open(suzuki)) {
      LiveStream first = LiveStream.open(suzuki);
      Heard last = first.awaitEventOf(openByHand(suzuki, "mihon", "切れる前 " + UUID.randomUUID()));
      first.close();

      List<String> missed = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        missed.add(openByHand(suzuki, "mihon", "切れている間 " + i + " " + UUID.randomUUID()));
        openByHand(mori, "aoba", "ほかの町 " + i + " " + UUID.randomUUID());
        note(missed.get(0), "追記 " + i);
      }
      missed.forEach(witness::awaitEventOf);
      try (LiveStream again = LiveStream.resume(suzuki, last)) {
        String marker = openByHand(suzuki, "mihon", "つながった後 " + UUID.randomUUID());
        long end = again.awaitEventOf(marker).position();
        witness.awaitEventOf(marker);
        assertEquals(
            positions(witness, last.position(), end), positions(again, last.position(), end));
        assertEquals("in order", positions(again, 0, end), sorted(positions(again, 0, end)));
        assertTrue(again.events().stream().allMatch(e -> e.position() > last.position()));
        assertEquals(
            "each of them",
            missed,
            again.events().stream()
                .map(Heard::aggregate)
                .filter(missed::contains)
                .distinct()
                .toList());
        assertTrue(again.heard().stream().noneMatch(h -> h.name().equals("reset")));
      }
    }
  }

  @Test
  @Covers("I5")
  public void whatHappensInAForeignMunicipalityIsNotTold() throws Exception {
    Api mori = new Api().login("mori", PASSWORD);
    try (LiveStream mihon = LiveStream.open(suzuki);
        LiveStream aoba = LiveStream.open(mori)) {
      final Heard before = mihon.heard().get(0);
      String foreign = openByHand(mori, "aoba", "あおば町 " + UUID.randomUUID());
      String own = openByHand(suzuki, "mihon", "みほん市 " + UUID.randomUUID());
      String later = openByHand(mori, "aoba", "あおば町、後 " + UUID.randomUUID());
      String last = openByHand(suzuki, "mihon", "みほん市、後 " + UUID.randomUUID());
      aoba.awaitEventOf(later);
      mihon.awaitEventOf(last);
      assertTrue(aoba.events().stream().anyMatch(e -> e.aggregate().equals(foreign)));
      assertTrue(mihon.events().stream().anyMatch(e -> e.aggregate().equals(own)));
      assertEquals(List.of("aoba"), municipalities(aoba));
      assertEquals(List.of("mihon"), municipalities(mihon));
      try (LiveStream replay = LiveStream.resume(mori, before)) {
        replay.awaitEventOf(later);
        assertEquals(List.of("aoba"), municipalities(replay));
      }
    }
  }

  @Test
  public void whoeverIsTooFarBehindIsToldToStartOver() throws Exception {
    Heard old;
    try (LiveStream stream = LiveStream.open(suzuki)) {
      old = stream.heard().get(0);
    }
    Api admin = new Api().login("admin", PASSWORD);
    String header = "login,name,kana,mail,language,role,section\n";
    String mori = "mori,森 由美,もり ゆみ,mori@town.aoba.example,ja,OPERATOR,\n";
    String many =
        IntStream.rangeClosed(0, REPLAYED)
            .mapToObj(i -> "many" + i + ",職員 " + i + ",しょくいん,,ja,OPERATOR,\n")
            .collect(Collectors.joining());
    HttpResponse<String> taken =
        admin.sendText(
            "POST",
            "/api/directory/aoba/import/staff",
            header + mori + many,
            "Content-Type",
            "text/csv;charset=UTF-8");
    assertEquals(taken.body(), 200, taken.statusCode());
    await("positions of all events")
        .until(
            () -> {
              try (LiveStream now = LiveStream.open(suzuki)) {
                return now.heard().get(0).position() - old.position() > REPLAYED;
              }
            });

    try (LiveStream late = LiveStream.resume(suzuki, old)) {
      Heard reset = late.awaitNamed("reset");
      assertTrue(reset.position() - old.position() > REPLAYED);
      assertEquals("nothing is replayed", List.of(), late.events());
      Heard next = late.awaitEventOf(openByHand(suzuki, "mihon", "やり直し " + UUID.randomUUID()));
      assertTrue(next.position() > reset.position());
    }
  }

  @Test
  @Covers("K7")
  public void theStreamEndsWithItsSession() throws Exception {
    Api leaving = new Api().login("suzuki", PASSWORD);
    try (LiveStream ending = LiveStream.open(leaving);
        LiveStream staying = LiveStream.open(suzuki)) {
      HttpResponse<String> out = leaving.send("DELETE", "/api/session", null);
      assertEquals(out.body(), 204, out.statusCode());
      ending.awaitEnd();
      assertEquals("bye", ending.heard().get(ending.heard().size() - 1).name());
      assertProblem(leaving.get("/api/live"), 401, "unauthenticated");

      String ref = openByHand(suzuki, "mihon", "ログアウトの後 " + UUID.randomUUID());
      staying.awaitEventOf(ref);
      assertNotEquals(List.of(), staying.events());
      assertTrue(ending.events().stream().noneMatch(e -> e.aggregate().equals(ref)));
    }
  }

  private static HttpResponse<String> login(String user, String password) throws Exception {
    return new Api().send("POST", "/api/session", Map.of("user", user, "password", password));
  }

  /** A request of a browser that has this cookie, whatever became of it. */
  private static HttpResponse<String> withCookie(
      String cookie, String method, String path, String... more) throws Exception {
    String[] headers = Arrays.copyOf(more, more.length + 2);
    headers[more.length] = "Cookie";
    headers[more.length + 1] = cookie;
    return new Api().send(method, path, null, headers);
  }

  private void note(String ref, String text) throws Exception {
    HttpResponse<String> noted =
        suzuki.send(
            "POST",
            "/api/tickets/" + ref + "/notes",
            Map.of("requestId", UUID.randomUUID().toString(), "text", text));
    assertEquals(noted.body(), 201, noted.statusCode());
  }

  private static void assertHardened(String path, HttpResponse<String> answer) {
    assertEquals(path, "nosniff", only(answer, "X-Content-Type-Options"));
    assertEquals(path, "same-origin", only(answer, "Cross-Origin-Opener-Policy"));
    assertEquals(path, "same-origin", only(answer, "Cross-Origin-Resource-Policy"));
    assertTrue(path, only(answer, "Referrer-Policy").matches("same-origin|no-referrer"));
    assertTrue(path, only(answer, "Permissions-Policy").contains("geolocation=()"));
    assertEquals(path, List.of(), answer.headers().allValues("Server"));
  }

  /** The header's value: a second one would be a second opinion. */
  private static String only(HttpResponse<String> answer, String header) {
    List<String> values = answer.headers().allValues(header);
    assertEquals(header + " of " + answer.uri() + ": " + values, 1, values.size());
    return values.get(0);
  }

  private static List<Long> positions(LiveStream stream, long after, long to) {
    return stream.events().stream().map(Heard::position).filter(p -> p > after && p <= to).toList();
  }

  private static List<Long> sorted(List<Long> positions) {
    return positions.stream().distinct().sorted().toList();
  }

  private static List<String> municipalities(LiveStream stream) {
    return stream.events().stream().map(Heard::municipality).distinct().toList();
  }
}
