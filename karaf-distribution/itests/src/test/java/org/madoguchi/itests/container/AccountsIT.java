package org.madoguchi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.After;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

/** A person's way through password, second factor and sessions, as the container serves it. */
public class AccountsIT extends ContainerTest {
  private static final String WHO = "mori";

  private final Api person = new Api();

  @After
  public void leaveNothingBehind() throws Exception {
    assertEquals(
        204, administrator().send("DELETE", "/api/second-factor/" + WHO, null).statusCode());
  }

  private static Api administrator() throws Exception {
    return new Api().login("admin", PASSWORD);
  }

  private static HttpResponse<String> login(String password, String code) throws Exception {
    return new Api()
        .send("POST", "/api/session", Map.of("user", WHO, "password", password, "code", code));
  }

  private JsonNode answer(String path, Map<String, ?> body) throws Exception {
    HttpResponse<String> answer = person.send("POST", path, body);
    assertEquals(answer.body(), 200, answer.statusCode());
    return Api.json(answer.body());
  }

  @Test
  @Covers("K7")
  public void passwordRuleThatIsBrokenIsNamed() throws Exception {
    person.login(WHO, PASSWORD);
    Map.of(
            "short", "too-short",
            "Password2026", "common",
            "mori-to-umi-ni", "holds-name")
        .forEach(
            (next, rule) -> {
              try {
                HttpResponse<String> refused =
                    person.send(
                        "PUT",
                        "/api/directory/me/password",
                        Map.of("current", PASSWORD, "next", next));
                assertEquals(400, refused.statusCode());
                JsonNode error = Api.json(refused.body()).at("/errors/0");
                assertEquals(next, rule, error.get("code").asText());
                assertFalse(error.get("message").asText().isEmpty());
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  @Covers("K7")
  public void secondFactorIsAskedForAtTheLoginAndEachCodeIsTakenOnce() throws Exception {
    person.login(WHO, PASSWORD);
    assertEquals(
        400, person.send("POST", "/api/second-factor", Map.of("password", "guess")).statusCode());
    JsonNode offer = answer("/api/second-factor", Map.of("password", PASSWORD));
    assertTrue(offer.at("/qr/path").asText().startsWith("M4 4h1v1h-1z"));
    Authenticator app = new Authenticator(offer.get("secret").asText());
    JsonNode recovery =
        answer("/api/second-factor/confirm", Map.of("code", app.code())).get("recoveryCodes");
    assertEquals(10, recovery.size());

    assertProblem(login(PASSWORD, ""), 401, "second-factor-required");
    assertProblem(login("wrong", ""), 401, "login-failed");
    assertProblem(login(PASSWORD, "abcdef"), 401, "second-factor-wrong");
    String code = app.code(1); // the one of now was taken to confirm
    assertEquals(200, login(PASSWORD, code).statusCode());
    assertProblem(login(PASSWORD, code), 401, "second-factor-wrong");
    String kept = recovery.get(0).asText();
    assertEquals(200, login(PASSWORD, kept).statusCode());
    assertProblem(login(PASSWORD, kept), 401, "second-factor-wrong");
    assertEquals(9, person.read("/api/second-factor").get("recoveryCodes").asInt());

    JsonNode accounts = administrator().read("/api/accounts/aoba?q=" + WHO);
    assertTrue(accounts.at("/items/0/secondFactor").asBoolean());
    assertEquals(3, person.read("/api/sessions").size());
    assertEquals(200, person.send("DELETE", "/api/sessions/own/others", null).statusCode());
    JsonNode left = person.read("/api/sessions");
    assertEquals(1, left.size());
    assertTrue(left.at("/0/current").asBoolean());
    assertEquals("127.0.0.1", left.at("/0/address").asText());
  }
}
