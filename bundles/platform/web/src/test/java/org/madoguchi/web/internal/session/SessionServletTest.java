package org.madoguchi.web.internal.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.web.internal.WebServer.header;
import static org.madoguchi.web.internal.WebServer.json;
import static org.madoguchi.web.internal.WebServer.problem;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.kernel.StaffId;
import org.madoguchi.kernel.access.Duty;
import org.madoguchi.testing.covers.Covers;
import org.madoguchi.web.internal.WebServer;

public class SessionServletTest {
  @Rule public final WebServer web = new WebServer();
  private Configuration before;

  private static volatile boolean directoryIsAway;

  /** Knows everybody's password: the name backwards. */
  public static class BackwardsModule implements LoginModule {
    private CallbackHandler handler;

    @Override
    public void initialize(
        Subject s, CallbackHandler callbacks, Map<String, ?> shared, Map<String, ?> options) {
      handler = callbacks;
    }

    @Override
    public boolean login() throws LoginException {
      NameCallback name = new NameCallback("user");
      PasswordCallback password = new PasswordCallback("password", false);
      try {
        handler.handle(new Callback[] {name, password});
      } catch (java.io.IOException | javax.security.auth.callback.UnsupportedCallbackException e) {
        throw new LoginException(e.toString());
      }
      if (name.getName().equals("kanri") && directoryIsAway) {
        throw new LoginException("Can't connect to the directory");
      }
      String expected = new StringBuilder(name.getName()).reverse().toString();
      if (!expected.equals(new String(password.getPassword()))) {
        throw new FailedLoginException("wrong password of " + name.getName());
      }
      return true;
    }

    @Override
    public boolean commit() {
      return true;
    }

    @Override
    public boolean abort() {
      return true;
    }

    @Override
    public boolean logout() {
      return true;
    }
  }

  @Before
  public void installRealm() {
    try {
      before = Configuration.getConfiguration();
    } catch (SecurityException e) {
      before = null; // there is none on a plain JVM
    }
    Configuration.setConfiguration(
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String realm) {
            return realm.equals("madoguchi")
                ? new AppConfigurationEntry[] {
                  new AppConfigurationEntry(
                      BackwardsModule.class.getName(), LoginModuleControlFlag.REQUIRED, Map.of())
                }
                : null;
          }
        });
  }

  @After
  public void removeRealm() {
    Configuration.setConfiguration(before);
  }

  private HttpRequest.Builder login(String user, String password) {
    return web.request("/api/session")
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}"));
  }

  private static String cookie(HttpResponse<String> response) {
    return header(response, "Set-Cookie").split(";")[0];
  }

  @Test
  public void aLoginGivesACookieAndACsrfToken() {
    HttpResponse<String> response = web.send(login("suzuki", "ikuzus"));
    assertEquals(200, response.statusCode());
    assertEquals("suzuki", json(response).path("who").path("id").asText());
    assertTrue(
        header(response, "Set-Cookie"),
        header(response, "Set-Cookie")
            .matches("madoguchi_session=[^;]{16,}; Path=/; HttpOnly; SameSite=Strict"));
    HttpResponse<String> again =
        web.send(web.request("/api/session").header("Cookie", cookie(response)));
    assertEquals(response.body(), again.body());
  }

  @Test
  public void namesAreTakenAsPeopleTypeThem() {
    assertEquals(200, web.send(login(" Suzuki ", "ikuzus")).statusCode());
    assertEquals(200, web.send(login("ｓｕｚｕｋｉ", "ikuzus")).statusCode());
  }

  @Test
  public void theCookieIsSecureOverHttps() {
    web.configure(Map.of("proxy.trusted", "true"));
    HttpResponse<String> response =
        web.send(login("suzuki", "ikuzus").header("X-Forwarded-Proto", "https"));
    assertTrue(header(response, "Set-Cookie").endsWith("; Secure"));
  }

  @Test
  public void aLoginNeverKeepsTheSessionTheBrowserCameWith() {
    String first = cookie(web.send(login("suzuki", "ikuzus")));
    HttpResponse<String> second = web.send(login("suzuki", "ikuzus").header("Cookie", first));
    assertNotEquals(first, cookie(second));
    assertEquals(
        "401 unauthenticated",
        problem(web.send(web.request("/api/session").header("Cookie", first))));
    HttpResponse<String> fixed =
        web.send(
            login("suzuki", "ikuzus").header("Cookie", "madoguchi_session=chosen-by-an-attacker"));
    assertFalse(cookie(fixed).contains("attacker"));
  }

  @Test
  public void everyRefusalLooksTheSame() {
    String wrong = refusal("suzuki", "wrong");
    assertEquals(wrong, refusal("unknown", "wrong"));
    assertEquals(wrong, refusal("left", "tfel")); // right password, but no longer on the staff
    assertEquals(wrong, refusal("鈴木", "wrong"));
    assertEquals(wrong, refusal("", ""));
    assertEquals(wrong, refusal("suzuki", "a".repeat(2_000)));
    assertEquals(wrong, refusal("*)(uid=*", "x"));
  }

  private String refusal(String user, String password) {
    HttpResponse<String> response = web.send(login(user, password));
    assertEquals("401 login-failed", problem(response));
    assertEquals("", header(response, "Set-Cookie"));
    return response.body().replaceAll("\"reference\":\"[^\"]*\"", "");
  }

  @Test
  public void guessingIsSlowedDownForTheUserAloneAndNotForColleagues() {
    for (int i = 0; i < 5; i++) {
      assertEquals("401 login-failed", problem(web.send(login("suzuki", "guess" + i))));
    }
    HttpResponse<String> response = web.send(login("suzuki", "ikuzus"));
    assertEquals("429 too-many-requests", problem(response));
    assertTrue(Integer.parseInt(header(response, "Retry-After")) <= 10);
    assertEquals(200, web.send(login("kanri", "irnak")).statusCode());
  }

  @Test
  public void guessingManyNamesIsSlowedDownForTheAddress() {
    web.configure(Map.of("login.addressFailures", "3"));
    for (int i = 0; i < 3; i++) {
      assertEquals("401 login-failed", problem(web.send(login("user" + i, "guess"))));
    }
    assertEquals("429 too-many-requests", problem(web.send(login("kanri", "irnak"))));
  }

  private HttpRequest.Builder login(String user, String password, String code) {
    return web.request("/api/session")
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                "{\"user\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                    .formatted(user, password, code)));
  }

  @Test
  @Covers("K7")
  public void theSecondStepTakesACodeOnce() {
    web.ports.codes.put(new StaffId("suzuki"), new CopyOnWriteArraySet<>(List.of("123456")));
    assertEquals("401 second-factor-required", problem(web.send(login("suzuki", "ikuzus"))));
    assertEquals("401 second-factor-required", problem(web.send(login("suzuki", "ikuzus", " "))));
    assertEquals("401 second-factor-wrong", problem(web.send(login("suzuki", "ikuzus", "654321"))));
    assertEquals(
        "the password comes first",
        "401 login-failed",
        problem(web.send(login("suzuki", "wrong", "123456"))));
    HttpResponse<String> in = web.send(login("suzuki", "ikuzus", "123456"));
    assertEquals(200, in.statusCode());
    assertEquals("401 second-factor-wrong", problem(web.send(login("suzuki", "ikuzus", "123456"))));
    assertEquals(200, web.send(login("kanri", "irnak")).statusCode());
  }

  @Test
  @Covers("K7")
  public void guessingCodesIsSlowedDownAndAskingForTheCodeForgivesNothing() {
    web.ports.codes.put(new StaffId("suzuki"), new CopyOnWriteArraySet<>(List.of("123456")));
    for (int i = 0; i < 5; i++) {
      assertEquals(
          "401 second-factor-wrong", problem(web.send(login("suzuki", "ikuzus", "00000" + i))));
      if (i < 4) {
        assertEquals("401 second-factor-required", problem(web.send(login("suzuki", "ikuzus"))));
      }
    }
    assertEquals("429 too-many-requests", problem(web.send(login("suzuki", "ikuzus", "123456"))));
  }

  @Test
  @Covers("K7")
  public void whoHasADutyReachesNothingElse() {
    web.ports.duties.put(new StaffId("suzuki"), Set.of(Duty.CHANGE_PASSWORD));
    HttpResponse<String> in = web.send(login("suzuki", "ikuzus"));
    assertEquals("[\"change-password\"]", json(in).path("duties").toString());
    HttpResponse<String> live = web.send(web.request("/api/live").header("Cookie", cookie(in)));
    assertEquals("403 duties-open", problem(live));
    assertEquals("[\"change-password\"]", json(live).path("duties").toString());
    assertEquals(
        "403 duties-open",
        problem(web.send(web.request("/api/openapi.json").header("Cookie", cookie(in)))));
    assertEquals(
        "404 not-found",
        problem(web.send(web.request("/api/directory/me").header("Cookie", cookie(in)))));
    assertEquals(
        200, web.send(web.request("/api/session").header("Cookie", cookie(in))).statusCode());
  }

  @Test
  public void theSessionRemembersTheAddressItWasOpenedFrom() {
    web.send(login("suzuki", "ikuzus"));
    assertEquals(List.of("127.0.0.1"), List.copyOf(web.ports.addresses.values()));
    web.configure(Map.of("proxy.trusted", "true"));
    web.send(login("kanri", "irnak").header("X-Forwarded-For", "10.0.0.1, 192.0.2.7"));
    assertTrue(web.ports.addresses.containsValue("192.0.2.7"));
  }

  @Test
  public void anotherSitesPageCannotLogSomebodyIn() {
    String own = "http://127.0.0.1:" + web.port();
    assertEquals(
        "403 foreign-page",
        problem(web.send(login("suzuki", "ikuzus").header("Origin", "https://evil.example"))));
    assertEquals(
        "403 foreign-page", problem(web.send(login("suzuki", "ikuzus").header("Origin", "null"))));
    assertEquals(
        "403 foreign-page",
        problem(web.send(login("suzuki", "ikuzus").header("Sec-Fetch-Site", "cross-site"))));
    assertEquals(
        "403 foreign-page",
        problem(web.send(login("suzuki", "ikuzus").header("Sec-Fetch-Site", "same-site"))));
    assertEquals(
        200,
        web.send(
                login("suzuki", "ikuzus")
                    .header("Origin", own)
                    .header("Sec-Fetch-Site", "same-origin"))
            .statusCode());
    var form =
        web.request("/api/session")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{\"user\":\"suzuki\",\"password\":\"ikuzus\"}"));
    assertEquals("415 unsupported-media-type", problem(web.send(form)));
  }

  @Test
  public void nonsenseIsAProblem() {
    for (String body : new String[] {"", "[]", "{", "null", "{\"user\":1}", "{\"x\":1}"}) {
      var request =
          web.request("/api/session")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body));
      assertTrue(body, problem(web.send(request)).startsWith("400 "));
    }
    assertEquals(
        "401 login-failed",
        problem(
            web.send(
                web.request("/api/session")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}")))));
  }

  @Test
  public void aLogoutNeedsTheTokenAndEndsTheSession() {
    HttpResponse<String> in = web.send(login("suzuki", "ikuzus"));
    String cookie = cookie(in);
    var forged = web.request("/api/session").header("Cookie", cookie).DELETE();
    assertEquals("403 csrf-token-wrong", problem(web.send(forged)));
    var logout =
        web.request("/api/session")
            .header("Cookie", cookie)
            .header("X-CSRF-Token", json(in).path("csrfToken").asText())
            .DELETE();
    HttpResponse<String> out = web.send(logout);
    assertEquals(204, out.statusCode());
    assertTrue(header(out, "Set-Cookie").startsWith("madoguchi_session=; Max-Age=0; Path=/"));
    assertEquals(
        "401 unauthenticated",
        problem(web.send(web.request("/api/session").header("Cookie", cookie))));
    assertEquals(204, web.send(logout).statusCode());
  }

  @Test
  public void aMissingRealmOrDirectoryIsUnavailableAndNotTheUsersFault() {
    web.configure(Map.of("realm", "nowhere"));
    for (int i = 0; i < 8; i++) {
      assertEquals("503 unavailable", problem(web.send(login("suzuki", "ikuzus"))));
    }
    web.configure(Map.of());
    web.ports.away = true;
    assertEquals("503 unavailable", problem(web.send(login("suzuki", "ikuzus"))));
    web.ports.away = false;
    assertEquals(200, web.send(login("suzuki", "ikuzus")).statusCode());
  }

  @Test
  @Covers("K7")
  public void aDirectoryThatIsAwayIsToldAndLocksNobodyOut() {
    directoryIsAway = true;
    try {
      for (int i = 0; i < 8; i++) {
        HttpResponse<String> away = web.send(login("kanri", "irnak"));
        assertEquals("503 realm-away", problem(away));
        assertTrue(header(away, "Retry-After").matches("\\d+"));
      }
      assertEquals(200, web.send(login("suzuki", "ikuzus")).statusCode());
    } finally {
      directoryIsAway = false;
    }
    assertEquals(200, web.send(login("kanri", "irnak")).statusCode());
  }

  @Test
  public void aTokenHasNoSession() {
    web.ports.tokens.put("token-of-a-machine-1", new StaffId("suzuki"));
    assertEquals(
        "401 unauthenticated",
        problem(
            web.send(
                web.request("/api/session")
                    .header("Authorization", "Bearer token-of-a-machine-1"))));
  }

  @Test
  public void ipv6AddressesOfOneSubscriberCountTogether() {
    assertEquals(
        LoginOriginProbe.network("2001:db8::1"), LoginOriginProbe.network("2001:db8::ffff"));
    assertNotEquals(
        LoginOriginProbe.network("2001:db8::1"), LoginOriginProbe.network("2001:db8:0:1::1"));
    assertNotEquals(LoginOriginProbe.network("192.0.2.1"), LoginOriginProbe.network("192.0.2.2"));
    assertEquals("unknown", LoginOriginProbe.network("evil.example"));
  }
}
