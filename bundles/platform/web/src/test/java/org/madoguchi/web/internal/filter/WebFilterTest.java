package org.madoguchi.web.internal.filter;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.web.internal.WebServer.header;
import static org.madoguchi.web.internal.WebServer.json;
import static org.madoguchi.web.internal.WebServer.problem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.SessionStore.Opened;
import org.madoguchi.web.ContentSecurityPolicy;
import org.madoguchi.web.Requests;
import org.madoguchi.web.internal.WebServer;
import org.madoguchi.web.internal.rest.DeskResource;

public class WebFilterTest {
  @Rule public final WebServer web = new WebServer();

  private interface Answer {
    void to(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  private void serve(String pattern, Answer answer) {
    web.serve(
        pattern,
        new HttpServlet() {
          private static final long serialVersionUID = 1L;

          @Override
          protected void service(HttpServletRequest request, HttpServletResponse response)
              throws IOException {
            answer.to(request, response);
          }
        });
  }

  @Test
  public void everyResponseCarriesTheSecurityHeaders() {
    for (String path :
        new String[] {"/", "/nothing", "/health/live", "/api/session", "/api/x", "/ui/x"}) {
      HttpResponse<String> response = web.send(web.request(path));
      assertEquals(path, ContentSecurityPolicy.STRICT, header(response, "Content-Security-Policy"));
      assertEquals("nosniff", header(response, "X-Content-Type-Options"));
      assertEquals("same-origin", header(response, "Cross-Origin-Opener-Policy"));
      assertEquals("same-origin", header(response, "Cross-Origin-Resource-Policy"));
      assertTrue(header(response, "Permissions-Policy").contains("camera=()"));
      assertEquals(
          path.startsWith("/api") ? "no-referrer" : "same-origin",
          header(response, "Referrer-Policy"));
      assertEquals("", header(response, "Strict-Transport-Security"));
    }
  }

  @Test
  public void strictTransportSecurityIsOnlyForHttps() {
    web.configure(Map.of("proxy.trusted", "true"));
    assertFalse(
        header(
                web.send(web.request("/").header("X-Forwarded-Proto", "https")),
                "Strict-Transport-Security")
            .isEmpty());
    web.configure(Map.of());
    assertEquals(
        "",
        header(
            web.send(web.request("/").header("X-Forwarded-Proto", "https")),
            "Strict-Transport-Security"));
  }

  @Test
  public void aPageMayAllowItsImportMap() {
    String hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    serve("/page", (request, response) -> ContentSecurityPolicy.allowScript(response, hash));
    assertTrue(
        header(web.send(web.request("/page")), "Content-Security-Policy")
            .contains("script-src 'self' 'sha256-" + hash + "'; "));
    serve(
        "/bad",
        (request, response) -> ContentSecurityPolicy.allowScript(response, "' 'unsafe-inline"));
    assertEquals("500 internal-error", problem(web.send(web.request("/bad"))));
  }

  @Test
  public void aSoundRequestIdIsKeptAndAnyOtherReplaced() {
    serve("/id", (request, response) -> response.getWriter().write(Requests.correlation(request)));
    HttpResponse<String> kept = web.send(web.request("/id").header("X-Request-Id", "abc-123.DEF"));
    assertEquals("abc-123.DEF", header(kept, "X-Request-Id"));
    assertEquals("abc-123.DEF", kept.body());
    HttpResponse<String> replaced =
        web.send(web.request("/id").header("X-Request-Id", "<script>alert(1)"));
    assertTrue(header(replaced, "X-Request-Id").matches("[0-9a-f]{16}"));
    assertEquals(replaced.body(), header(replaced, "X-Request-Id"));
  }

  @Test
  public void nothingBelowApiIsForStrangersButTheSession() {
    web.publish("/desk", new DeskResource());
    for (String path :
        new String[] {
          "/api",
          "/api/",
          "/api/desk/me",
          "/api/nothing",
          "/api/openapi.json",
          "/api/live",
          "/api/ui/extensions",
          "/api/session/",
          "/api/session/x",
          "/api/session"
        }) {
      HttpResponse<String> response = web.send(web.request(path));
      assertEquals(path, "401 unauthenticated", problem(response));
      assertEquals("Bearer", header(response, "WWW-Authenticate"));
      assertEquals("no-store", header(response, "Cache-Control"));
    }
  }

  @Test
  public void doubtfulAddressesAreNotFound() throws IOException {
    web.publish("/desk", new DeskResource());
    for (String path :
        new String[] {
          "/api/session/../desk/me",
          "/api/session/%2e%2e/desk/me",
          "/api/session;/desk/me",
          "/api/session;x=1",
          "/api//desk/me",
          "//api/desk/me",
          "/health/live/..;/..;/api/desk/me",
          "/api/session%2f..%2fdesk/me",
          "/api/session%00",
          "/api/session\\..\\desk",
          "/api/%64%65%73%6b/%2e%2e",
          "/api/./desk/me",
          "/%61pi/desk/me"
        }) {
      String answer =
          raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertTrue(path + "\n" + answer, answer.startsWith("HTTP/1.1 40"));
      assertFalse(path, answer.contains("suzuki"));
    }
  }

  @Test
  public void unknownMethodsAreRefusedWithoutAnErrorPage() throws IOException {
    for (String method : new String[] {"TRACE", "TRACK", "PROPFIND", "FOO"}) {
      String answer = raw(method + " / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertTrue(answer, answer.startsWith("HTTP/1.1 405"));
      assertTrue(answer, answer.contains("urn:madoguchi:problem:method-not-allowed"));
    }
  }

  @Test
  public void whatIsNoRequestIsAnsweredWithAProblemToo() throws IOException {
    assertEquals(200, web.send(web.request("/health/live")).statusCode());
    String[] messages = {
      "GET /api/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET /api/" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(100_000) + "\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "\u0000\u0001\u0002\r\n\r\n",
      "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"
    };
    for (String message : messages) {
      String answer = raw(message);
      String shown = message.lines().findFirst().orElse("") + ": " + answer;
      assertTrue(shown, answer.matches("(?s)HTTP/1.1 (4\\d\\d|505) .*"));
      assertTrue(shown, answer.contains("Content-Type: application/problem+json"));
      assertTrue(shown, answer.contains("urn:madoguchi:problem:"));
      assertFalse(shown, answer.contains("<"));
    }
  }

  @Test
  public void whoeverSendsTooMuchOrWithoutLeaveReadsTheAnswer() throws IOException {
    web.publish("/desk", new DeskResource());
    String cookie = "Cookie: madoguchi_session=" + web.ports.logIn("suzuki").secret() + "\r\n";
    String head =
        "POST /api/desk/upload HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: image/png\r\nContent-Length: 40000000\r\n";
    byte[] photo = new byte[40_000_000];
    for (int i = 0; i < 5; i++) {
      assertEquals("HTTP/1.1 401 Unauthorized", statusAfterAll(head + "\r\n", photo));
      assertEquals("HTTP/1.1 403 Forbidden", statusAfterAll(head + cookie + "\r\n", photo));
    }
  }

  /** The status line, read by somebody who does not listen before having said everything. */
  private String statusAfterAll(String head, byte[] body) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", web.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
          .readLine();
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", web.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  public void aSessionMayChangeThingsOnlyWithItsToken() {
    web.publish("/desk", new DeskResource());
    Opened session = web.ports.logIn("suzuki");
    String other = web.ports.logIn("kanri").csrfToken();
    String[] wrong = {
      "", "x", other, session.csrfToken() + " x", session.csrfToken().toUpperCase(Locale.ROOT)
    };
    for (String token : wrong) {
      var request =
          web.request("/api/desk/echo")
              .header("Cookie", "madoguchi_session=" + session.secret())
              .header("Content-Type", "application/json")
              .header("X-CSRF-Token", token)
              .POST(BodyPublishers.ofString("{}"));
      assertEquals("403 csrf-token-wrong", problem(web.send(request)));
    }
    assertEquals(200, web.post("suzuki", "/api/desk/echo", "{}").statusCode());
  }

  @Test
  public void aTokenNeedsNoCsrfTokenAndNeverFallsBackToTheCookie() {
    web.publish("/desk", new DeskResource());
    web.ports.tokens.put("token-of-a-machine-1", new StaffId("suzuki"));
    var good =
        web.request("/api/desk/echo")
            .header("Authorization", "bearer token-of-a-machine-1")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));
    assertEquals(200, web.send(good).statusCode());
    for (String bad :
        new String[] {
          "Bearer token-of-a-machine-2",
          "Bearer",
          "Basic c3V6dWtpOng=",
          "Bearer ' or 1=1 --aaaaaaaaaa"
        }) {
      assertEquals(
          "401 unauthenticated",
          problem(web.send(web.as("suzuki", "/api/desk/me").header("Authorization", bad))));
    }
  }

  @Test
  public void whoLeftIsOutAtOnce() {
    web.publish("/desk", new DeskResource());
    var request = web.as("suzuki", "/api/desk/me");
    assertEquals(200, web.send(request).statusCode());
    web.ports.staff.remove(new StaffId("suzuki"));
    assertEquals("401 unauthenticated", problem(web.send(request)));
  }

  @Test
  public void aPlantedSecondCookieLogsNobodyIn() {
    web.publish("/desk", new DeskResource());
    Opened session = web.ports.logIn("suzuki");
    Opened planted = web.ports.logIn("kanri");
    assertEquals(
        "401 unauthenticated",
        problem(
            web.send(
                web.request("/api/desk/me")
                    .header(
                        "Cookie",
                        "madoguchi_session="
                            + planted.secret()
                            + "; madoguchi_session="
                            + session.secret()))));
  }

  @Test
  public void withoutDirectoryTheAnswerIsUnavailableAndComesBackByItself() {
    web.publish("/desk", new DeskResource());
    var request = web.as("suzuki", "/api/desk/me");
    web.ports.away = true;
    assertEquals("503 unavailable", problem(web.send(request)));
    assertEquals(503, web.send(web.request("/health/ready")).statusCode());
    assertEquals(
        "[\"identities\",\"sessions\"]",
        json(web.send(web.request("/health/ready"))).path("missing").toString());
    assertEquals(200, web.send(web.request("/health/live")).statusCode());
    web.ports.away = false;
    assertEquals(200, web.send(request).statusCode());
    assertEquals(200, web.send(web.request("/health/ready")).statusCode());
  }

  @Test
  public void servletsElsewhereKnowTheCallerWhenTheyAsk() {
    serve(
        "/portal",
        (request, response) -> response.getWriter().write(Requests.scope(request).who().value()));
    assertEquals("suzuki", web.get("suzuki", "/portal").body());
    assertEquals("401 unauthenticated", problem(web.send(web.request("/portal"))));
    Opened session = web.ports.logIn("suzuki");
    assertEquals(
        "403 csrf-token-wrong",
        problem(
            web.send(
                web.request("/portal")
                    .header("Cookie", "madoguchi_session=" + session.secret())
                    .POST(BodyPublishers.noBody()))));
  }

  @Test
  public void thePersonsLanguageCountsWhenTheBrowserNamesNone() {
    web.publish("/desk", new DeskResource());
    web.ports.languages.put(new StaffId("suzuki"), Locale.ENGLISH);
    assertEquals("en", json(web.get("suzuki", "/api/desk/me")).path("language").asText());
    for (String header : new String[] {"xx", "*", "", ";;q=", "a".repeat(5_000), "de, fr;q=0.5"}) {
      assertEquals(
          "en",
          json(web.send(web.as("suzuki", "/api/desk/me").header("Accept-Language", header)))
              .path("language")
              .asText());
    }
    assertEquals(
        "ja",
        json(web.send(web.as("suzuki", "/api/desk/me").header("Accept-Language", "de,ja;q=0.3")))
            .path("language")
            .asText());
  }

  @Test
  public void bareErrorsOfServletsBecomeProblems() {
    serve("/gone", (request, response) -> response.sendError(410, "secret detail"));
    serve(
        "/broken",
        (request, response) -> {
          throw new IllegalStateException("secret detail");
        });
    serve(
        "/half",
        (request, response) -> {
          response.setHeader("ETag", "\"1\"");
          response.setHeader("Content-Encoding", "gzip");
          response.getWriter().write("half an ans");
          response.sendError(500);
        });
    HttpResponse<String> gone = web.send(web.request("/gone"));
    assertEquals("410 bad-request", problem(gone));
    assertEquals("要求を解釈できませんでした", json(gone).path("title").asText());
    assertFalse(gone.body().contains("secret"));
    assertEquals("500 internal-error", problem(web.send(web.request("/broken"))));
    HttpResponse<String> half = web.send(web.request("/half"));
    assertEquals("500 internal-error", problem(half));
    assertEquals("", header(half, "ETag"));
    assertFalse(header(half, "X-Request-Id").isEmpty());
    assertEquals("404 not-found", problem(web.send(web.request("/no/such/page"))));
  }

  @Test
  public void theRootLeadsToTheStartPage() {
    HttpResponse<String> response = web.send(web.request("/"));
    assertEquals(302, response.statusCode());
    assertEquals("/console/", header(response, "Location"));
    web.configure(Map.of("home", "/portal/"));
    assertEquals("/portal/", header(web.send(web.request("/")), "Location"));
    web.configure(Map.of("home", "//evil.example/"));
    assertEquals("/console/", header(web.send(web.request("/")), "Location"));
  }
}
